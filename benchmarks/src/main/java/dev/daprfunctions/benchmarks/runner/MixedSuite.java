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
 * B4: a function with two state inputs, a secret, a state output and an event.
 */
class MixedSuite implements Suite {

	private static final int[] CLIENTS = { 8, 32 };

	private static final List<String> VARIANTS = List.of("function", "controller");

	@Override
	public String run(Settings settings) throws IOException {
		try (Processes processes = Processes.start("b4")) {
			List<Target> targets = new ArrayList<>();
			for (int clients : CLIENTS) {
				VARIANTS.forEach((variant) -> targets.add(target(variant, clients)));
			}
			HttpRounds.checkAlike(processes.port(), targets);
			int seconds = settings.secondsOr(4);
			HttpRounds.run(processes.port(), targets, 1, seconds);
			return table(HttpRounds.run(processes.port(), targets, settings.rounds(), seconds), seconds);
		}
	}

	private static Target target(String variant, int clients) {
		return new Target(variant + clients, "/b4/" + variant, "{\"id\":\"order-1\",\"quantity\":2}", clients);
	}

	private static String table(HttpRounds rounds, int seconds) {
		StringBuilder table = new StringBuilder(
				"""
						%d s each:

						| clients | function: requests/s | controller: requests/s | function ÷ controller | function: p99 in µs | controller: p99 in µs |
						|---|---|---|---|---|---|
						"""
					.formatted(seconds));
		for (int clients : CLIENTS) {
			Samples function = rounds.perSecond("function" + clients);
			Samples controller = rounds.perSecond("controller" + clients);
			table.append("| %d | %s | %s | %s | %s | %s |\n".formatted(clients, function.format(0),
					controller.format(0), function.over(controller).format(2),
					rounds.p99("function" + clients).format(0), rounds.p99("controller" + clients).format(0)));
		}
		return table.toString();
	}

}
