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

import java.util.Locale;

import dev.daprfunctions.contract.TestApp.Received;
import dev.daprfunctions.contract.TestApp.Reply;
import dev.daprfunctions.sidecar.AppChannel.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Cases for an application that speaks another protocol than HTTP/1.1.
 */
abstract class AppProtocolCases {

	private final Contract contract;

	private final Protocol protocol;

	AppProtocolCases(Contract contract, Protocol protocol) {
		this.contract = contract;
		this.protocol = protocol;
	}

	static SidecarSpec spec(Protocol protocol) {
		return SidecarSpec.create()
			.protocol(protocol)
			.component("pubsub", "pubsub.in-memory")
			.component("tick", "bindings.cron", "{name: schedule, value: \"@every 1s\"}")
			.subscriptions("[{\"pubsubname\":\"pubsub\",\"topic\":\"orders\",\"route\":\"/orders\"}]")
			.appHealth(1)
			.awaiting("/tick")
			.environment("APP_API_TOKEN", "secret")
			.app((app) -> app.onStartUp("GET", "/alive", Reply.of(200)))
			.app((app) -> app.onStartUp("OPTIONS", "/tick", Reply.of(200)));
	}

	@Test
	void appIsAskedAtStart() {
		assertThat(this.contract.app().startUp()).extracting(Received::path)
			.filteredOn((path) -> !path.equals("/alive"))
			.startsWith("/dapr/config", "/dapr/subscribe", "/tick");
		assertThat(this.contract.app().startUp().get(0).header("User-Agent"))
			.isEqualTo((this.protocol == Protocol.H2C) ? "Go-http-client/2.0" : "Go-http-client/1.1");
	}

	@Test
	void metadataNamesProtocol() {
		assertThat(this.contract.send("GET", "/v1.0/metadata")
			.json()
			.path("appConnectionProperties")
			.path("protocol")
			.asString()).isEqualTo(this.protocol.name().toLowerCase(Locale.ROOT));
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST", "PUT", "DELETE", "PATCH" })
	void invocationPasses(String verb) {
		this.contract.app().reply("/a/b?c=d", (request) -> Reply.text(418, "teapot " + request.body()));
		String body = (verb.equals("GET")) ? null : "hello";
		Answer answer = this.contract.send(verb, "/v1.0/invoke/myapp/method/a//b?c=d", body, "Content-Type: text/x-odd",
				"X-Custom: v");
		assertThat(answer.status()).isEqualTo(418);
		assertThat(answer.body()).isEqualTo((body != null) ? "teapot hello" : "teapot ");
		assertThat(answer.header("Content-Type")).isEqualTo("text/plain");
		Received request = this.contract.app().received("/a/b?c=d").get(0);
		assertThat(request.verb()).isEqualTo(verb);
		assertThat(request.header("Content-Type")).isEqualTo("text/x-odd");
		assertThat(request.header("X-Custom")).isEqualTo("v");
		assertThat(request.header("Dapr-Api-Token")).isEqualTo("secret");
	}

	@Test
	void chunkedBodyPasses() {
		this.contract.app().reply("/m", (request) -> Reply.text(200, request.body()));
		assertThat(this.contract.http().sendChunked("POST", "/v1.0/invoke/myapp/method/m", "hello").body())
			.isEqualTo("hello");
	}

	@Test
	void largeBodyPassesBothWays() {
		this.contract.app().reply("/m", (request) -> Reply.text(200, request.body()));
		String large = "0123456789abcdef".repeat(64 * 1024);
		assertThat(this.contract.send("POST", "/v1.0/invoke/myapp/method/m", large).body()).isEqualTo(large);
	}

	@Test
	void eventArrives() {
		this.contract.send("POST", "/v1.0/publish/pubsub/orders", "x");
		Received event = this.contract.app().await1("/orders");
		assertThat(event.header("Content-Type")).isEqualTo("application/cloudevents+json");
		assertThat(event.json().path("data").asString()).isEqualTo("x");
	}

	@Test
	void tickArrives() {
		Received tick = this.contract.app().await1("/tick");
		assertThat(tick.verb()).isEqualTo("POST");
		assertThat(tick.body()).isEmpty();
	}

	@Test
	void whenAppIsDownThenInvocationFailsUntilItIsBack() {
		int port = this.contract.app().stop();
		await().until(() -> invoke().status() == 500);
		this.contract.app().restart(port);
		await().until(() -> invoke().status() == 200);
	}

	private Answer invoke() {
		return this.contract.send("GET", "/v1.0/invoke/myapp/method/m");
	}

}
