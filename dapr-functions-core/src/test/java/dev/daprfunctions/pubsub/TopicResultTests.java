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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.TopicResult;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.TopicFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.TestRequest;
import dev.daprfunctions.function.TestResponse;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.CloudEvent;
import io.dapr.client.domain.PublishEventRequest;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentMatchers;
import reactor.core.publisher.Mono;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestHeader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.mock;
import static org.mockito.BDDMockito.never;
import static org.mockito.BDDMockito.then;

/**
 * Tests for {@link TopicProtocol} with what functions return and write.
 */
class TopicResultTests {

	private final DaprClient client = mock(DaprClient.class);

	private final FunctionFixture fixture = FunctionFixture.of(Topics.class).client(this.client);

	@BeforeEach
	void reset() {
		TopicDeliveries.received = null;
		given(this.client.publishEvent(any(PublishEventRequest.class))).willReturn(Mono.empty());
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whenFunctionAsksForAHeaderThenItIsBound() {
		TopicDeliveries.assertSuccess(
				this.fixture.call("header", TestRequest.post(TopicDeliveries.EVENT).header("Traceparent", "00-h")));
		assertThat(TopicDeliveries.received).isEqualTo("00-h s1");
	}

	@Test
	void whenExpressionsNamePropertiesOfTheEventThenTheyAreEvaluated() {
		this.fixture.call("expressions", TopicDeliveries.EVENT);
		then(this.client).should()
			.publishEvent(ArgumentMatchers.<PublishEventRequest>argThat(
					(request) -> request.getTopic().equals("s1-e1") && request.getPubsubName().equals("messagebus")));
		this.fixture.call("sdkExpressions", TopicDeliveries.EVENT);
		then(this.client).should()
			.publishEvent(org.mockito.ArgumentMatchers
				.<PublishEventRequest>argThat((request) -> request.getTopic().equals("e1-order")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "nothing", "success", "nullResult", "later", "stage", "emptyMono", "noPayload" })
	void whenFunctionSucceedsThenAnswerIsAnEmpty200(String function) {
		TopicDeliveries.assertSuccess(this.fixture.call(function, TopicDeliveries.EVENT));
	}

	@ParameterizedTest
	@ValueSource(strings = { "drop", "dropLater", "dropStage" })
	void whenFunctionDropsItsEventThenTheSidecarIsToldAndOutputsAreWritten(String function) {
		TopicDeliveries.assertDrop(this.fixture.call(function, TopicDeliveries.EVENT));
		then(this.client).should().publishEvent(any(PublishEventRequest.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "retry", "retryLater", "retryStage" })
	void whenFunctionAsksForRetryThenAnswerIs500AndNothingIsWritten(String function) {
		TestResponse response = this.fixture.call(function, TopicDeliveries.EVENT);
		TopicDeliveries.assertRetry(response, "ERR_FUNCTION_FAILED");
		assertThat(response.detail()).contains("'" + function + "' asked for the event to be delivered again");
		then(this.client).should(never()).publishEvent(any(PublishEventRequest.class));
	}

	@Test
	void whenFunctionSucceedsThenOutputsAreWritten() {
		TopicDeliveries.assertSuccess(this.fixture.call("success", TopicDeliveries.EVENT));
		then(this.client).should().publishEvent(any(PublishEventRequest.class));
	}

	@Test
	void whenReturnValueIsAnOutputThenItIsNotAResult() {
		TopicDeliveries.assertSuccess(this.fixture.call("forward", TopicDeliveries.EVENT));
		then(this.client).should().publishEvent(any(PublishEventRequest.class));
	}

	@ParameterizedTest
	@ValueSource(classes = { ReturnsText.class, ReturnsList.class, ReturnsEntity.class, ReturnsMonoOfText.class })
	void whenReturnValueWouldReachNobodyThenStartStops(Class<?> bean) {
		try (FunctionFixture invalid = FunctionFixture.of(bean)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(invalid::start)
				.withMessageContaining("of " + bean.getName())
				.withMessageContaining("which nobody would receive")
				.satisfies((ex) -> assertThat(ex.getAction()).contains("TopicResult", "@DaprPublish"));
		}
	}

	record Order(String sku, @Min(1) int amount) {

	}

	static class Topics {

		@TopicFunction(pubsub = "pubsub")
		void header(Order order, @RequestHeader("traceparent") String trace) {
			TopicDeliveries.received = trace + " " + order.sku();
		}

		@TopicFunction(pubsub = "pubsub")
		void expressions(CloudEvent<Order> event, @DaprPublish(pubsub = "{event.pubsubName}",
				topic = "{event.data.sku}-{event.id}") OutputBinding<String> output) {
			output.setValue("x");
		}

		@TopicFunction(pubsub = "pubsub")
		void sdkExpressions(io.cloudevents.CloudEvent event,
				@DaprPublish(pubsub = "out", topic = "{event.id}-{event.type}") OutputBinding<String> output) {
			output.setValue("x");
		}

		@TopicFunction(pubsub = "pubsub")
		void nothing(Order order) {
		}

		@TopicFunction(pubsub = "pubsub")
		void noPayload() {
		}

		@TopicFunction(pubsub = "pubsub")
		TopicResult success(@DaprPublish(pubsub = "out", topic = "t") OutputBinding<String> output) {
			output.setValue("x");
			return TopicResult.SUCCESS;
		}

		@TopicFunction(pubsub = "pubsub")
		@Nullable TopicResult nullResult() {
			return null;
		}

		@TopicFunction(pubsub = "pubsub")
		Mono<TopicResult> later() {
			return Mono.just(TopicResult.SUCCESS);
		}

		@TopicFunction(pubsub = "pubsub")
		CompletionStage<Void> stage() {
			return CompletableFuture.completedFuture(null);
		}

		@TopicFunction(pubsub = "pubsub")
		Mono<Void> emptyMono() {
			return Mono.empty();
		}

		@TopicFunction(pubsub = "pubsub")
		TopicResult drop(@DaprPublish(pubsub = "out", topic = "t") OutputBinding<String> output) {
			output.setValue("x");
			return TopicResult.DROP;
		}

		@TopicFunction(pubsub = "pubsub")
		Mono<TopicResult> dropLater(@DaprPublish(pubsub = "out", topic = "t") OutputBinding<String> output) {
			return Mono.fromSupplier(() -> drop(output));
		}

		@TopicFunction(pubsub = "pubsub")
		CompletionStage<TopicResult> dropStage(@DaprPublish(pubsub = "out", topic = "t") OutputBinding<String> output) {
			return CompletableFuture.completedFuture(drop(output));
		}

		@TopicFunction(pubsub = "pubsub")
		TopicResult retry(@DaprPublish(pubsub = "out", topic = "t") OutputBinding<String> output) {
			output.setValue("x");
			return TopicResult.RETRY;
		}

		@TopicFunction(pubsub = "pubsub")
		Mono<TopicResult> retryLater(@DaprPublish(pubsub = "out", topic = "t") OutputBinding<String> output) {
			return Mono.fromSupplier(() -> retry(output));
		}

		@TopicFunction(pubsub = "pubsub")
		CompletableFuture<TopicResult> retryStage(
				@DaprPublish(pubsub = "out", topic = "t") OutputBinding<String> output) {
			return CompletableFuture.completedFuture(retry(output));
		}

		@TopicFunction(pubsub = "pubsub")
		@DaprPublish(pubsub = "out", topic = "t")
		Order forward(Order order) {
			return order;
		}

	}

	static class ReturnsText {

		@TopicFunction(pubsub = "pubsub")
		String receive() {
			return "";
		}

	}

	static class ReturnsList {

		@TopicFunction(pubsub = "pubsub")
		List<TopicResult> receive() {
			return List.of();
		}

	}

	static class ReturnsEntity {

		@TopicFunction(pubsub = "pubsub")
		ResponseEntity<TopicResult> receive() {
			return ResponseEntity.ok(TopicResult.RETRY);
		}

	}

	static class ReturnsMonoOfText {

		@TopicFunction(pubsub = "pubsub")
		Mono<String> receive() {
			return Mono.just("");
		}

	}

}
