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

package dev.daprfunctions.function;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import dev.daprfunctions.annotation.TopicFunction;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bodies and events that functions with a parameter of each kind of type get.
 */
final class PayloadDeliveries implements AutoCloseable {

	private static final String REFUSED = "REFUSED";

	private static String received = "nothing";

	private final FunctionFixture fixture;

	PayloadDeliveries(Class<?>... beans) {
		this.fixture = FunctionFixture.of(beans).validate();
	}

	TestResponse call(String path, String body) {
		return this.fixture.call(path, body);
	}

	/**
	 * Deliver a body to a function that cannot read it.
	 * @param path the path of the function
	 * @param request the request
	 * @param status the status of the answer
	 */
	void assertRefused(String path, TestRequest request, int status) {
		assertDelivery(path, request, status, REFUSED);
	}

	/**
	 * Deliver a body to a function.
	 * @param path the path of the function
	 * @param request the request
	 * @param refusal the status of the answer if the body cannot be read
	 * @param expected the payload as a text, or {@code REFUSED}
	 */
	void assertDelivery(String path, TestRequest request, int refusal, String expected) {
		received = "nothing";
		TestResponse response = this.fixture.call(path, request);
		if (REFUSED.equals(expected)) {
			assertThat(received).as(path).isEqualTo("nothing");
			assertThat(response.status()).as(path).isEqualTo(refusal);
			assertThat(response.contentType()).isEqualTo("application/problem+json");
			assertThat(response.json()).containsEntry("status", refusal)
				.containsEntry("errorCode", "ERR_MALFORMED_REQUEST");
			assertThat(response.detail()).contains("for parameter 'payload' of function '").hasSizeLessThan(1000);
		}
		else {
			assertThat(received).as(path).isEqualTo(expected);
			assertThat(response.status()).as(path).isEqualTo(200);
			assertThat(response.body()).isNull();
		}
	}

	static String envelope(String data) {
		String head = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"";
		return data.isEmpty() ? head + "}" : head + ",\"data\":" + (isJson(data) ? data : '"' + data + '"') + "}";
	}

	private static boolean isJson(String text) {
		return !text.startsWith("not ");
	}

	static void receive(@Nullable Object payload) {
		received = describe(payload);
	}

	private static String describe(@Nullable Object payload) {
		if (payload instanceof byte[] bytes) {
			return new String(bytes, StandardCharsets.UTF_8);
		}
		if (payload instanceof InputStream stream) {
			try (stream) {
				return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
			}
			catch (IOException ex) {
				return ex.toString();
			}
		}
		return (payload instanceof JsonNode) ? "node " + payload : String.valueOf(payload);
	}

	@Override
	public void close() {
		this.fixture.close();
	}

	record Order(String id) {

	}

	record Amount(@Min(1) int amount) {

	}

	static class Topics {

		@TopicFunction(pubsub = "pubsub", topic = "topic/record")
		void record(Order payload) {
			receive(payload);
		}

		@TopicFunction(pubsub = "pubsub", topic = "topic/optional")
		void optional(Optional<Order> payload) {
			receive(payload);
		}

		@TopicFunction(pubsub = "pubsub", topic = "topic/nullable")
		void nullable(@Nullable Order payload) {
			receive(payload);
		}

		@TopicFunction(pubsub = "pubsub", topic = "topic/number")
		void number(int payload) {
			receive(payload);
		}

		@TopicFunction(pubsub = "pubsub", topic = "topic/text")
		void text(String payload) {
			receive(payload);
		}

		@TopicFunction(pubsub = "pubsub", topic = "topic/bytes")
		void bytes(byte[] payload) {
			receive(payload);
		}

		@TopicFunction(pubsub = "pubsub", topic = "topic/node")
		void node(JsonNode payload) {
			receive(payload);
		}

		@TopicFunction(pubsub = "pubsub", topic = "topic/stream")
		void stream(InputStream payload) {
			receive(payload);
		}

		@TopicFunction(pubsub = "pubsub", topic = "topic/map")
		void map(Map<String, Object> payload) {
			receive(payload);
		}

		@TopicFunction(pubsub = "pubsub", topic = "topic/valid")
		void valid(@Valid Amount payload) {
			receive(payload);
		}

	}

}
