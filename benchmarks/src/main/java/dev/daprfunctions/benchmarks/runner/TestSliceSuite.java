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

package dev.daprfunctions.benchmarks.runner;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * B6: what the sidecar adds to a test of functions.
 */
class TestSliceSuite implements Suite {

	private static final Path TARGET = Path.of("benchmarks", "target");

	private static final String MAIN = "dev.daprfunctions.benchmarks.slice.SliceProcess";

	private static final List<String> ROWS = List.of("the first class of a JVM",
			"another class with a context of its own", "another class with the same context", "an empty test method");

	@Override
	public String run(Settings settings) throws IOException {
		String classes = String.join(File.pathSeparator, TARGET.resolve("test-classes").toString(),
				Files.readString(TARGET.resolve("test-classpath.txt")).strip());
		Measures times = new Measures();
		List<String> variants = new ArrayList<>(List.of("with", "without"));
		for (String variant : variants) {
			measure(classes, variant);
		}
		for (int round = 1; round <= settings.rounds(); round++) {
			for (String variant : variants) {
				String[] measured = measure(classes, variant);
				for (int i = 0; i < measured.length; i++) {
					times.add(variant + i, Double.parseDouble(measured[i]));
				}
			}
			Collections.rotate(variants, -1);
		}
		return table(times);
	}

	private static String[] measure(String classes, String variant) throws IOException {
		try (JavaProcess process = JavaProcess.start("b6-" + variant, MAIN, classes, variant)) {
			return process.awaitReady();
		}
	}

	private static String table(Measures times) {
		StringBuilder table = new StringBuilder("""
				| ms | with the sidecar | the same slice without | more with the sidecar |
				|---|---|---|---|
				""");
		for (int i = 0; i < ROWS.size(); i++) {
			Samples with = times.of("with" + i);
			Samples without = times.of("without" + i);
			int digits = (i == ROWS.size() - 1) ? 2 : 0;
			table.append("| %s | %s | %s | %s |\n".formatted(ROWS.get(i), with.format(digits), without.format(digits),
					with.minus(without).format(digits)));
		}
		return table
			.append("| a test method that invokes a function and looks at its state and its event | %s | | |\n"
				.formatted(times.of("with" + ROWS.size()).format(2)))
			.toString();
	}

}
