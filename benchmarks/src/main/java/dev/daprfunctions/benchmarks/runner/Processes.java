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

import dev.daprfunctions.benchmarks.app.BenchmarkApplication;
import dev.daprfunctions.benchmarks.sidecar.SidecarProcess;

/**
 * Application under load and its sidecar, each in a process of its own.
 */
final class Processes implements AutoCloseable {

	private static final int ITEMS = 16;

	private final JavaProcess sidecar;

	private final JavaProcess application;

	private final int port;

	private Processes(JavaProcess sidecar, JavaProcess application, int port) {
		this.sidecar = sidecar;
		this.application = application;
		this.port = port;
	}

	/**
	 * Starts both and waits until they are ready.
	 * @param name the begin of the names of the log files
	 * @return the processes
	 * @throws IOException if one cannot be started
	 */
	static Processes start(String name) throws IOException {
		JavaProcess sidecar = JavaProcess.start(name + "-sidecar", SidecarProcess.class, "", "benchmarks/components");
		try {
			String[] ports = sidecar.awaitReady();
			save(ports[0]);
			JavaProcess application = JavaProcess.start(name + "-app", BenchmarkApplication.class, "",
					"--server.port=0", "--dapr.functions.sidecar.http-endpoint=http://127.0.0.1:" + ports[0],
					"--dapr.functions.sidecar.grpc-endpoint=127.0.0.1:" + ports[1]);
			return new Processes(sidecar, application, Integer.parseInt(application.awaitReady()[0]));
		}
		catch (IOException | RuntimeException ex) {
			sidecar.close();
			throw ex;
		}
	}

	private static void save(String port) throws IOException {
		StringBuilder states = new StringBuilder();
		for (int i = 1; i <= ITEMS; i++) {
			states.append((states.isEmpty()) ? "[" : ",")
				.append("{\"key\":\"item-%d\",\"value\":{\"sku\":\"item-%d\",\"quantity\":%d}}".formatted(i, i, i));
		}
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1.0/state/statestore"))
			.POST(HttpRequest.BodyPublishers.ofString(states.append("]").toString()))
			.build();
		try {
			HttpResponse<String> response = HttpClient.newHttpClient()
				.send(request, HttpResponse.BodyHandlers.ofString());
			if (response.statusCode() != 204) {
				throw new IllegalStateException("The items were not saved: " + response + " " + response.body());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted", ex);
		}
	}

	int port() {
		return this.port;
	}

	@Override
	public void close() {
		this.application.close();
		this.sidecar.close();
	}

}
