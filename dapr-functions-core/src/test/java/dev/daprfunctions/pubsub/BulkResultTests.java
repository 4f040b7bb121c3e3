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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.TopicResult;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.TopicFunction;
import dev.daprfunctions.function.CapturedLog;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.FunctionInvoker;
import dev.daprfunctions.function.TestResponse;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.PublishEventRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.mock;
import static org.mockito.BDDMockito.never;
import static org.mockito.BDDMockito.then;

/**
 * Tests for {@link BulkTopicProtocol}: what the entries of a request get as their status.
 */
class BulkResultTests {

	private static final String TWO = new BulkRequest().data("1", "{\"sku\":\"a\"}")
		.data("2", "{\"sku\":\"b\"}")
		.json();

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

	@ParameterizedTest
	@ValueSource(strings = { "results", "resultsLater", "resultsStage" })
	void whenFunctionReturnsResultsThenTheyAreThoseOfTheEntriesItGot(String function) {
		String body = new BulkRequest().data("1", "{\"sku\":\"RETRY\"}")
			.event("2", "[1]")
			.data("3", "{\"sku\":\"DROP\"}")
			.data("4", "{\"sku\":\"SUCCESS\"}")
			.json();
		TestResponse response = this.fixture.call(function, body);
		assertThat(response.body()).isEqualTo(BulkRequest.statuses("1 RETRY", "2 RETRY", "3 DROP", "4 SUCCESS"));
		assertThat(response.contentType()).isEqualTo("application/json");
		assertThat(response.status()).isEqualTo(200);
	}

	@Test
	void whenSomeEntriesRetryThenOutputsAreWrittenAllTheSame() {
		this.fixture.call("results", new BulkRequest().data("1", "{\"sku\":\"RETRY\"}").json());
		then(this.client).should().publishEvent(any(PublishEventRequest.class));
	}

	@Test
	void whenFirstResultIsNullThenTheOthersCount() {
		assertThat(this.fixture.call("nullFirst", TWO).body()).isEqualTo(BulkRequest.statuses("1 SUCCESS", "2 RETRY"));
	}

	@Test
	void whenResultsAreNullThenAllEntriesSucceed() {
		assertThat(this.fixture.call("nullResults", TWO).body())
			.isEqualTo(BulkRequest.statuses("1 SUCCESS", "2 SUCCESS"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "noResults", "tooFewResults", "tooManyResults" })
	void whenNumberOfResultsIsWrongThenAllEntriesRetry(String function) {
		try (CapturedLog log = new CapturedLog(TopicResults.class)) {
			assertThat(this.fixture.call(function, TWO).body()).isEqualTo(BulkRequest.statuses("1 RETRY", "2 RETRY"));
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
			assertThat(response.body()).isEqualTo(BulkRequest.statuses("1 RETRY", "2 RETRY"));
			assertThat(log.lines()).containsExactly("ERROR function '" + function + "' answers RETRY for 2 events");
			assertThat(invoker.lines()).isEmpty();
		}
		then(this.client).should(never()).publishEvent(any(PublishEventRequest.class));
	}

	@Test
	void whenExceptionIsListedThenTheEntriesThatFunctionGotAreDropped() {
		assertThat(this.fixture.call("listed", new BulkRequest().data("1", "{\"sku\":\"a\"}").event("2", "[1]").json())
			.body()).isEqualTo(BulkRequest.statuses("1 DROP", "2 RETRY"));
	}

	@Test
	void whenFunctionHasNoPayloadThenAllEntriesGetItsResult() {
		assertThat(this.fixture.call("noPayload", TWO).body())
			.isEqualTo(BulkRequest.statuses("1 SUCCESS", "2 SUCCESS"));
		assertThat(received).isEqualTo(List.of("called"));
	}

	@Test
	void whenReturnValueIsAnOutputThenAllEntriesSucceed() {
		assertThat(this.fixture.call("forward", TWO).body()).isEqualTo(BulkRequest.statuses("1 SUCCESS", "2 SUCCESS"));
		then(this.client).should().publishEvent(any(PublishEventRequest.class));
	}

	record Order(String sku) {

	}

	static class Bulks {

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

}
