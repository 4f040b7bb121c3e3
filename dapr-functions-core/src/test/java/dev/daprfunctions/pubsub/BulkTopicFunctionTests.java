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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.TopicResult;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.TopicFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.CapturedLog;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.FunctionInvoker;
import dev.daprfunctions.function.TestRequest;
import dev.daprfunctions.function.TestResponse;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.CloudEvent;
import io.dapr.client.domain.PublishEventRequest;
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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.mock;
import static org.mockito.BDDMockito.never;
import static org.mockito.BDDMockito.then;

/**
 * Tests for {@link BulkTopicProtocol} and {@link BulkEntry}.
 */
class BulkTopicFunctionTests {

	private static final String TWO = bulk(entry("1", event("{\"sku\":\"a\"}")), entry("2", event("{\"sku\":\"b\"}")));

	private static @Nullable List<?> received;

	private final DaprClient client = mock(DaprClient.class);

	private final FunctionFixture fixture = FunctionFixture.of(Bulks.class).client(this.client);

	@BeforeEach
	void reset() {
		received = null;
		given(this.client.publishEvent(any(PublishEventRequest.class))).willReturn(Mono.empty());
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whenEntriesAreReadableThenFunctionGetsTheirDataInTheirOrder() {
		assertThat(this.fixture.call("orders", TWO).body()).isEqualTo(statuses("1 SUCCESS", "2 SUCCESS"));
		assertThat(received).isEqualTo(List.of(new Order("a"), new Order("b")));
	}

	@Test
	void whenElementsAreCloudEventsThenTheyHaveDataAndAttributes() {
		assertThat(this.fixture.call("events", TWO).body()).isEqualTo(statuses("1 SUCCESS", "2 SUCCESS"));
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
			String body = bulk("{\"entryId\":\"1\",\"event\":\"" + base64 + "\",\"contentType\":\"" + contentType
					+ "\",\"metadata\":null}");
			assertThat(this.fixture.call(function, body).body()).isEqualTo(statuses("1 SUCCESS"));
			assertThat(received).singleElement().extracting(BulkTopicFunctionTests::describe).isEqualTo(expected);
		}
	}

	@Test
	void whenTextOfAnEntryIsNotBase64ThenItIsTheData() {
		this.fixture.call("texts", bulk(entry("1", "\"not base64\"")));
		assertThat(received).isEqualTo(List.of("not base64"));
	}

	@Test
	void whenEventIsBareJsonThenItIsTheData() {
		this.fixture.call("orders", bulk(entry("1", "{\"sku\":\"bare\"}")));
		assertThat(received).isEqualTo(List.of(new Order("bare")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!',
			value = { "{\"specversion\":\"1.0\",\"data\":{\"sku\":[]}}", "{\"specversion\":\"1.0\",\"data\":null}",
					"{\"specversion\":\"1.0\"}", "null", "[1]", "\"bm90IGpzb24=\"",
					"{\"specversion\":\"1.0\",\"data_base64\":\"*\"}" })
	void whenOneEntryIsUnreadableThenItRetriesAlone(String event) {
		String body = bulk(entry("1", event("{\"sku\":\"a\"}")), entry("2", event),
				entry("3", event("{\"sku\":\"c\"}")));
		try (CapturedLog log = new CapturedLog(BulkTopicProtocol.class)) {
			assertThat(this.fixture.call("orders", body).body())
				.isEqualTo(statuses("1 SUCCESS", "2 RETRY", "3 SUCCESS"));
			assertThat(log.lines()).singleElement()
				.asString()
				.contains("Entry '2' for parameter 'data' of function 'orders' answers RETRY");
		}
		assertThat(received).isEqualTo(List.of(new Order("a"), new Order("c")));
	}

	@Test
	void whenEntryHasNoEventOrNoIdThenItRetriesAlone() {
		assertThat(
				this.fixture.call("orders", bulk(entry("1", event("{\"sku\":\"a\"}")), "{\"entryId\":\"2\"}", "null"))
					.body())
			.isEqualTo(statuses("1 SUCCESS", "2 RETRY", " RETRY"));
	}

	@Test
	void whenUnreadableEntriesAreDroppedThenTheOthersAreProcessed() {
		this.fixture.dropUnreadable();
		assertThat(this.fixture.call("orders", bulk(entry("1", "[1]"), entry("2", event("{\"sku\":\"b\"}")))).body())
			.isEqualTo(statuses("1 DROP", "2 SUCCESS"));
		assertThat(received).isEqualTo(List.of(new Order("b")));
	}

	@Test
	void whenNoEntryIsReadableThenFunctionIsNotCalled() {
		assertThat(this.fixture.call("orders", bulk(entry("1", "[1]"), entry("2", "null"))).body())
			.isEqualTo(statuses("1 RETRY", "2 RETRY"));
		assertThat(this.fixture.call("resultsLater", bulk(entry("1", "[1]"))).body()).isEqualTo(statuses("1 RETRY"));
		assertThat(received).isNull();
	}

	@Test
	void whenThereIsNoEntryThenFunctionIsNotCalled() {
		TestResponse response = this.fixture.call("orders", bulk());
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("{\"statuses\":[]}");
		assertThat(received).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "results", "resultsLater", "resultsStage" })
	void whenFunctionReturnsResultsThenTheyAreThoseOfTheEntriesItGot(String function) {
		String body = bulk(entry("1", event("{\"sku\":\"RETRY\"}")), entry("2", "[1]"),
				entry("3", event("{\"sku\":\"DROP\"}")), entry("4", event("{\"sku\":\"SUCCESS\"}")));
		TestResponse response = this.fixture.call(function, body);
		assertThat(response.body()).isEqualTo(statuses("1 RETRY", "2 RETRY", "3 DROP", "4 SUCCESS"));
		assertThat(response.contentType()).isEqualTo("application/json");
		assertThat(response.status()).isEqualTo(200);
	}

	@Test
	void whenSomeEntriesRetryThenOutputsAreWrittenAllTheSame() {
		this.fixture.call("results", bulk(entry("1", event("{\"sku\":\"RETRY\"}"))));
		then(this.client).should().publishEvent(any(PublishEventRequest.class));
	}

	@Test
	void whenFirstResultIsNullThenTheOthersCount() {
		assertThat(this.fixture.call("nullFirst", TWO).body()).isEqualTo(statuses("1 SUCCESS", "2 RETRY"));
	}

	@Test
	void whenResultsAreNullThenAllEntriesSucceed() {
		assertThat(this.fixture.call("nullResults", TWO).body()).isEqualTo(statuses("1 SUCCESS", "2 SUCCESS"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "noResults", "tooFewResults", "tooManyResults" })
	void whenNumberOfResultsIsWrongThenAllEntriesRetry(String function) {
		try (CapturedLog log = new CapturedLog(TopicResults.class)) {
			assertThat(this.fixture.call(function, TWO).body()).isEqualTo(statuses("1 RETRY", "2 RETRY"));
			assertThat(log.lines()).singleElement().asString().contains(" results for 2 events");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "exception", "failedMono" })
	void whenFunctionThrowsThenAllEntriesRetryAndNothingIsWritten(String function) {
		try (CapturedLog log = new CapturedLog(TopicResults.class);
				CapturedLog invoker = new CapturedLog(FunctionInvoker.class)) {
			TestResponse response = this.fixture.call(function, TWO);
			assertThat(response.status()).isEqualTo(200);
			assertThat(response.body()).isEqualTo(statuses("1 RETRY", "2 RETRY"));
			assertThat(log.lines()).containsExactly("ERROR function '" + function + "' answers RETRY for 2 events");
			assertThat(invoker.lines()).isEmpty();
		}
		then(this.client).should(never()).publishEvent(any(PublishEventRequest.class));
	}

	@Test
	void whenExceptionIsListedThenTheEntriesThatFunctionGotAreDropped() {
		assertThat(this.fixture.call("listed", bulk(entry("1", event("{\"sku\":\"a\"}")), entry("2", "[1]"))).body())
			.isEqualTo(statuses("1 DROP", "2 RETRY"));
	}

	@Test
	void whenHeaderIsMissingThenAllEntriesRetry() {
		assertThat(this.fixture.call("header", TWO).body()).isEqualTo(statuses("1 RETRY", "2 RETRY"));
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

	@Test
	void whenFunctionHasNoPayloadThenAllEntriesGetItsResult() {
		assertThat(this.fixture.call("noPayload", TWO).body()).isEqualTo(statuses("1 SUCCESS", "2 SUCCESS"));
		assertThat(received).isEqualTo(List.of("called"));
	}

	@Test
	void whenReturnValueIsAnOutputThenAllEntriesSucceed() {
		assertThat(this.fixture.call("forward", TWO).body()).isEqualTo(statuses("1 SUCCESS", "2 SUCCESS"));
		then(this.client).should().publishEvent(any(PublishEventRequest.class));
	}

	@ParameterizedTest
	@ValueSource(classes = { NoList.class, SetOfEvents.class })
	void whenPayloadIsNoListThenStartStops(Class<?> bean) {
		try (FunctionFixture invalid = FunctionFixture.of(bean)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(invalid::start)
				.withMessageContaining("receives events in bulk, but is no List")
				.satisfies((ex) -> assertThat(ex.getAction()).contains("List<CloudEvent<T>>"));
		}
	}

	@Test
	void whenBulkFunctionReturnsOneResultThenStartStops() {
		try (FunctionFixture invalid = FunctionFixture.of(OneResult.class)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(invalid::start)
				.satisfies((ex) -> assertThat(ex.getAction()).contains("List<TopicResult>"));
		}
	}

	private static String event(String data) {
		return "{\"specversion\":\"1.0\",\"id\":\"e\",\"data\":" + data + "}";
	}

	private static String entry(String id, String event) {
		return "{\"entryId\":\"" + id + "\",\"event\":" + event
				+ ",\"contentType\":\"application/cloudevents+json\",\"metadata\":{}}";
	}

	private static String bulk(String... entries) {
		return "{\"id\":\"b\",\"type\":\"com.dapr.event.sent.bulk\",\"topic\":\"t\",\"pubsubname\":\"pubsub\","
				+ "\"metadata\":{},\"entries\":[" + String.join(",", entries) + "]}";
	}

	private static String statuses(String... statuses) {
		List<String> json = Arrays.stream(statuses)
			.map((status) -> status.split(" "))
			.map((status) -> "{\"entryId\":\"" + status[0] + "\",\"status\":\"" + status[1] + "\"}")
			.toList();
		return "{\"statuses\":[" + String.join(",", json) + "]}";
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
		List<TopicResult> results(List<Order> data,
				@DaprPublish(pubsub = "out", topic = "t") OutputCollector<String> output) {
			output.add("x");
			return data.stream().map((order) -> TopicResult.valueOf(order.sku())).toList();
		}

		@TopicFunction(pubsub = "pubsub", bulk = true)
		Mono<List<TopicResult>> resultsLater(List<Order> data) {
			return Mono.fromSupplier(() -> results(data, OutputCollector.create()));
		}

		@TopicFunction(pubsub = "pubsub", bulk = true)
		CompletionStage<ArrayList<TopicResult>> resultsStage(List<Order> data) {
			return CompletableFuture.completedFuture(new ArrayList<>(results(data, OutputCollector.create())));
		}

		@TopicFunction(pubsub = "pubsub", bulk = true)
		List<@Nullable TopicResult> nullFirst(List<Order> data) {
			return Arrays.asList(null, TopicResult.RETRY);
		}

		@TopicFunction(pubsub = "pubsub", bulk = true)
		@Nullable List<TopicResult> nullResults(List<Order> data) {
			return null;
		}

		@TopicFunction(pubsub = "pubsub", bulk = true)
		List<TopicResult> noResults(List<Order> data) {
			return List.of();
		}

		@TopicFunction(pubsub = "pubsub", bulk = true)
		List<TopicResult> tooFewResults(List<Order> data) {
			return List.of(TopicResult.SUCCESS);
		}

		@TopicFunction(pubsub = "pubsub", bulk = true)
		List<TopicResult> tooManyResults(List<Order> data) {
			return Collections.nCopies(3, TopicResult.SUCCESS);
		}

		@TopicFunction(pubsub = "pubsub", bulk = true)
		void exception(List<Order> data, @DaprPublish(pubsub = "out", topic = "t") OutputCollector<String> output) {
			output.add("x");
			throw new IllegalStateException("failed");
		}

		@TopicFunction(pubsub = "pubsub", bulk = true)
		Mono<Void> failedMono(List<Order> data) {
			return Mono.error(new IllegalStateException("failed"));
		}

		@TopicFunction(pubsub = "pubsub", bulk = true, dropOn = IllegalStateException.class)
		void listed(List<Order> data) {
			throw new IllegalStateException("failed");
		}

		@TopicFunction(pubsub = "pubsub", bulk = true)
		@DaprPublish(pubsub = "out", topic = "t")
		List<String> forward(List<Order> data) {
			return data.stream().map(Order::sku).toList();
		}

	}

	static class NoList {

		@TopicFunction(pubsub = "pubsub", bulk = true)
		void receive(Order data) {
		}

	}

	static class SetOfEvents {

		@TopicFunction(pubsub = "pubsub", bulk = true)
		void receive(java.util.Set<Order> data) {
		}

	}

	static class OneResult {

		@TopicFunction(pubsub = "pubsub", bulk = true)
		TopicResult receive(List<Order> data) {
			return TopicResult.SUCCESS;
		}

	}

}
