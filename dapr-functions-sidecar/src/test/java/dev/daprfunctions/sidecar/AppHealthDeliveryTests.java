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

import java.time.Duration;
import java.util.List;

import dev.daprfunctions.sidecar.RecordingApp.Answer;
import dev.daprfunctions.sidecar.RecordingApp.Received;
import dev.daprfunctions.sidecar.app.AppHealthCheck;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what becomes of events while the application is not healthy.
 */
class AppHealthDeliveryTests {

	private static final Duration INTERVAL = Duration.ofMillis(500);

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture(
			(builder) -> builder.appHealthCheck(new AppHealthCheck("/alive", INTERVAL, INTERVAL, 1)))
		.resource("c.yaml",
				component("broker", "pubsub.redis") + component("memory", "pubsub.in-memory")
						+ component("queue", "bindings.azure.storagequeues"))
		.subscriptions("[%s,%s]".formatted(subscription("broker"), subscription("memory")));

	private volatile int health = 200;

	private static String component(String name, String type) {
		return """
				apiVersion: dapr.io/v1alpha1
				kind: Component
				metadata: {name: %s}
				spec: {type: %s, version: v1}
				---
				""".formatted(name, type);
	}

	private static String subscription(String pubsub) {
		return "{\"pubsubname\":\"%1$s\",\"topic\":\"t\",\"route\":\"/%1$s\"}".formatted(pubsub);
	}

	@BeforeEach
	void recover() {
		fixture.app()
			.answer((request) -> (request.path().equals("/alive")) ? Answer.of(this.health)
					: Answer.of(200, "text/plain", "ok"));
		await().until(() -> invoke() == 200);
		assertThat(fixture.sidecar().control().awaitReady(Duration.ofSeconds(5))).isTrue();
	}

	@Test
	void whenTypeIsReplacedThenEventsWaitInOrder() {
		fallIll();
		for (String event : List.of("1", "2", "3")) {
			fixture.publishJson("broker/t", event);
			fixture.publishJson("memory/t", event);
		}
		this.health = 200;
		await().until(() -> fixture.app().received("/broker").size() == 3);
		assertThat(fixture.app().received("/broker"))
			.extracting((event) -> SidecarFixture.json(event.body()).path("data").asInt())
			.containsExactly(1, 2, 3);
		fixture.publishJson("memory/t", "4");
		assertThat(SidecarFixture.json(fixture.receive("/memory").body()).path("data").asInt()).isEqualTo(4);
	}

	@Test
	void whenBindingIsReplacedThenEventsWait() {
		fallIll();
		fixture.send("POST", "/v1.0/bindings/queue", "{\"operation\":\"create\",\"data\":\"first\"}");
		assertThat(fixture.sidecar().control().awaitIdle(Duration.ofMillis(100))).isFalse();
		this.health = 200;
		await().until(() -> fixture.app().received("/queue").stream().anyMatch((event) -> event.verb().equals("POST")));
		assertThat(fixture.app().received("/queue")).extracting(Received::verb).containsExactly("OPTIONS", "POST");
	}

	@Test
	void whenClearedThenNothingWaits() {
		fallIll();
		fixture.publishJson("broker/t", "1");
		fixture.send("POST", "/v1.0/bindings/queue", "{\"operation\":\"create\",\"data\":\"first\"}");
		assertThat(fixture.sidecar().control().clear(Duration.ofSeconds(5))).isTrue();
		this.health = 200;
		await().until(() -> invoke() == 200);
		fixture.publishJson("broker/t", "2");
		assertThat(SidecarFixture.json(fixture.receive("/broker").body()).path("data").asInt()).isEqualTo(2);
	}

	private void fallIll() {
		this.health = 500;
		await().until(() -> invoke() == 500);
		fixture.app().received().clear();
	}

	private static int invoke() {
		return fixture.send("GET", "/v1.0/invoke/myapp/method/m").statusCode();
	}

}
