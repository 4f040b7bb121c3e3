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

package dev.daprfunctions.invocation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * Server in place of a sidecar that keeps the calls and answers as it is told.
 */
final class InvokedSidecar implements AutoCloseable {

	private final List<Call> calls = new CopyOnWriteArrayList<>();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final CountDownLatch released = new CountDownLatch(1);

	private final HttpServer server;

	private volatile int status = 200;

	private volatile @Nullable String held;

	InvokedSidecar() {
		try {
			this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.setExecutor(this.executor);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	List<Call> calls() {
		return this.calls;
	}

	/**
	 * Answer calls with a status.
	 * @param status the status, or -1 to close the connection without an answer
	 */
	void answer(int status) {
		this.status = status;
	}

	/**
	 * Let calls with a body wait for {@link #release()}.
	 * @param body the body
	 */
	void hold(String body) {
		this.held = body;
	}

	void release() {
		this.released.countDown();
	}

	SidecarHttpClient client() {
		return client(null, Duration.ofSeconds(20));
	}

	SidecarHttpClient client(@Nullable String token, Duration timeout) {
		return client(this.server.getAddress().getPort(), token, timeout);
	}

	static SidecarHttpClient client(int port, @Nullable String token, Duration timeout) {
		return new SidecarHttpClient(SidecarHttpClient.createHttpClient(Duration.ofSeconds(5)),
				URI.create("http://127.0.0.1:" + port), token, timeout);
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			this.calls.add(new Call(exchange.getRequestMethod() + " " + exchange.getRequestURI(),
					exchange.getRequestHeaders(), body));
			if (body.equals(this.held)) {
				this.released.await(30, TimeUnit.SECONDS);
			}
			if (this.status > 0) {
				exchange.sendResponseHeaders(this.status, -1);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		release();
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	record Call(String line, Headers headers, String body) {

	}

}
