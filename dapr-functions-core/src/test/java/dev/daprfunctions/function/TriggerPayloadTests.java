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

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

import dev.daprfunctions.annotation.BindingFunction;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.function.PayloadDeliveries.Amount;
import dev.daprfunctions.function.PayloadDeliveries.Order;
import dev.daprfunctions.function.PayloadDeliveries.Topics;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Tests for what the parameters of each kind of trigger become for each kind of body.
 */
class TriggerPayloadTests {

	private static final PayloadDeliveries deliveries = new PayloadDeliveries(Invocations.class, Bindings.class,
			Topics.class);

	@AfterAll
	static void close() {
		deliveries.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`', value = {
			// parameter ! body ! invocation ! binding ! topic, bare body ! topic,
			// envelope
			"record ! {\"id\":\"1\"} ! Order[id=1] ! Order[id=1] ! Order[id=1] ! Order[id=1]",
			"record ! {\"id\":\"1\",\"id\":\"2\"} ! Order[id=2] ! Order[id=2] ! Order[id=2] ! Order[id=2]",
			"record ! `` ! REFUSED ! null ! REFUSED ! REFUSED", "record ! null ! REFUSED ! REFUSED ! REFUSED ! REFUSED",
			"record ! not json ! REFUSED ! REFUSED ! REFUSED ! REFUSED",
			"record ! [] ! REFUSED ! REFUSED ! REFUSED ! REFUSED",
			"record ! {\"id\":{}} ! REFUSED ! REFUSED ! REFUSED ! REFUSED",
			"record ! \"{\\\"id\\\":\\\"1\\\"}\" ! REFUSED ! REFUSED ! Order[id=1] ! Order[id=1]",
			"record ! \" {broken\" ! REFUSED ! REFUSED ! REFUSED ! REFUSED",
			"optional ! {\"id\":\"1\"} ! Optional[Order[id=1]] ! Optional[Order[id=1]] ! Optional[Order[id=1]] ! Optional[Order[id=1]]",
			"optional ! `` ! Optional.empty ! Optional.empty ! Optional.empty ! Optional.empty",
			"optional ! null ! Optional.empty ! Optional.empty ! Optional.empty ! Optional.empty",
			"optional ! [] ! REFUSED ! REFUSED ! REFUSED ! REFUSED",
			"nullable ! {\"id\":\"1\"} ! Order[id=1] ! Order[id=1] ! Order[id=1] ! Order[id=1]",
			"nullable ! `` ! null ! null ! null ! null", "nullable ! null ! null ! null ! null ! null",
			"nullable ! not json ! REFUSED ! REFUSED ! REFUSED ! REFUSED", "number ! 42 ! 42 ! 42 ! 42 ! 42",
			"number ! `` ! REFUSED ! REFUSED ! REFUSED ! REFUSED",
			"number ! null ! REFUSED ! REFUSED ! REFUSED ! REFUSED",
			"number ! \"x\" ! REFUSED ! REFUSED ! REFUSED ! REFUSED",
			"number ! [] ! REFUSED ! REFUSED ! REFUSED ! REFUSED",
			"text ! \"quoted\" ! quoted ! quoted ! quoted ! quoted",
			"text ! not json ! not json ! not json ! not json ! not json",
			"text ! {\"a\" : 1} ! {\"a\" : 1} ! {\"a\" : 1} ! {\"a\" : 1} ! {\"a\":1}", "text ! 42 ! 42 ! 42 ! 42 ! 42",
			"text ! `` ! `` ! null ! `` ! REFUSED", "text ! null ! REFUSED ! REFUSED ! REFUSED ! REFUSED",
			"bytes ! {\"a\" : 1} ! {\"a\" : 1} ! {\"a\" : 1} ! {\"a\" : 1} ! {\"a\":1}",
			"bytes ! \"quoted\" ! \"quoted\" ! \"quoted\" ! \"quoted\" ! quoted",
			"bytes ! not json ! not json ! not json ! not json ! not json", "bytes ! `` ! `` ! null ! `` ! REFUSED",
			"bytes ! null ! null ! null ! null ! REFUSED",
			"node ! {\"id\":\"1\"} ! node {\"id\":\"1\"} ! node {\"id\":\"1\"} ! node {\"id\":\"1\"} ! node {\"id\":\"1\"}",
			"node ! {\"a\":1,\"a\":2} ! node {\"a\":2} ! node {\"a\":2} ! node {\"a\":2} ! node {\"a\":2}",
			"node ! `` ! REFUSED ! null ! REFUSED ! REFUSED", "node ! null ! node null ! node null ! REFUSED ! REFUSED",
			"node ! not json ! REFUSED ! REFUSED ! REFUSED ! node \"not json\"",
			"stream ! {\"a\" : 1} ! {\"a\" : 1} ! {\"a\" : 1} ! {\"a\" : 1} ! {\"a\":1}",
			"stream ! not json ! not json ! not json ! not json ! not json", "stream ! `` ! `` ! `` ! `` ! REFUSED",
			"map ! {\"a\":[1]} ! {a=[1]} ! {a=[1]} ! {a=[1]} ! {a=[1]}",
			"map ! \"[\" ! REFUSED ! REFUSED ! REFUSED ! REFUSED",
			"valid ! {\"amount\":1} ! Amount[amount=1] ! Amount[amount=1] ! Amount[amount=1] ! Amount[amount=1]",
			"valid ! {\"amount\":0} ! REFUSED ! REFUSED ! REFUSED ! REFUSED" })
	void whenTriggerDeliversBodyThenParameterIsTheSameForEachKind(String type, String body, String invocation,
			String binding, String bare, String enveloped) {
		deliveries.assertDelivery("invoke/" + type, TestRequest.post(body), 400, invocation);
		deliveries.assertDelivery("bind/" + type, TestRequest.post(body), 400, binding);
		deliveries.assertDelivery("topic/" + type, TestRequest.post(body), 500, bare);
		deliveries.assertDelivery("topic/" + type, TestRequest.post(PayloadDeliveries.envelope(body)), 500, enveloped);
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "text/plain", "application/octet-stream", "nonsense", "x/y;z",
			"application/cloudevents+json; charset=utf-8" })
	void whenContentTypeIsUnknownThenBodyIsReadAllTheSame(String contentType) {
		for (String trigger : new String[] { "invoke", "bind", "topic" }) {
			TestRequest request = TestRequest.post("{\"id\":\"1\"}").header("Content-Type", contentType);
			deliveries.assertDelivery(trigger + "/record", request, 0, "Order[id=1]");
		}
		deliveries.assertDelivery("topic/record",
				TestRequest.post(PayloadDeliveries.envelope("{\"id\":\"1\"}")).header("Content-Type", contentType), 0,
				"Order[id=1]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "record", "text", "node", "map" })
	void whenBodyIsInAnotherCharsetThenItIsRefused(String type) {
		byte[] body = "{\"id\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
		deliveries.assertRefused("invoke/" + type, TestRequest.post(body), 400);
		deliveries.assertRefused("bind/" + type, TestRequest.post(body), 400);
		deliveries.assertRefused("topic/" + type, TestRequest.post(body), 500);
		byte[] event = PayloadDeliveries.envelope("{\"id\":\"é\"}").getBytes(StandardCharsets.ISO_8859_1);
		deliveries.assertRefused("topic/" + type, TestRequest.post(event), 500);
	}

	@Test
	void whenBodyHasOneMegabyteThenItIsRead() {
		String text = "x".repeat(1 << 20);
		for (String trigger : new String[] { "invoke", "bind", "topic" }) {
			deliveries.assertDelivery(trigger + "/record", TestRequest.post("{\"id\":\"" + text + "\"}"), 0,
					"Order[id=" + text + "]");
			deliveries.assertDelivery(trigger + "/text", TestRequest.post(text), 0, text);
		}
		deliveries.assertDelivery("topic/record",
				TestRequest.post(PayloadDeliveries.envelope("{\"id\":\"" + text + "\"}")), 0, "Order[id=" + text + "]");
		deliveries
			.assertDelivery("topic/bytes",
					TestRequest.post("{\"specversion\":\"1.0\",\"data_base64\":\""
							+ Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "\"}"),
					0, text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "record", "node", "map", "optional" })
	void whenBodyIsNestedTooDeeplyThenItIsRefused(String type) {
		String body = "{\"id\":".repeat(100_000) + "1" + "}".repeat(100_000);
		deliveries.assertRefused("invoke/" + type, TestRequest.post(body), 400);
		deliveries.assertRefused("bind/" + type, TestRequest.post(body), 400);
		deliveries.assertRefused("topic/" + type, TestRequest.post(body), 500);
		deliveries.assertRefused("topic/" + type, TestRequest.post("{\"specversion\":\"1.0\",\"data\":" + body + "}"),
				500);
	}

	static class Invocations {

		@ServiceInvocationFunction("invoke/record")
		void record(Order payload) {
			PayloadDeliveries.receive(payload);
		}

		@ServiceInvocationFunction("invoke/optional")
		void optional(Optional<Order> payload) {
			PayloadDeliveries.receive(payload);
		}

		@ServiceInvocationFunction("invoke/nullable")
		void nullable(@Nullable Order payload) {
			PayloadDeliveries.receive(payload);
		}

		@ServiceInvocationFunction("invoke/number")
		void number(int payload) {
			PayloadDeliveries.receive(payload);
		}

		@ServiceInvocationFunction("invoke/text")
		void text(String payload) {
			PayloadDeliveries.receive(payload);
		}

		@ServiceInvocationFunction("invoke/bytes")
		void bytes(byte[] payload) {
			PayloadDeliveries.receive(payload);
		}

		@ServiceInvocationFunction("invoke/node")
		void node(JsonNode payload) {
			PayloadDeliveries.receive(payload);
		}

		@ServiceInvocationFunction("invoke/stream")
		void stream(InputStream payload) {
			PayloadDeliveries.receive(payload);
		}

		@ServiceInvocationFunction("invoke/map")
		void map(Map<String, Object> payload) {
			PayloadDeliveries.receive(payload);
		}

		@ServiceInvocationFunction("invoke/valid")
		void valid(@Valid Amount payload) {
			PayloadDeliveries.receive(payload);
		}

	}

	static class Bindings {

		@BindingFunction("bind/record")
		void record(Order payload) {
			PayloadDeliveries.receive(payload);
		}

		@BindingFunction("bind/optional")
		void optional(Optional<Order> payload) {
			PayloadDeliveries.receive(payload);
		}

		@BindingFunction("bind/nullable")
		void nullable(@Nullable Order payload) {
			PayloadDeliveries.receive(payload);
		}

		@BindingFunction("bind/number")
		void number(int payload) {
			PayloadDeliveries.receive(payload);
		}

		@BindingFunction("bind/text")
		void text(String payload) {
			PayloadDeliveries.receive(payload);
		}

		@BindingFunction("bind/bytes")
		void bytes(byte[] payload) {
			PayloadDeliveries.receive(payload);
		}

		@BindingFunction("bind/node")
		void node(JsonNode payload) {
			PayloadDeliveries.receive(payload);
		}

		@BindingFunction("bind/stream")
		void stream(InputStream payload) {
			PayloadDeliveries.receive(payload);
		}

		@BindingFunction("bind/map")
		void map(Map<String, Object> payload) {
			PayloadDeliveries.receive(payload);
		}

		@BindingFunction("bind/valid")
		void valid(@Valid Amount payload) {
			PayloadDeliveries.receive(payload);
		}

	}

}
