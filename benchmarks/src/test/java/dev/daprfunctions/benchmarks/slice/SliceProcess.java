/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package dev.daprfunctions.benchmarks.slice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.daprfunctions.test.DaprFunctionsTest;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import org.springframework.boot.context.annotation.ImportCandidates;

/**
 * Runs the test classes of a variant and prints how long they took.
 */
public final class SliceProcess {

	private SliceProcess() {
	}

	/**
	 * Runs test classes.
	 * @param args the variant, {@code with} or {@code without}
	 */
	public static void main(String[] args) {
		requireSameSlice();
		List<Class<?>> classes = (args[0].equals("with")) ? WithSidecar.CLASSES : WithoutSidecar.CLASSES;
		Times times = new Times();
		for (Class<?> testClass : classes) {
			LauncherFactory.create()
				.execute(LauncherDiscoveryRequestBuilder.request()
					.selectors(DiscoverySelectors.selectClass(testClass))
					.build(), times);
		}
		times.requireSuccess();
		String methods = (args[0].equals("with")) ? " " + times.perMethod("UsingMethods") : "";
		System.out.println("READY %s %s %s %s%s".formatted(times.median("First"), times.median("Another"),
				times.median("Same"), times.perMethod("EmptyMethods"), methods));
		System.exit(0);
	}

	private static void requireSameSlice() {
		List<String> with = candidates(DaprFunctionsTest.class).filter((name) -> !name.contains(".Daprd"))
			.filter((name) -> !name.contains(".EmbeddedSidecar"))
			.toList();
		List<String> without = candidates(SliceWithoutSidecar.class).toList();
		if (!with.equals(without)) {
			throw new IllegalStateException("The slices differ: %s and %s".formatted(with, without));
		}
	}

	private static Stream<String> candidates(Class<?> annotation) {
		return StreamSupport
			.stream(ImportCandidates.load(annotation, SliceProcess.class.getClassLoader()).spliterator(), false);
	}

	/**
	 * How long the classes took.
	 */
	private static final class Times implements TestExecutionListener {

		private final Map<String, Long> begins = new HashMap<>();

		private final Map<String, Double> millis = new HashMap<>();

		private final List<Throwable> failures = new ArrayList<>();

		@Override
		public void executionStarted(TestIdentifier test) {
			this.begins.put(test.getUniqueId(), System.nanoTime());
		}

		@Override
		public void executionFinished(TestIdentifier test, TestExecutionResult result) {
			long nanos = System.nanoTime() - Objects.requireNonNull(this.begins.get(test.getUniqueId()));
			result.getThrowable().ifPresent(this.failures::add);
			test.getSource()
				.filter(ClassSource.class::isInstance)
				.map(ClassSource.class::cast)
				.ifPresent((source) -> this.millis.put(source.getJavaClass().getSimpleName(), nanos / 1e6));
		}

		void requireSuccess() {
			if (!this.failures.isEmpty()) {
				throw new IllegalStateException("A test failed", this.failures.get(0));
			}
		}

		String median(String name) {
			List<Double> sorted = matching((candidate) -> candidate.startsWith(name));
			return format(sorted.get(sorted.size() / 2));
		}

		String perMethod(String name) {
			return format(matching(name::equals).get(0) / ManyMethods.COUNT);
		}

		private List<Double> matching(Predicate<String> name) {
			return this.millis.entrySet()
				.stream()
				.filter((entry) -> name.test(entry.getKey()))
				.map(Map.Entry::getValue)
				.sorted()
				.toList();
		}

		private static String format(double value) {
			return String.format(Locale.ROOT, "%.3f", value);
		}

	}

}
