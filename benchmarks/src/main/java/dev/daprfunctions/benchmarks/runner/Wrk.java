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
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Load generator.
 *
 * @see <a href="https://github.com/wg/wrk">wrk</a>
 */
final class Wrk {

	private static final String SCRIPT = "benchmarks/src/main/wrk/post.lua";

	private Wrk() {
	}

	/**
	 * Puts an endpoint under load.
	 * @param port the port of the application, on loopback
	 * @param target the endpoint
	 * @param seconds how long
	 * @return what was measured
	 * @throws IOException if the load generator cannot be started
	 */
	static Load run(int port, Target target, int seconds) throws IOException {
		List<String> command = List.of("wrk", "-t1", "-c" + target.connections(), "-d" + seconds + "s", "-s", SCRIPT,
				"http://127.0.0.1:" + port + target.path(), "--", target.body());
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		String[] result = output.lines()
			.filter((line) -> line.startsWith("RESULT "))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(command + " printed no result:\n" + output))
			.split(" ");
		double requests = Long.parseLong(result[1]);
		if (requests == 0 || Long.parseLong(result[3]) > 0) {
			throw new IllegalStateException(command + " had errors:\n" + output);
		}
		double microseconds = Long.parseLong(result[2]);
		return new Load(requests * 1e6 / microseconds, microseconds * target.connections() / requests,
				Long.parseLong(result[4]));
	}

	/**
	 * What was measured.
	 *
	 * @param perSecond the requests per second
	 * @param mean the mean time of a request in microseconds
	 * @param p99 the 99th percentile of the times in microseconds
	 */
	record Load(double perSecond, double mean, double p99) {

	}

}
