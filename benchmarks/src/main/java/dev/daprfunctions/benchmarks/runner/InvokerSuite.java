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

import dev.daprfunctions.benchmarks.jmh.InvokerBenchmark;

/**
 * B1: what the invoker alone costs over the method.
 */
class InvokerSuite implements Suite {

	@Override
	public String run(Settings settings) throws IOException {
		JmhRounds rounds = new JmhRounds();
		for (int round = 1; round <= settings.rounds(); round++) {
			rounds.run(InvokerBenchmark.class, "", "b1-jmh-" + round, "");
		}
		StringBuilder table = new StringBuilder("""
				The invoker alone, by JMH (one fork for each round):

				| | ns per call | bytes allocated per call |
				|---|---|---|
				""");
		rows(table, rounds, "bytes in and out", "methodBytes", "invokeBytes");
		rows(table, rounds, "record in and out", "methodRecord", "invokeRecord");
		return table.toString();
	}

	private static void rows(StringBuilder table, JmhRounds rounds, String title, String method, String invoked) {
		row(table, title + ": the method itself", rounds.times(method), rounds.bytes(method));
		row(table, title + ": by the invoker", rounds.times(invoked), rounds.bytes(invoked));
		row(table, title + ": over the method", rounds.times(invoked).minus(rounds.times(method)),
				rounds.bytes(invoked).minus(rounds.bytes(method)));
	}

	private static void row(StringBuilder table, String title, Samples time, Samples bytes) {
		table.append("| %s | %s | %s |\n".formatted(title, time.format(0), bytes.format(0)));
	}

}
