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

import java.io.IOException;

import dev.daprfunctions.benchmarks.jmh.LookupBenchmark;

/**
 * B5: what many functions add to finding one.
 */
class LookupSuite implements Suite {

	private static final int[] LOOKUPS = { 10, 1000 };

	@Override
	public String run(Settings settings) throws IOException {
		for (int functions : LOOKUPS) {
			GeneratedFunctions.compile("functions-" + functions, functions, true);
		}
		JmhRounds rounds = new JmhRounds();
		for (int round = 1; round <= settings.rounds(); round++) {
			for (int functions : LOOKUPS) {
				rounds.run(LookupBenchmark.class, GeneratedFunctions.folder("functions-" + functions),
						"b5-jmh-" + round, String.valueOf(functions));
			}
		}
		StringBuilder table = new StringBuilder("""
				Finding one of ten functions by its path, by JMH:

				| functions | ns | bytes allocated |
				|---|---|---|
				""");
		for (int functions : LOOKUPS) {
			table.append("| %,d | %s | %s |\n".formatted(functions, rounds.times("find" + functions).format(0),
					rounds.bytes("find" + functions).format(0)));
		}
		return table.toString();
	}

}
