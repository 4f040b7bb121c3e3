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
import java.util.List;

/**
 * B1: what it costs to come from a request to the method and back.
 */
class DispatchSuite implements Suite {

	private static final String BODY = "{\"id\":4711,\"customer\":\"Ada Lovelace\",\"quantity\":3,\"price\":12.5,"
			+ "\"note\":\"leave at the door\"}";

	private static final List<Target> TARGETS = List.of(target("function"), target("controller"), target("router"),
			target("servlet"));

	private static Target target(String name) {
		return new Target(name, "/b1/" + name, BODY, 16);
	}

	@Override
	public String run(Settings settings) throws IOException {
		try (Processes processes = Processes.start("b1")) {
			HttpRounds.checkAlike(processes.port(), TARGETS);
			int seconds = settings.secondsOr(4);
			HttpRounds.run(processes.port(), TARGETS, 1, seconds);
			HttpRounds rounds = HttpRounds.run(processes.port(), TARGETS, settings.rounds(), seconds);
			StringBuilder table = new StringBuilder("""
					Over HTTP, `wrk -c16`, %d s each:

					| echo of 100 bytes | requests/s | p99 in µs | function ÷ this |
					|---|---|---|---|
					""".formatted(seconds));
			Samples function = rounds.perSecond("function");
			row(table, "function", rounds, "function", function);
			row(table, "`@PostMapping`", rounds, "controller", function);
			row(table, "`RouterFunction`", rounds, "router", function);
			row(table, "servlet", rounds, "servlet", function);
			return table.toString();
		}
	}

	private static void row(StringBuilder table, String title, HttpRounds rounds, String name, Samples function) {
		Samples perSecond = rounds.perSecond(name);
		table.append("| %s | %s | %s | %s |\n".formatted(title, perSecond.format(0), rounds.p99(name).format(0),
				function.over(perSecond).format(2)));
	}

}
