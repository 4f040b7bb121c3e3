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
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

import dev.daprfunctions.annotation.BindingFunction;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.annotation.TopicFunction;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the parameters of each kind of trigger become for each kind of body.
 */
class TriggerPayloadTests {

	private static final String REFUSED = "REFUSED";

	private static final FunctionFixture fixture = FunctionFixture.of(Invocations.class, Bindings.class, Topics.class)
		.validate();

	private static String received = "nothing";

	@AfterAll
	static void close() {
		fixture.close();
	}

	@BeforeEach
	void reset() {
		received = "nothing";
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
		assertDelivery("invoke/" + type, TestRequest.post(body), 400, invocation);
		assertDelivery("bind/" + type, TestRequest.post(body), 400, binding);
		assertDelivery("topic/" + type, TestRequest.post(body), 500, bare);
		assertDelivery("topic/" + type, TestRequest.post(envelope(body)), 500, enveloped);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`', value = {
			// parameter ! decoded bytes ! expected
			"record ! {\"id\":\"1\"} ! Order[id=1]", "record ! not json ! REFUSED", "record ! `` ! REFUSED",
			"optional ! `` ! Optional.empty", "nullable ! null ! null", "number ! 42 ! 42", "text ! plain ! plain",
			"text ! \"quoted\" ! quoted", "text ! `` ! ``", "bytes ! {\"a\" : 1} ! {\"a\" : 1}", "bytes ! `` ! ``",
			"stream ! raw ! raw", "node ! [1] ! node [1]", "node ! raw ! REFUSED", "valid ! {\"amount\":0} ! REFUSED" })
	void whenEventHasBinaryDataThenParameterIsReadFromTheDecodedBytes(String type, String decoded, String expected) {
		String base64 = Base64.getEncoder().encodeToString(decoded.getBytes(StandardCharsets.UTF_8));
		String event = "{\"specversion\":\"1.0\",\"data_base64\":\"" + base64 + "\"}";
		assertDelivery("topic/" + type, TestRequest.post(event), 500, expected);
		assertDelivery("topic/" + type, TestRequest.post(event.replace("}", ",\"data\":null}")), 500, expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "record", "text", "bytes", "stream", "node" })
	void whenBinaryDataIsNotBase64ThenEventIsDeliveredAgain(String type) {
		String event = "{\"specversion\":\"1.0\",\"data_base64\":\"eyJpZCI6IjEifQ==*\"}";
		assertDelivery("topic/" + type, TestRequest.post(event), 500, REFUSED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "record", "bytes" })
	void whenBinaryDataIsNoTextThenThereIsNoData(String type) {
		String event = "{\"specversion\":\"1.0\",\"data_base64\":42}";
		assertDelivery("topic/" + type, TestRequest.post(event), 500, REFUSED);
	}

	@Test
	void whenEventHasDataAndBinaryDataThenTheDataCounts() {
		String event = "{\"specversion\":\"1.0\",\"data\":{\"id\":\"1\"},\"data_base64\":\"eyJpZCI6IjIifQ==\"}";
		assertDelivery("topic/record", TestRequest.post(event), 500, "Order[id=1]");
		assertDelivery("topic/bytes", TestRequest.post(event), 500, "{\"id\":\"1\"}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!',
			value = { "{\"specversion\":\"1.0\",\"data\":{\"id\":\"1\"}} trailing",
					"{\"specversion\":\"1.0\",\"data\":", "{\"specversion\":1,\"data\":{\"id\":\"1\"}}",
					"[{\"specversion\":\"1.0\",\"data\":{\"id\":\"1\"}}]" })
	void whenBodyIsNoEnvelopeThenItIsTheDataItself(String body) {
		assertDelivery("topic/bytes", TestRequest.post(body), 500, body);
		assertDelivery("topic/text", TestRequest.post(body), 500, body);
	}

	@Test
	void whenKeysOfTheEnvelopeAreDoubledThenTheLastOnesCount() {
		String event = "{\"specversion\":\"1.0\",\"data\":{\"id\":\"1\"},\"data\":{\"id\":\"2\"}}";
		assertDelivery("topic/record", TestRequest.post(event), 500, "Order[id=2]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "text/plain", "application/octet-stream", "nonsense", "x/y;z",
			"application/cloudevents+json; charset=utf-8" })
	void whenContentTypeIsUnknownThenBodyIsReadAllTheSame(String contentType) {
		for (String trigger : new String[] { "invoke", "bind", "topic" }) {
			TestRequest request = TestRequest.post("{\"id\":\"1\"}").header("Content-Type", contentType);
			assertDelivery(trigger + "/record", request, 0, "Order[id=1]");
		}
		assertDelivery("topic/record", TestRequest.post(envelope("{\"id\":\"1\"}")).header("Content-Type", contentType),
				0, "Order[id=1]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "record", "text", "node", "map" })
	void whenBodyIsInAnotherCharsetThenItIsRefused(String type) {
		byte[] body = "{\"id\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
		assertDelivery("invoke/" + type, TestRequest.post(body), 400, REFUSED);
		assertDelivery("bind/" + type, TestRequest.post(body), 400, REFUSED);
		assertDelivery("topic/" + type, TestRequest.post(body), 500, REFUSED);
		byte[] event = envelope("{\"id\":\"é\"}").getBytes(StandardCharsets.ISO_8859_1);
		assertDelivery("topic/" + type, TestRequest.post(event), 500, REFUSED);
	}

	@Test
	void whenBodyHasOneMegabyteThenItIsRead() {
		String text = "x".repeat(1 << 20);
		for (String trigger : new String[] { "invoke", "bind", "topic" }) {
			assertDelivery(trigger + "/record", TestRequest.post("{\"id\":\"" + text + "\"}"), 0,
					"Order[id=" + text + "]");
			assertDelivery(trigger + "/text", TestRequest.post(text), 0, text);
		}
		assertDelivery("topic/record", TestRequest.post(envelope("{\"id\":\"" + text + "\"}")), 0,
				"Order[id=" + text + "]");
		assertDelivery("topic/bytes", TestRequest.post("{\"specversion\":\"1.0\",\"data_base64\":\""
				+ Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "\"}"), 0, text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "record", "node", "map", "optional" })
	void whenBodyIsNestedTooDeeplyThenItIsRefused(String type) {
		String body = "{\"id\":".repeat(100_000) + "1" + "}".repeat(100_000);
		assertDelivery("invoke/" + type, TestRequest.post(body), 400, REFUSED);
		assertDelivery("bind/" + type, TestRequest.post(body), 400, REFUSED);
		assertDelivery("topic/" + type, TestRequest.post(body), 500, REFUSED);
		assertDelivery("topic/" + type, TestRequest.post("{\"specversion\":\"1.0\",\"data\":" + body + "}"), 500,
				REFUSED);
	}

	@Test
	void whenMapperAllowsNestingThatTheStackDoesNotThenEventIsDeliveredAgain() {
		JsonFactory factory = JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
			.build();
		String data = "{\"child\":".repeat(200_000) + "null" + "}".repeat(200_000);
		try (FunctionFixture deep = FunctionFixture.of(Trees.class).jsonMapper(new JsonMapper(factory))) {
			for (String body : new String[] { data, envelope(data) }) {
				TestResponse response = deep.call("tree", body);
				assertThat(response.status()).isEqualTo(500);
				assertThat(response.detail()).endsWith("cannot be read as Tree: it is nested too deeply");
			}
		}
	}

	@Test
	void whenParameterNamesItsEventThenMessageNamesParameterAndPlace() {
		assertThat(fixture.call("topic/record", envelope("{\"id\":[]}")).detail()).startsWith(
				"The data of the event for parameter 'payload' of function 'record' cannot be read as Order: 'id'");
		assertThat(fixture.call("topic/record", envelope("null")).detail()).isEqualTo(
				"The data of the event for parameter 'payload' of function 'record' is missing or null, but Order is "
						+ "expected");
		assertThat(fixture.call("topic/valid", envelope("{\"amount\":0}")).json()).hasEntrySatisfying("violations",
				(violations) -> assertThat(violations.toString()).contains("amount"));
	}

	@Test
	void whenTypeCannotBeReadAtAllThenFunctionFailsAndItsEventIsKept() {
		try (FunctionFixture dropping = FunctionFixture.of(Shapes.class).dropUnreadable()) {
			for (String body : new String[] { "{}", envelope("{}") }) {
				assertThat(dropping.call("shape", body).status()).isEqualTo(500);
			}
		}
	}

	private static void assertDelivery(String path, TestRequest request, int refusal, String expected) {
		received = "nothing";
		TestResponse response = fixture.call(path, request);
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

	private static String envelope(String data) {
		String head = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"";
		return data.isEmpty() ? head + "}" : head + ",\"data\":" + (isJson(data) ? data : '"' + data + '"') + "}";
	}

	private static boolean isJson(String text) {
		return !text.startsWith("not ");
	}

	private static void receive(@Nullable Object payload) {
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

	record Order(String id) {

	}

	record Amount(@Min(1) int amount) {

	}

	record Tree(@Nullable Tree child) {

	}

	interface Shape {

	}

	static class Invocations {

		@ServiceInvocationFunction("invoke/record")
		void record(Order payload) {
			receive(payload);
		}

		@ServiceInvocationFunction("invoke/optional")
		void optional(Optional<Order> payload) {
			receive(payload);
		}

		@ServiceInvocationFunction("invoke/nullable")
		void nullable(@Nullable Order payload) {
			receive(payload);
		}

		@ServiceInvocationFunction("invoke/number")
		void number(int payload) {
			receive(payload);
		}

		@ServiceInvocationFunction("invoke/text")
		void text(String payload) {
			receive(payload);
		}

		@ServiceInvocationFunction("invoke/bytes")
		void bytes(byte[] payload) {
			receive(payload);
		}

		@ServiceInvocationFunction("invoke/node")
		void node(JsonNode payload) {
			receive(payload);
		}

		@ServiceInvocationFunction("invoke/stream")
		void stream(InputStream payload) {
			receive(payload);
		}

		@ServiceInvocationFunction("invoke/map")
		void map(Map<String, Object> payload) {
			receive(payload);
		}

		@ServiceInvocationFunction("invoke/valid")
		void valid(@Valid Amount payload) {
			receive(payload);
		}

	}

	static class Bindings {

		@BindingFunction("bind/record")
		void record(Order payload) {
			receive(payload);
		}

		@BindingFunction("bind/optional")
		void optional(Optional<Order> payload) {
			receive(payload);
		}

		@BindingFunction("bind/nullable")
		void nullable(@Nullable Order payload) {
			receive(payload);
		}

		@BindingFunction("bind/number")
		void number(int payload) {
			receive(payload);
		}

		@BindingFunction("bind/text")
		void text(String payload) {
			receive(payload);
		}

		@BindingFunction("bind/bytes")
		void bytes(byte[] payload) {
			receive(payload);
		}

		@BindingFunction("bind/node")
		void node(JsonNode payload) {
			receive(payload);
		}

		@BindingFunction("bind/stream")
		void stream(InputStream payload) {
			receive(payload);
		}

		@BindingFunction("bind/map")
		void map(Map<String, Object> payload) {
			receive(payload);
		}

		@BindingFunction("bind/valid")
		void valid(@Valid Amount payload) {
			receive(payload);
		}

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

	static class Trees {

		@TopicFunction(pubsub = "pubsub")
		void tree(Tree payload) {
			receive(payload);
		}

	}

	static class Shapes {

		@TopicFunction(pubsub = "pubsub")
		void shape(Shape payload) {
			receive(payload);
		}

	}

}
