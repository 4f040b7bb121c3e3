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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What to run, and how long.
 *
 * @param benchmarks the names of the benchmarks
 * @param rounds how often everything is measured
 * @param seconds how long each round of each variant lasts, 0 for what the benchmark
 * prefers
 * @param results the file that the results are written to
 */
record Settings(List<String> benchmarks, int rounds, int seconds, Path results) {

	static Settings parse(String[] args, Collection<String> known) {
		List<String> names = new ArrayList<>();
		int rounds = 5;
		int seconds = 0;
		Path results = Path.of("benchmarks", "RESULTS.md");
		for (String arg : args) {
			String value = arg.substring(arg.indexOf('=') + 1);
			if (arg.startsWith("--rounds=")) {
				rounds = Integer.parseInt(value);
			}
			else if (arg.startsWith("--seconds=")) {
				seconds = Integer.parseInt(value);
			}
			else if (arg.startsWith("--results=")) {
				results = Path.of(value);
			}
			else if (arg.equals("all")) {
				names.addAll(known);
			}
			else if (known.contains(arg)) {
				names.add(arg);
			}
			else {
				throw new IllegalArgumentException("Expected all, " + String.join(", ", known)
						+ ", --rounds=, --seconds= or --results=, but got '" + arg + "'");
			}
		}
		return new Settings((names.isEmpty()) ? List.copyOf(known) : names, rounds, seconds, results);
	}

	int secondsOr(int preferred) {
		return (this.seconds > 0) ? this.seconds : preferred;
	}

}
