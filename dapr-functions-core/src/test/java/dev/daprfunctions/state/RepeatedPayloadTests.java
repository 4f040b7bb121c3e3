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

package dev.daprfunctions.state;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import dev.daprfunctions.StateEntry;
import dev.daprfunctions.annotation.BindingFunction;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.annotation.TopicFunction;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.TestRequest;
import io.dapr.client.domain.CloudEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for payloads of functions that run again.
 */
class RepeatedPayloadTests {

	private final FakeStores stores = new FakeStores().put("s", "a", "1");

	private final FunctionFixture fixture = FunctionFixture.of(Functions.class).client(this.stores.client());

	@BeforeEach
	void clear() {
		Functions.seen.clear();
		Functions.received = null;
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "bytes", "bytesLater", "optionalBytes", "binding", "topicBytes", "sdkEvent", "cloudEvent" })
	void whenFunctionChangesItsBytesThenItRunsAgainOnThoseThatCame(String function) {
		AtomicInteger changes = new AtomicInteger();
		this.stores.before("save s[a", Mono.fromRunnable(() -> {
			if (changes.getAndIncrement() < 2) {
				this.stores.put("s", "a", "100");
			}
		}));
		byte[] body = { 'a', 'b', 'c' };
		assertThat(this.fixture.call(function, TestRequest.post(body)).status()).isEqualTo(200);
		assertThat(Functions.seen).containsExactly("abc", "abc", "abc");
		assertThat(body).asString().isEqualTo("abc");
	}

	@Test
	void whenFunctionHasNoEntryThenItsBytesAreNotCopied() {
		byte[] body = { 'a', 'b', 'c' };
		this.fixture.call("noEntry", TestRequest.post(body));
		assertThat(Functions.received).isSameAs(body);
	}

	static class Functions {

		static final List<String> seen = new ArrayList<>();

		static Object received;

		private static void change(byte[] bytes, StateEntry<Integer> entry) {
			seen.add(new String(bytes, StandardCharsets.UTF_8));
			bytes[0]++;
			entry.update((value) -> value + 1);
		}

		@ServiceInvocationFunction
		void bytes(byte[] payload, @DaprState(store = "s", key = "a") StateEntry<Integer> entry) {
			change(payload, entry);
		}

		@ServiceInvocationFunction
		Mono<Void> bytesLater(byte[] payload, @DaprState(store = "s", key = "a") StateEntry<Integer> entry) {
			return Mono.fromRunnable(() -> change(payload, entry));
		}

		@ServiceInvocationFunction
		void optionalBytes(Optional<byte[]> payload, @DaprState(store = "s", key = "a") StateEntry<Integer> entry) {
			change(payload.orElseThrow(), entry);
		}

		@BindingFunction
		void binding(byte[] payload, @DaprState(store = "s", key = "a") StateEntry<Integer> entry) {
			change(payload, entry);
		}

		@TopicFunction(pubsub = "messagebus", topic = "topicBytes")
		void topicBytes(byte[] payload, @DaprState(store = "s", key = "a") StateEntry<Integer> entry) {
			change(payload, entry);
		}

		@TopicFunction(pubsub = "messagebus", topic = "sdkEvent")
		void sdkEvent(CloudEvent<byte[]> payload, @DaprState(store = "s", key = "a") StateEntry<Integer> entry) {
			change(payload.getData(), entry);
		}

		@TopicFunction(pubsub = "messagebus", topic = "cloudEvent")
		void cloudEvent(io.cloudevents.CloudEvent payload,
				@DaprState(store = "s", key = "a") StateEntry<Integer> entry) {
			change(payload.getData().toBytes(), entry);
		}

		@ServiceInvocationFunction
		void noEntry(byte[] payload) {
			received = payload;
		}

	}

}
