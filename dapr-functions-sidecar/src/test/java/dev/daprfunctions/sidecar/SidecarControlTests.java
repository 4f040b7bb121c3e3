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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import dev.daprfunctions.sidecar.RecordingApp.Answer;
import dev.daprfunctions.sidecar.error.ApiException;
import dev.daprfunctions.sidecar.fault.Calls;
import dev.daprfunctions.sidecar.invocation.AppAnswer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SidecarControl}.
 */
class SidecarControlTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture()
		.subscriptions("[{\"pubsubname\":\"pubsub\",\"topic\":\"orders\",\"route\":\"/orders\"}]");

	private SidecarControl control;

	@BeforeEach
	void clear() {
		this.control = fixture.sidecar().control();
		assertThat(this.control.awaitReady(PATIENCE)).isTrue();
		assertThat(this.control.clear(PATIENCE)).isTrue();
		this.control.interceptInvocations(null);
	}

	@Test
	void whenStatesAreSavedThenTheyAreThereUntilCleared() {
		fixture.send("POST", "/v1.0/state/statestore", "[{\"key\":\"b\",\"value\":1}]");
		this.control.saveState("statestore", "a", bytes("2"));
		assertThat(this.control.states("statestore")).containsOnlyKeys("a", "b");
		assertThat(this.control.states("statestore").get("b")).isEqualTo(bytes("1"));
		this.control.clear(PATIENCE);
		assertThat(this.control.states("statestore")).isEmpty();
		assertThat(fixture.send("GET", "/v1.0/state/statestore/a").statusCode()).isEqualTo(204);
	}

	@Test
	void whenStoreDoesNotExistThenFails() {
		assertThatExceptionOfType(ApiException.class).isThrownBy(() -> this.control.states("nowhere"))
			.withMessageContaining("nowhere");
	}

	@Test
	void whenMethodIsInvokedThenNoFaultIsMet() {
		fixture.sidecar().faults().fail(Calls.all(), "broken");
		fixture.app().answer(Answer.of(201, "text/plain", "done"));
		AppAnswer answer = this.control.invoke("PUT", "orders/1?a=b", Map.of("x-a", List.of("1")), bytes("body"));
		assertThat(answer.status()).isEqualTo(201);
		assertThat(answer.headers()).containsEntry("content-type", List.of("text/plain"));
		assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("done");
		assertThat(fixture.app().last().path()).isEqualTo("/orders/1?a=b");
		assertThat(fixture.app().last().verb()).isEqualTo("PUT");
		assertThat(fixture.app().last().body()).isEqualTo("body");
		assertThat(fixture.app().last().header("x-a")).isEqualTo("1");
		assertThat(fixture.send("POST", "/v1.0/invoke/myapp/method/m").statusCode()).isEqualTo(500);
	}

	@Test
	void whenInvocationIsInterceptedThenOnlyOtherApplicationsAre() {
		this.control.interceptInvocations((call) -> new AppAnswer(202, Map.of("x-app", List.of(call.appId())),
				bytes(call.verb() + " " + call.method())));
		assertThat(fixture.send("PUT", "/v1.0/invoke/other/method/a/b").statusCode()).isEqualTo(202);
		assertThat(fixture.send("PUT", "/v1.0/invoke/other/method/a/b").body()).isEqualTo("PUT a/b");
		assertThat(fixture.send("PUT", "/v1.0/invoke/myapp/method/a/b").statusCode()).isEqualTo(200);
		this.control.interceptInvocations((call) -> null);
		assertThat(fixture.send("PUT", "/v1.0/invoke/other/method/a/b").body()).contains("no host found");
	}

	@Test
	void whenSecretIsStubbedThenItsStoreNeedNotExist() {
		assertThat(fixture.send("GET", "/v1.0/secrets/vault/key").statusCode()).isEqualTo(500);
		this.control.secrets().put("vault", "key", Map.of("key", "42"));
		assertThat(fixture.send("GET", "/v1.0/secrets/vault/key").body())
			.isEqualToIgnoringWhitespace("{\"key\":\"42\"}");
		assertThat(fixture.send("GET", "/v1.0/secrets/vault/bulk").body())
			.isEqualToIgnoringWhitespace("{\"key\":{\"key\":\"42\"}}");
		assertThat(fixture.send("GET", "/v1.0/secrets/vault/other").body()).contains("ERR_SECRET_GET");
		this.control.clear(PATIENCE);
		assertThat(fixture.send("GET", "/v1.0/secrets/vault/key").statusCode()).isEqualTo(500);
	}

	@Test
	void whenEventsWaitThenClearingDropsThem() {
		CountDownLatch latch = new CountDownLatch(1);
		fixture.app().answer((request) -> {
			RecordingApp.block(latch);
			return Answer.of(200);
		});
		this.control.publish("pubsub", "orders", bytes("1"), "application/json", Map.of());
		this.control.publish("pubsub", "orders", bytes("2"), "application/json", Map.of());
		fixture.receive("/orders");
		assertThat(this.control.awaitIdle(Duration.ofMillis(10))).isFalse();
		assertThat(this.control.clear(Duration.ofMillis(10))).isFalse();
		latch.countDown();
		assertThat(this.control.awaitIdle(PATIENCE)).isTrue();
		assertThat(fixture.app().received("/orders")).hasSize(1);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
