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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import com.sun.net.httpserver.Headers;
import dev.daprfunctions.sidecar.AppChannel.Protocol;
import tools.jackson.databind.JsonNode;

import static org.awaitility.Awaitility.await;

/**
 * Application that records what a sidecar asks of it, and answers as told.
 */
final class TestApp implements AutoCloseable {

	private static final Reply DEFAULT = Reply.text(200, "ok");

	private final Protocol protocol;

	private final List<Received> received = new CopyOnWriteArrayList<>();

	private final Map<String, Function<Received, Reply>> replies = new ConcurrentHashMap<>();

	private final Map<String, Reply> startUpReplies = new ConcurrentHashMap<>();

	private volatile List<Received> startUp = List.of();

	private volatile boolean started;

	private volatile AppServer server;

	private volatile int port;

	TestApp(Protocol protocol) {
		this.protocol = protocol;
		this.server = AppServer.listen(protocol, 0, this::handle);
		this.port = this.server.port();
	}

	private Reply handle(Received request) {
		this.received.add(request);
		return reply(request);
	}

	private Reply reply(Received request) {
		if (!this.started) {
			return this.startUpReplies.getOrDefault(request.verb() + " " + request.path(), Reply.of(404));
		}
		return this.replies.getOrDefault(request.path(), this.replies.getOrDefault("*", (any) -> DEFAULT))
			.apply(request);
	}

	int port() {
		return this.port;
	}

	void onStartUp(String verb, String path, Reply reply) {
		this.startUpReplies.put(verb + " " + path, reply);
	}

	void subscriptions(String json) {
		onStartUp("GET", "/dapr/subscribe", Reply.json(200, json));
	}

	void started() {
		this.startUp = List.copyOf(this.received);
		this.started = true;
	}

	void reset() {
		this.received.clear();
		this.replies.clear();
	}

	void reply(Reply reply) {
		reply("*", reply);
	}

	void reply(Function<Received, Reply> reply) {
		reply("*", reply);
	}

	void reply(String path, Reply reply) {
		this.replies.put(path, (request) -> reply);
	}

	void reply(String path, Function<Received, Reply> reply) {
		this.replies.put(path, reply);
	}

	List<Received> startUp() {
		return this.startUp;
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

	Received await1(String path) {
		return awaitCount(path, 1).get(0);
	}

	List<Received> awaitCount(String path, int count) {
		await("%d requests on %s".formatted(count, path)).until(() -> received(path).size() >= count);
		return received(path);
	}

	int stop() {
		int port = port();
		this.server.stop();
		return port;
	}

	void restart(int port) {
		this.server = AppServer.listen(this.protocol, port, this::handle);
	}

	@Override
	public void close() {
		this.server.stop();
	}

	/**
	 * Request of a sidecar.
	 *
	 * @param verb the verb
	 * @param path the path with its query
	 * @param headers the headers
	 * @param bytes the body
	 */
	record Received(String verb, String path, Headers headers, byte[] bytes) {

		String header(String name) {
			return this.headers.getFirst(name);
		}

		String body() {
			return new String(this.bytes, StandardCharsets.UTF_8);
		}

		JsonNode json() {
			return Answer.mapper.readTree(this.bytes);
		}

		@Override
		public String toString() {
			return "%s %s %s %s".formatted(this.verb, this.path, this.headers.entrySet(), body());
		}

	}

	/**
	 * What the application answers.
	 *
	 * @param status the status
	 * @param headers the headers
	 * @param body the body
	 */
	record Reply(int status, Map<String, List<String>> headers, byte[] body) {

		static Reply of(int status) {
			return new Reply(status, Map.of(), new byte[0]);
		}

		static Reply redirect(String location) {
			return new Reply(302, Map.of("Location", List.of(location)), new byte[0]);
		}

		static Reply text(int status, String body) {
			return of(status, "text/plain", body);
		}

		static Reply json(int status, String body) {
			return of(status, "application/json", body);
		}

		private static Reply of(int status, String contentType, String body) {
			return new Reply(status, Map.of("Content-Type", List.of(contentType)),
					body.getBytes(StandardCharsets.UTF_8));
		}

	}

}
