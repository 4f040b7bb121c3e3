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
import java.util.ArrayList;
import java.util.List;

/**
 * B3: functions with several state outputs and as many events.
 */
class OutputsSuite implements Suite {

	private static final int[] COUNTS = { 1, 2, 4, 8 };

	private static final List<String> VARIANTS = List.of("function", "sequential", "batch");

	@Override
	public String run(Settings settings) throws IOException {
		try (Processes processes = Processes.start("b3")) {
			List<Target> targets = new ArrayList<>();
			for (int count : COUNTS) {
				List<Target> ofCount = VARIANTS.stream().map((variant) -> target(variant, count)).toList();
				HttpRounds.checkAlike(processes.port(), ofCount);
				targets.addAll(ofCount);
			}
			int seconds = settings.secondsOr(2);
			HttpRounds.run(processes.port(), targets, 1, seconds);
			return table(HttpRounds.run(processes.port(), targets, settings.rounds(), seconds), seconds);
		}
	}

	private static Target target(String variant, int count) {
		return new Target(variant + count, "/b3/" + variant + "/" + count, "", 1);
	}

	private static String table(HttpRounds rounds, int seconds) {
		StringBuilder table = new StringBuilder(
				"""
						Mean time of a request in µs, one client, %d s each; the batch is one transaction and then one bulk
						publish, of one each a single save and a single publish:

						| state outputs and events, each | function | sequential | batch | function ÷ batch | sequential ÷ function |
						|---|---|---|---|---|---|
						"""
					.formatted(seconds));
		for (int count : COUNTS) {
			Samples function = rounds.mean("function" + count);
			Samples sequential = rounds.mean("sequential" + count);
			Samples batch = rounds.mean("batch" + count);
			table.append("| %d | %s | %s | %s | %s | %s |\n".formatted(count, function.format(0), sequential.format(0),
					batch.format(0), function.over(batch).format(2), sequential.over(function).format(1)));
		}
		return table.toString();
	}

}
