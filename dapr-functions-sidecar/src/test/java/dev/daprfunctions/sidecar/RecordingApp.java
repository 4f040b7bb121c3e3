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

package dev.daprfunctions.sidecar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Application that records what it is asked and answers what it is told.
 */
final class RecordingApp implements AutoCloseable {

	private final HttpServer server;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final List<Received> received = new CopyOnWriteArrayList<>();

	private final Answer subscriptions;

	private volatile Function<Received, Answer> answers = (request) -> Answer.of(200, "text/plain", "ok");

	RecordingApp(int port) {
		this(port, Answer.of(404));
	}

	RecordingApp(int port, Answer subscriptions) {
		this.subscriptions = subscriptions;
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.executor);
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			String path = exchange.getRequestURI().toString();
			byte[] body = exchange.getRequestBody().readAllBytes();
			Received request = new Received(exchange.getRequestMethod(), path, exchange.getRequestHeaders(),
					new String(body, StandardCharsets.UTF_8));
			this.received.add(request);
			Answer answer = answer(path, request);
			answer.headers().forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
			boolean bodiless = exchange.getRequestMethod().equals("HEAD") || answer.body().length == 0;
			exchange.sendResponseHeaders(answer.status(), (bodiless) ? -1 : answer.body().length);
			if (!bodiless) {
				exchange.getResponseBody().write(answer.body());
			}
		}
	}

	private Answer answer(String path, Received request) {
		return switch (path) {
			case "/dapr/config" -> Answer.of(404);
			case "/dapr/subscribe" -> this.subscriptions;
			default -> this.answers.apply(request);
		};
	}

	/**
	 * Keep an answer back, at most until the application is closed.
	 * @param latch the latch that lets the answer go
	 */
	static void block(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	void answer(Answer answer) {
		this.answers = (request) -> answer;
	}

	void answer(Function<Received, Answer> answers) {
		this.answers = answers;
	}

	List<Received> received() {
		return this.received;
	}

	List<Received> received(String path) {
		return this.received.stream().filter((request) -> request.path().equals(path)).toList();
	}

	Received last() {
		return this.received.get(this.received.size() - 1);
	}

	void clear() {
		this.received.clear();
		this.answers = (request) -> Answer.of(200, "text/plain", "ok");
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	record Received(String verb, String path, Headers headers, String body) {

		String header(String name) {
			return this.headers.getFirst(name);
		}

	}

	record Answer(int status, Map<String, List<String>> headers, byte[] body) {

		static Answer of(int status, String contentType, String body) {
			return new Answer(status, Map.of("Content-Type", List.of(contentType)),
					body.getBytes(StandardCharsets.UTF_8));
		}

		static Answer of(int status) {
			return new Answer(status, Map.of(), new byte[0]);
		}

	}

}
