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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures endpoints of one application in rounds: each round measures all of them, and
 * begins with another one.
 */
final class HttpRounds {

	private final Measures perSecond = new Measures();

	private final Measures mean = new Measures();

	private final Measures p99 = new Measures();

	/**
	 * Measures endpoints.
	 * @param port the port of the application
	 * @param targets the endpoints
	 * @param rounds how many rounds
	 * @param seconds how long each endpoint is measured in each round
	 * @return the results
	 * @throws IOException if the load generator cannot be started
	 */
	static HttpRounds run(int port, List<Target> targets, int rounds, int seconds) throws IOException {
		HttpRounds results = new HttpRounds();
		for (Target target : targets) {
			Wrk.run(port, target, seconds);
		}
		List<Target> order = new ArrayList<>(targets);
		for (int round = 1; round <= rounds; round++) {
			System.out.println("Round " + round + " of " + rounds);
			for (Target target : order) {
				results.add(target.name(), Wrk.run(port, target, seconds));
			}
			Collections.rotate(order, -1);
		}
		return results;
	}

	/**
	 * Checks that endpoints answer alike.
	 * @param port the port of the application
	 * @param targets the endpoints
	 * @throws IOException if one cannot be called
	 */
	static void checkAlike(int port, List<Target> targets) throws IOException {
		HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
		List<String> answers = new ArrayList<>();
		for (Target target : targets) {
			HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target.path()))
				.header("Content-Type", "application/json")
				.POST(HttpRequest.BodyPublishers.ofString(target.body()))
				.build();
			try {
				HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
				answers.add(response.statusCode() + " " + response.body());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException("Interrupted", ex);
			}
		}
		if (!answers.get(0).startsWith("200 ") || answers.stream().distinct().count() > 1) {
			throw new IllegalStateException("The endpoints do not answer alike: " + targets + " answer " + answers);
		}
	}

	private void add(String name, Wrk.Load load) {
		this.perSecond.add(name, load.perSecond());
		this.mean.add(name, load.mean());
		this.p99.add(name, load.p99());
	}

	Samples perSecond(String name) {
		return this.perSecond.of(name);
	}

	Samples mean(String name) {
		return this.mean.of(name);
	}

	Samples p99(String name) {
		return this.p99.of(name);
	}

}
