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
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Runs the benchmarks that are named and writes their results.
 */
public final class Benchmarks {

	private static final Map<String, Suite> SUITES = suites();

	private Benchmarks() {
	}

	private static Map<String, Suite> suites() {
		Map<String, Suite> suites = new LinkedHashMap<>();
		suites.put("b1", new DispatchSuite());
		suites.put("b1-invoker", new InvokerSuite());
		suites.put("b2", new InputsSuite());
		suites.put("b3", new OutputsSuite());
		suites.put("b4", new MixedSuite());
		suites.put("b5", new StartupSuite());
		suites.put("b5-lookup", new LookupSuite());
		suites.put("b6", new TestSliceSuite());
		return suites;
	}

	/**
	 * Runs benchmarks.
	 * @param args the names of the benchmarks, {@code all} for all, and
	 * {@code --rounds=}, {@code --seconds=} and {@code --results=}
	 * @throws IOException if a file cannot be read or written
	 */
	public static void main(String[] args) throws IOException {
		Settings settings = Settings.parse(args, SUITES.keySet());
		ResultsFile results = new ResultsFile(settings.results());
		results.replace("machine", Machine.describe());
		for (String name : settings.benchmarks()) {
			Suite suite = Objects.requireNonNull(SUITES.get(name));
			String load = Machine.loadAverage();
			Instant begin = Instant.now();
			System.out.println("Running " + name + ", load average " + load);
			String table = suite.run(settings);
			long seconds = Duration.between(begin, Instant.now()).toSeconds();
			String note = "`benchmarks/run.sh " + name + "`, " + settings.rounds() + " interleaved rounds; took "
					+ seconds + " s; load average of the minute before: " + load + ".";
			results.replace(name, note + "\n\n" + table);
			System.out.println(note + "\n\n" + table);
		}
	}

}
