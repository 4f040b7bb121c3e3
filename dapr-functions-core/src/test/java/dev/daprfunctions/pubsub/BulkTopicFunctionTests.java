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

package dev.daprfunctions.pubsub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import dev.daprfunctions.TopicResult;
import dev.daprfunctions.annotation.TopicFunction;
import dev.daprfunctions.function.CapturedLog;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.TestRequest;
import dev.daprfunctions.function.TestResponse;
import io.dapr.client.domain.CloudEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.web.bind.annotation.RequestHeader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BulkTopicProtocol} and {@link BulkEntry}: what functions get.
 */
class BulkTopicFunctionTests {

	private static final String TWO = new BulkRequest().data("1", "{\"sku\":\"a\"}")
		.data("2", "{\"sku\":\"b\"}")
		.json();

	private static @Nullable List<?> received;

	private final FunctionFixture fixture = FunctionFixture.of(Bulks.class);

	@BeforeEach
	void reset() {
		received = null;
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whenEntriesAreReadableThenFunctionGetsTheirDataInTheirOrder() {
		assertThat(this.fixture.call("orders", TWO).body()).isEqualTo(BulkRequest.statuses("1 SUCCESS", "2 SUCCESS"));
		assertThat(received).isEqualTo(List.of(new Order("a"), new Order("b")));
	}

	@Test
	void whenElementsAreCloudEventsThenTheyHaveDataAndAttributes() {
		assertThat(this.fixture.call("events", TWO).body()).isEqualTo(BulkRequest.statuses("1 SUCCESS", "2 SUCCESS"));
		assertThat(received).extracting((event) -> (Object) ((CloudEvent<?>) event).getData())
			.containsExactly(new Order("a"), new Order("b"));
		assertThat(received).extracting((event) -> ((CloudEvent<?>) event).getId()).containsExactly("e", "e");
	}

	@Test
	void whenElementsAreSdkCloudEventsThenTheyAreBuilt() {
		this.fixture.call("sdkEvents", TWO);
		assertThat(received).extracting((event) -> ((io.cloudevents.CloudEvent) event).getId())
			.containsExactly("e", "e");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!',
			value = { "texts ! raw text ! raw text", "byteArrays ! raw text ! raw text",
					"streams ! raw text ! raw text", "orders ! {\"sku\":\"a\"} ! Order[sku=a]", "nodes ! [1] ! [1]",
					"texts ! {\"specversion\":\"1.0\",\"data\":\"inner\"} ! inner" })
	void whenEntryHasNoEnvelopeThenItsBase64TextIsDecoded(String function, String raw, String expected) {
		String base64 = Base64.getEncoder().encodeToString(raw.getBytes(StandardCharsets.UTF_8));
		for (String contentType : new String[] { "application/octet-stream", "application/json", "text/plain" }) {
			String body = new BulkRequest()
				.entry("{\"entryId\":\"1\",\"event\":\"" + base64 + "\",\"contentType\":\"" + contentType
						+ "\",\"metadata\":null}")
				.json();
			assertThat(this.fixture.call(function, body).body()).isEqualTo(BulkRequest.statuses("1 SUCCESS"));
			assertThat(received).singleElement().extracting(BulkTopicFunctionTests::describe).isEqualTo(expected);
		}
	}

	@Test
	void whenTextOfAnEntryIsNotBase64ThenItIsTheData() {
		this.fixture.call("texts", new BulkRequest().event("1", "\"not base64\"").json());
		assertThat(received).isEqualTo(List.of("not base64"));
	}

	@Test
	void whenEventIsBareJsonThenItIsTheData() {
		this.fixture.call("orders", new BulkRequest().event("1", "{\"sku\":\"bare\"}").json());
		assertThat(received).isEqualTo(List.of(new Order("bare")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!',
			value = { "{\"specversion\":\"1.0\",\"data\":{\"sku\":[]}}", "{\"specversion\":\"1.0\",\"data\":null}",
					"{\"specversion\":\"1.0\"}", "null", "[1]", "\"bm90IGpzb24=\"",
					"{\"specversion\":\"1.0\",\"data_base64\":\"*\"}" })
	void whenOneEntryIsUnreadableThenItRetriesAlone(String event) {
		String body = new BulkRequest().data("1", "{\"sku\":\"a\"}")
			.event("2", event)
			.data("3", "{\"sku\":\"c\"}")
			.json();
		try (CapturedLog log = new CapturedLog(BulkTopicProtocol.class)) {
			assertThat(this.fixture.call("orders", body).body())
				.isEqualTo(BulkRequest.statuses("1 SUCCESS", "2 RETRY", "3 SUCCESS"));
			assertThat(log.lines()).singleElement()
				.asString()
				.contains("Entry '2' for parameter 'data' of function 'orders' answers RETRY");
		}
		assertThat(received).isEqualTo(List.of(new Order("a"), new Order("c")));
	}

	@Test
	void whenEntryHasNoEventOrNoIdThenItRetriesAlone() {
		String body = new BulkRequest().data("1", "{\"sku\":\"a\"}").entry("{\"entryId\":\"2\"}").entry("null").json();
		assertThat(this.fixture.call("orders", body).body())
			.isEqualTo(BulkRequest.statuses("1 SUCCESS", "2 RETRY", " RETRY"));
	}

	@Test
	void whenUnreadableEntriesAreDroppedThenTheOthersAreProcessed() {
		this.fixture.dropUnreadable();
		String body = new BulkRequest().event("1", "[1]").data("2", "{\"sku\":\"b\"}").json();
		assertThat(this.fixture.call("orders", body).body()).isEqualTo(BulkRequest.statuses("1 DROP", "2 SUCCESS"));
		assertThat(received).isEqualTo(List.of(new Order("b")));
	}

	@Test
	void whenNoEntryIsReadableThenFunctionIsNotCalled() {
		assertThat(this.fixture.call("orders", new BulkRequest().event("1", "[1]").event("2", "null").json()).body())
			.isEqualTo(BulkRequest.statuses("1 RETRY", "2 RETRY"));
		assertThat(this.fixture.call("resultsLater", new BulkRequest().event("1", "[1]").json()).body())
			.isEqualTo(BulkRequest.statuses("1 RETRY"));
		assertThat(received).isNull();
	}

	@Test
	void whenThereIsNoEntryThenFunctionIsNotCalled() {
		TestResponse response = this.fixture.call("orders", new BulkRequest().json());
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("{\"statuses\":[]}");
		assertThat(received).isNull();
	}

	@Test
	void whenHeaderIsMissingThenAllEntriesRetry() {
		assertThat(this.fixture.call("header", TWO).body()).isEqualTo(BulkRequest.statuses("1 RETRY", "2 RETRY"));
		assertThat(received).isNull();
		this.fixture.call("header", TestRequest.post(TWO).header("x-header", "h"));
		assertThat(received).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "not json", "null", "[]", "{}", "{\"entries\":{}}" })
	void whenBodyIsNoBulkThenAnswerIs500(String body) {
		for (String function : new String[] { "orders", "noPayload", "resultsLater" }) {
			TestResponse response = this.fixture.call(function, body);
			assertThat(response.status()).as(function).isEqualTo(500);
			assertThat(response.json()).containsEntry("status", 500);
			assertThat(response.detail()).contains("a JSON object with an array 'entries' is expected");
		}
		assertThat(received).isNull();
	}

	private static String describe(Object value) {
		if (value instanceof byte[] bytes) {
			return new String(bytes, StandardCharsets.UTF_8);
		}
		if (value instanceof InputStream stream) {
			try (stream) {
				return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
			}
			catch (IOException ex) {
				return ex.toString();
			}
		}
		return value.toString();
	}

	record Order(String sku) {

	}

	static class Bulks {

		@TopicFunction(pubsub = "pubsub", bulk = true)
		void orders(List<Order> data) {
			received = data;
		}

		@TopicFunction(pubsub = "pubsub", bulk = true)
		void events(List<CloudEvent<Order>> data) {
			received = data;
		}

		@TopicFunction(pubsub = "pubsub", bulk = true)
		void sdkEvents(List<io.cloudevents.CloudEvent> data) {
			received = data;
		}

		@TopicFunction(pubsub = "pubsub", bulk = true)
		void texts(List<String> data) {
			received = data;
		}

		@TopicFunction(pubsub = "pubsub", bulk = true)
		void byteArrays(List<byte[]> data) {
			received = data;
		}

		@TopicFunction(pubsub = "pubsub", bulk = true)
		void streams(List<InputStream> data) {
			received = data;
		}

		@TopicFunction(pubsub = "pubsub", bulk = true)
		void nodes(List<JsonNode> data) {
			received = data;
		}

		@TopicFunction(pubsub = "pubsub", bulk = true)
		void header(List<Order> data, @RequestHeader("x-header") String header) {
			received = data;
		}

		@TopicFunction(pubsub = "pubsub", bulk = true)
		void noPayload() {
			received = List.of("called");
		}

		@TopicFunction(pubsub = "pubsub", bulk = true)
		Mono<List<TopicResult>> resultsLater(List<Order> data) {
			return Mono.fromSupplier(() -> data.stream().map((order) -> TopicResult.valueOf(order.sku())).toList());
		}

	}

}
