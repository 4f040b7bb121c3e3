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

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

import dev.daprfunctions.sidecar.RecordingApp.Answer;
import dev.daprfunctions.sidecar.RecordingApp.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for sidecars that meet. What they expect was seen on two real sidecars.
 */
class SidecarNetworkTests {

	private static final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private static final Answer SUBSCRIPTIONS = Answer.of(200, "application/json",
			"[{\"pubsubname\":\"pubsub\",\"topic\":\"t\",\"route\":\"/t\"}]");

	/**
	 * Makes a binding one that the application is not asked about, which it could answer
	 * too late on a busy machine.
	 */
	private static final String BOTH_WAYS = "{name: direction, value: 'input, output'}";

	private final List<AutoCloseable> resources = new ArrayList<>();

	private final RecordingApp appOfA = app();

	private final RecordingApp appOfB = app();

	@AfterEach
	void close() throws Exception {
		for (AutoCloseable resource : this.resources) {
			resource.close();
		}
		this.appOfA.close();
		this.appOfB.close();
	}

	@Test
	void whenNetworkIsTheSameThenEveryoneGetsTheEvent() {
		EmbeddedSidecar a = start("a", "net", this.appOfA);
		start("b", "net", this.appOfB);
		send(a, "POST", "/v1.0/publish/pubsub/t", "1");
		SidecarFixture.await()
			.until(() -> !this.appOfA.received("/t").isEmpty() && !this.appOfB.received("/t").isEmpty());
		Received event = this.appOfB.received("/t").get(0);
		assertThat(SidecarFixture.json(event.body()).get("source").stringValue()).isEqualTo("a");
		assertThat(event.body()).isEqualTo(this.appOfA.received("/t").get(0).body());
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "net, other", "net, -", "-, -" })
	void whenNetworkIsAnotherThenEveryoneIsAlone(String networkOfA, String networkOfB) {
		EmbeddedSidecar a = start("a", networkOfA, this.appOfA);
		start("b", networkOfB, this.appOfB);
		send(a, "POST", "/v1.0/publish/pubsub/t", "1");
		SidecarFixture.await().until(() -> !this.appOfA.received("/t").isEmpty());
		assertThat(this.appOfB.received("/t")).isEmpty();
		assertThat(send(a, "GET", "/v1.0/invoke/b/method/m", null).body()).isEqualTo("{\"errorCode\":"
				+ "\"ERR_DIRECT_INVOKE\",\"message\":\"failed to invoke, id: b, err: no host found with the given ID\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "b", "b.default", "b.other" })
	void invokesOtherApplication(String id) {
		EmbeddedSidecar a = start("a", "net", this.appOfA);
		start("b", "net", this.appOfB);
		this.appOfB.answer(Answer.of(201, "text/plain", "answer"));
		HttpResponse<String> response = send(a, "POST", "/v1.0/invoke/" + id + "/method/x//y?q=1", "body",
				"X-Forwarded-For", "1.2.3.4", "Authorization", "Bearer x");
		assertThat(response.statusCode()).isEqualTo(201);
		assertThat(response.body()).isEqualTo("answer");
		Received request = this.appOfB.last();
		assertThat(request.path()).isEqualTo("/x/y?q=1");
		assertThat(request.body()).isEqualTo("body");
		assertThat(request.header("Dapr-Caller-App-Id")).isEqualTo("a");
		assertThat(request.header("Dapr-Callee-App-Id")).isEqualTo("b");
		assertThat(request.header("Dapr-Caller-Namespace")).isEqualTo("default");
		assertThat(request.headers().get("X-Forwarded-For")).containsExactlyInAnyOrder("1.2.3.4", "127.0.0.1");
		assertThat(request.header("X-Forwarded-Host")).isEqualTo("localhost");
		assertThat(request.header("Forwarded")).isEqualTo("for=127.0.0.1;by=127.0.0.1;host=localhost");
		assertThat(request.header("Authorization")).isEqualTo("Bearer x");
		assertThat(request.header("Traceparent")).isEqualTo(SidecarFixture.NO_TRACE);
	}

	@Test
	void invokesItselfWithoutCallerHeaders() {
		EmbeddedSidecar a = start("a", "net", this.appOfA);
		send(a, "GET", "/v1.0/invoke/a/method/m", null);
		assertThat(this.appOfA.last().headers()).doesNotContainKeys("Dapr-caller-app-id", "Forwarded");
	}

	@Test
	void whenOtherApplicationIsDownThenInvocationFails() {
		EmbeddedSidecar a = start("a", "net", this.appOfA);
		start("b", "net", this.appOfB);
		int port = this.appOfB.port();
		this.appOfB.close();
		HttpResponse<String> response = send(a, "POST", "/v1.0/invoke/b/method/m", "x");
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(response.body()).isEqualTo(("{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"failed to invoke, "
				+ "id: b, err: rpc error: code = Internal desc = error invoking app channel: "
				+ "Post \\\"http://127.0.0.1:%d/m\\\": dial tcp 127.0.0.1:%d: connect: connection refused\"}")
			.formatted(port, port));
	}

	@Test
	void whenOtherSidecarHasNoApplicationThenInvocationFails() {
		EmbeddedSidecar a = start("a", "net", this.appOfA);
		EmbeddedSidecar b = builder("b").network("net").build();
		this.resources.add(b);
		b.start();
		assertThat(send(a, "GET", "/v1.0/invoke/b/method/m", null).body())
			.contains("err: rpc error: code = Internal desc = app channel is not initialized");
	}

	@Test
	void largeRequestToOtherApplicationIsRefused() {
		EmbeddedSidecar a = start("a", "net", this.appOfA);
		start("b", "net", this.appOfB);
		assertThat(send(a, "POST", "/v1.0/invoke/b/method/m", "x".repeat(4 * 1024 * 1024 + 5)).body())
			.isEqualTo("{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"failed to invoke, id: b, err: "
					+ "stream too large\"}");
	}

	@Test
	void whenOtherSidecarIsClosedThenItIsGone() throws Exception {
		EmbeddedSidecar a = start("a", "net", this.appOfA);
		start("b", "net", this.appOfB).close();
		assertThat(send(a, "GET", "/v1.0/invoke/b/method/m", null).body()).contains("no host found");
		send(a, "POST", "/v1.0/publish/pubsub/t", "1");
		SidecarFixture.await().until(() -> !this.appOfA.received("/t").isEmpty());
		assertThat(this.appOfB.received("/t")).isEmpty();
	}

	@Test
	void whenNetworkIsTheSameThenQueuesAreShared() {
		try (TestFolder folder = new TestFolder().component("orders", "bindings.kafka", BOTH_WAYS)
			.component("letters", "bindings.rabbitmq", BOTH_WAYS)) {
			EmbeddedSidecar a = start("a", "net", this.appOfA, folder);
			start("b", "net", this.appOfB, folder);
			create(a, "orders", "1");
			create(a, "letters", "2");
			for (RecordingApp app : List.of(this.appOfA, this.appOfB)) {
				SidecarFixture.await().until(() -> !events(app, "/orders").isEmpty());
				SidecarFixture.await().until(() -> !events(app, "/letters").isEmpty());
				assertThat(events(app, "/orders")).containsExactly("1");
				assertThat(events(app, "/letters")).containsExactly("2");
			}
		}
	}

	@Test
	void whenOnlyOneApplicationWantsBindingThenItGetsWhatTheOtherCreates() {
		try (TestFolder folder = new TestFolder().component("orders", "bindings.kafka")) {
			this.appOfA.answer(Answer.of(404));
			EmbeddedSidecar a = start("a", "net", this.appOfA, folder);
			start("b", "net", this.appOfB, folder);
			create(a, "orders", "1");
			SidecarFixture.await().until(() -> !events(this.appOfB, "/orders").isEmpty());
			assertThat(events(this.appOfA, "/orders")).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "net, other", "net, -", "-, -" })
	void whenNetworkIsAnotherThenQueuesAreNotShared(String networkOfA, String networkOfB) {
		try (TestFolder folder = new TestFolder().component("orders", "bindings.kafka", BOTH_WAYS)) {
			EmbeddedSidecar a = start("a", networkOfA, this.appOfA, folder);
			EmbeddedSidecar b = start("b", networkOfB, this.appOfB, folder);
			create(a, "orders", "1");
			create(b, "orders", "2");
			SidecarFixture.await().until(() -> !events(this.appOfA, "/orders").isEmpty());
			SidecarFixture.await().until(() -> !events(this.appOfB, "/orders").isEmpty());
			assertThat(events(this.appOfA, "/orders")).containsExactly("1");
			assertThat(events(this.appOfB, "/orders")).containsExactly("2");
		}
	}

	@Test
	void whenNetworkIsStartedAgainThenNothingOfOldQueuesIsLeft() {
		try (TestFolder folder = new TestFolder().component("orders", "bindings.kafka", BOTH_WAYS)) {
			try (EmbeddedSidecar unreached = builder("a").network("net").resourcesPath(folder.path()).build()) {
				unreached.start();
				create(unreached, "orders", "1");
			}
			EmbeddedSidecar a = start("a", "net", this.appOfA, folder);
			create(a, "orders", "2");
			SidecarFixture.await().until(() -> !events(this.appOfA, "/orders").isEmpty());
			assertThat(events(this.appOfA, "/orders")).containsExactly("2");
		}
	}

	private static void create(EmbeddedSidecar sidecar, String binding, String data) {
		assertThat(send(sidecar, "POST", "/v1.0/bindings/" + binding,
				"{\"operation\":\"create\",\"data\":%s}".formatted(data))
			.statusCode()).isEqualTo(204);
	}

	private static List<String> events(RecordingApp app, String path) {
		return app.received(path)
			.stream()
			.filter((request) -> request.verb().equals("POST"))
			.map(Received::body)
			.toList();
	}

	private static RecordingApp app() {
		return new RecordingApp(0, SUBSCRIPTIONS);
	}

	private EmbeddedSidecar start(String appId, String network, RecordingApp app) {
		return start(builder(appId).network(network), app);
	}

	private EmbeddedSidecar start(String appId, String network, RecordingApp app, TestFolder folder) {
		return start(builder(appId).network(network).resourcesPath(folder.path()), app);
	}

	private EmbeddedSidecar start(EmbeddedSidecar.Builder builder, RecordingApp app) {
		EmbeddedSidecar sidecar = builder.build();
		this.resources.add(sidecar);
		sidecar.start();
		sidecar.connectApp(AppChannel.http(app.port()));
		SidecarFixture.await().until(() -> send(sidecar, "GET", "/v1.0/healthz", null).statusCode() == 204);
		return sidecar;
	}

	private static EmbeddedSidecar.Builder builder(String appId) {
		return EmbeddedSidecar.builder().appId(appId).httpPort(0).grpcPort(0);
	}

	private static HttpResponse<String> send(EmbeddedSidecar sidecar, String verb, String path, String body,
			String... headers) {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + sidecar.httpPort() + path))
			.method(verb, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		return client.sendAsync(request.build(), BodyHandlers.ofString()).join();
	}

}
