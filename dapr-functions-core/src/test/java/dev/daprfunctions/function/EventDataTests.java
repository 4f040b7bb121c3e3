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

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import dev.daprfunctions.annotation.TopicFunction;
import dev.daprfunctions.function.PayloadDeliveries.Topics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the parameters of functions on topics become for the data of each kind
 * of event.
 */
class EventDataTests {

	private static final PayloadDeliveries deliveries = new PayloadDeliveries(Topics.class);

	@AfterAll
	static void close() {
		deliveries.close();
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
		deliveries.assertDelivery("topic/" + type, TestRequest.post(event), 500, expected);
		deliveries.assertDelivery("topic/" + type, TestRequest.post(event.replace("}", ",\"data\":null}")), 500,
				expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "record", "text", "bytes", "stream", "node" })
	void whenBinaryDataIsNotBase64ThenEventIsDeliveredAgain(String type) {
		String event = "{\"specversion\":\"1.0\",\"data_base64\":\"eyJpZCI6IjEifQ==*\"}";
		deliveries.assertRefused("topic/" + type, TestRequest.post(event), 500);
	}

	@ParameterizedTest
	@ValueSource(strings = { "record", "bytes" })
	void whenBinaryDataIsNoTextThenThereIsNoData(String type) {
		String event = "{\"specversion\":\"1.0\",\"data_base64\":42}";
		deliveries.assertRefused("topic/" + type, TestRequest.post(event), 500);
	}

	@Test
	void whenEventHasDataAndBinaryDataThenTheDataCounts() {
		String event = "{\"specversion\":\"1.0\",\"data\":{\"id\":\"1\"},\"data_base64\":\"eyJpZCI6IjIifQ==\"}";
		deliveries.assertDelivery("topic/record", TestRequest.post(event), 500, "Order[id=1]");
		deliveries.assertDelivery("topic/bytes", TestRequest.post(event), 500, "{\"id\":\"1\"}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!',
			value = { "{\"specversion\":\"1.0\",\"data\":{\"id\":\"1\"}} trailing",
					"{\"specversion\":\"1.0\",\"data\":", "{\"specversion\":1,\"data\":{\"id\":\"1\"}}",
					"[{\"specversion\":\"1.0\",\"data\":{\"id\":\"1\"}}]" })
	void whenBodyIsNoEnvelopeThenItIsTheDataItself(String body) {
		deliveries.assertDelivery("topic/bytes", TestRequest.post(body), 500, body);
		deliveries.assertDelivery("topic/text", TestRequest.post(body), 500, body);
	}

	@Test
	void whenKeysOfTheEnvelopeAreDoubledThenTheLastOnesCount() {
		String event = "{\"specversion\":\"1.0\",\"data\":{\"id\":\"1\"},\"data\":{\"id\":\"2\"}}";
		deliveries.assertDelivery("topic/record", TestRequest.post(event), 500, "Order[id=2]");
	}

	@Test
	void whenMapperAllowsNestingThatTheStackDoesNotThenEventIsDeliveredAgain() {
		JsonFactory factory = JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
			.build();
		String data = "{\"child\":".repeat(200_000) + "null" + "}".repeat(200_000);
		try (FunctionFixture deep = FunctionFixture.of(Trees.class).jsonMapper(new JsonMapper(factory))) {
			for (String body : new String[] { data, PayloadDeliveries.envelope(data) }) {
				TestResponse response = deep.call("tree", body);
				assertThat(response.status()).isEqualTo(500);
				assertThat(response.detail()).endsWith("cannot be read as Tree: it is nested too deeply");
			}
		}
	}

	@Test
	void whenParameterNamesItsEventThenMessageNamesParameterAndPlace() {
		assertThat(deliveries.call("topic/record", PayloadDeliveries.envelope("{\"id\":[]}")).detail()).startsWith(
				"The data of the event for parameter 'payload' of function 'record' cannot be read as Order: 'id'");
		assertThat(deliveries.call("topic/record", PayloadDeliveries.envelope("null")).detail()).isEqualTo(
				"The data of the event for parameter 'payload' of function 'record' is missing or null, but Order is "
						+ "expected");
		assertThat(deliveries.call("topic/valid", PayloadDeliveries.envelope("{\"amount\":0}")).json())
			.hasEntrySatisfying("violations", (violations) -> assertThat(violations.toString()).contains("amount"));
	}

	@Test
	void whenTypeCannotBeReadAtAllThenFunctionFailsAndItsEventIsKept() {
		try (FunctionFixture dropping = FunctionFixture.of(Shapes.class).dropUnreadable()) {
			for (String body : new String[] { "{}", PayloadDeliveries.envelope("{}") }) {
				assertThat(dropping.call("shape", body).status()).isEqualTo(500);
			}
		}
	}

	record Tree(@Nullable Tree child) {

	}

	interface Shape {

	}

	static class Trees {

		@TopicFunction(pubsub = "pubsub")
		void tree(Tree payload) {
			PayloadDeliveries.receive(payload);
		}

	}

	static class Shapes {

		@TopicFunction(pubsub = "pubsub")
		void shape(Shape payload) {
			PayloadDeliveries.receive(payload);
		}

	}

}
