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

package dev.daprfunctions.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.daprfunctions.contract.TestApp.Received;
import dev.daprfunctions.contract.TestApp.Reply;

/**
 * {@link AppServer} for HTTP/1.1, with or without TLS.
 */
final class HttpAppServer implements AppServer {

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final HttpServer server;

	private final Function<Received, Reply> handler;

	private HttpAppServer(HttpServer server, Function<Received, Reply> handler) {
		this.server = server;
		this.handler = handler;
		server.setExecutor(this.executor);
		server.createContext("/", this::handle);
		server.start();
	}

	static HttpAppServer listen(boolean tls, int port, Function<Received, Reply> handler) {
		InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
		try {
			return new HttpAppServer((tls) ? createWithTls(address) : HttpServer.create(address, 0), handler);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static HttpServer createWithTls(InetSocketAddress address) throws IOException {
		HttpsServer server = HttpsServer.create(address, 0);
		server.setHttpsConfigurator(new HttpsConfigurator(SelfSigned.context()));
		return server;
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			Received request = new Received(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
					exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes());
			Reply reply = this.handler.apply(request);
			reply.headers().forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
			boolean bodiless = request.verb().equals("HEAD") || reply.body().length == 0;
			exchange.sendResponseHeaders(reply.status(), (bodiless) ? -1 : reply.body().length);
			if (!bodiless) {
				exchange.getResponseBody().write(reply.body());
			}
		}
	}

	@Override
	public int port() {
		return this.server.getAddress().getPort();
	}

	@Override
	public void stop() {
		this.server.stop(0);
		this.executor.shutdownNow();
	}

}
