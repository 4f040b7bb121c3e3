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

package dev.daprfunctions.contract;

import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Counts the cases of all classes, and prints the counts at the end.
 */
final class Score implements AutoCloseable {

	private final Map<Target, Integer> passed = new EnumMap<>(Target.class);

	private final Map<Target, Integer> all = new EnumMap<>(Target.class);

	private final Set<String> reported = new HashSet<>();

	private final Servers servers = new Servers();

	static Score of(ExtensionContext context) {
		return context.getRoot()
			.getStore(Namespace.create(Score.class))
			.computeIfAbsent(Score.class, (key) -> new Score(), Score.class);
	}

	synchronized void passed(Target target) {
		this.passed.merge(target, 1, Integer::sum);
		this.all.merge(target, 1, Integer::sum);
	}

	synchronized void failed(Target target) {
		this.all.merge(target, 1, Integer::sum);
	}

	synchronized boolean isThere(String program, Optional<?> found, String remedy) {
		if (found.isEmpty() && this.reported.add(program)) {
			System.out.printf("contract: no %s, so what runs on it is left out: %s%n", program, remedy);
		}
		return found.isPresent();
	}

	Servers servers() {
		return this.servers;
	}

	@Override
	public synchronized void close() throws IOException {
		this.servers.close();
		System.out.printf("contract: embedded %s, daprd %s%n", ratio((target) -> !target.isReal()),
				ratio(Target::isReal));
	}

	private String ratio(Predicate<Target> targets) {
		return "%d/%d".formatted(sum(this.passed, targets), sum(this.all, targets));
	}

	private static int sum(Map<Target, Integer> counts, Predicate<Target> targets) {
		return counts.entrySet()
			.stream()
			.filter((count) -> targets.test(count.getKey()))
			.mapToInt(Map.Entry::getValue)
			.sum();
	}

}
