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

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.daprfunctions.sidecar.RecordingApp.Answer;
import dev.daprfunctions.sidecar.RecordingApp.Received;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how often input bindings deliver an event.
 */
class InputBindingRetryTests {

	private static final String RETRIES = """
			apiVersion: dapr.io/v1alpha1
			kind: Resiliency
			metadata: {name: resiliency}
			spec:
			  policies:
			    retries:
			      two: {policy: constant, duration: 1ms, maxRetries: 2}
			  targets:
			    components:
			      queue: {inbound: {retry: two}}
			""";

	@RegisterExtension
	final BindingFixture bindings = new BindingFixture();

	private final TestFolder folder = this.bindings.folder();

	private final RecordingApp app = this.bindings.app();

	@Test
	void kafkaDeliversOnceUnlessRetryIsEnabled() {
		this.folder.component("once", "bindings.kafka");
		AtomicInteger calls = new AtomicInteger();
		this.app.answer(
				(request) -> Answer.of((request.verb().equals("POST") && calls.incrementAndGet() == 1) ? 500 : 200));
		this.bindings.connect();
		this.bindings.create("once", "1", "");
		this.bindings.create("once", "2", "");
		assertThat(this.bindings.awaitEvents(2)).extracting(Received::body).containsExactly("1", "2");
	}

	@Test
	void kafkaRetriesUntilItSucceeds() {
		this.folder.component("often", "bindings.kafka", "{name: consumeRetryEnabled, value: true}",
				"{name: consumeRetryInterval, value: '20'}");
		AtomicInteger calls = new AtomicInteger();
		this.app.answer(
				(request) -> Answer.of((request.verb().equals("POST") && calls.incrementAndGet() < 15) ? 302 : 201));
		this.bindings.connect();
		this.bindings.create("often", "1", "");
		this.bindings.create("often", "2", "");
		List<Received> events = this.bindings.awaitEvents(16);
		assertThat(events.subList(0, 15)).extracting(Received::body).containsOnly("1");
		assertThat(events.get(15).body()).isEqualTo("2");
	}

	@Test
	void otherQueuesRetryTenTimes() {
		this.folder.component("queue", "bindings.rabbitmq");
		this.app
			.answer((request) -> Answer.of((request.verb().equals("POST") && request.body().equals("1")) ? 404 : 200));
		this.bindings.connect();
		this.bindings.create("queue", "1", "");
		this.bindings.create("queue", "2", "");
		List<Received> events = this.bindings.awaitEvents(11);
		assertThat(events.subList(0, 10)).extracting(Received::body).containsOnly("1");
		assertThat(events.get(10).body()).isEqualTo("2");
	}

	@ParameterizedTest
	@CsvSource({ "200, 1", "201, 30", "500, 30" })
	void withRetryPolicyOnly200IsSuccess(int status, int deliveries) {
		this.folder.component("queue", "bindings.rabbitmq").file("resiliency.yaml", RETRIES);
		this.app.answer((request) -> Answer.of((request.body().equals("1")) ? status : 200));
		this.bindings.connect();
		this.bindings.create("queue", "1", "");
		this.bindings.create("queue", "2", "");
		List<Received> events = this.bindings.awaitEvents(deliveries + 1);
		assertThat(events.subList(0, deliveries)).extracting(Received::body).containsOnly("1");
		assertThat(events.get(deliveries).body()).isEqualTo("2");
	}

	@Test
	void firedEventIsTriedAsPolicySays() {
		this.folder.component("queue", "bindings.rabbitmq").file("resiliency.yaml", RETRIES);
		this.app.answer((request) -> Answer.of((request.verb().equals("POST")) ? 201 : 200));
		this.bindings.connect();
		assertThat(this.bindings.fire("queue").status()).isEqualTo(201);
		assertThat(this.bindings.events()).hasSize(3);
	}

}
