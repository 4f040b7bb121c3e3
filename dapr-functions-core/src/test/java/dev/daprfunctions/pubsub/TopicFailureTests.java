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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.TopicFunction;
import dev.daprfunctions.error.UnreadablePayloadException;
import dev.daprfunctions.function.CapturedLog;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.FunctionInvoker;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.CloudEvent;
import io.dapr.client.domain.GetStateRequest;
import io.dapr.client.domain.PublishEventRequest;
import io.dapr.client.domain.State;
import io.dapr.utils.TypeRef;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.mock;
import static org.mockito.BDDMockito.never;
import static org.mockito.BDDMockito.then;

/**
 * Tests for {@link TopicProtocol} with functions that fail.
 */
class TopicFailureTests {

	private final DaprClient client = mock(DaprClient.class);

	private final FunctionFixture fixture = FunctionFixture.of(Topics.class).client(this.client).validate();

	@BeforeEach
	void reset() {
		TopicDeliveries.received = null;
		given(this.client.getState(any(GetStateRequest.class), eq(TypeRef.BYTE_ARRAY)))
			.willReturn(Mono.just(new State<>("k", (byte[]) null, (String) null)));
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@CsvSource({ "exception, ERR_FUNCTION_FAILED", "error, ERR_FUNCTION_FAILED", "failedMono, ERR_FUNCTION_FAILED",
			"failedStage, ERR_FUNCTION_FAILED", "notFound, ERR_NO_CONTENT", "annotated, ERR_NO_CONTENT",
			"accepted, ERR_FUNCTION_FAILED", "missingState, ERR_NO_CONTENT", "missingHeader, ERR_MALFORMED_REQUEST",
			"notListed, ERR_FUNCTION_FAILED" })
	void whenFunctionFailsThenEventIsDeliveredAgain(String function, String errorCode) {
		TopicDeliveries.assertRetry(this.fixture.call(function, TopicDeliveries.EVENT), errorCode);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"specversion\":\"1.0\",\"data\":{\"sku\":null}}",
			"{\"specversion\":\"1.0\",\"data\":{\"sku\":\"\"}}" })
	void whenPropertyOfExpressionIsMissingOrEmptyThenEventIsDeliveredAgain(String event) {
		TopicDeliveries.assertRetry(this.fixture.call("keyFromData", event), "ERR_MALFORMED_REQUEST");
		then(this.client).shouldHaveNoInteractions();
	}

	@ParameterizedTest
	@ValueSource(strings = { "listed", "subclass", "cause", "listedMono", "listedStatus" })
	void whenExceptionIsListedThenEventIsDropped(String function) {
		try (CapturedLog log = new CapturedLog(TopicResults.class);
				CapturedLog invoker = new CapturedLog(FunctionInvoker.class)) {
			TopicDeliveries.assertDrop(this.fixture.call(function, TopicDeliveries.EVENT));
			assertThat(log.lines()).singleElement().asString().contains("function '" + function + "' drops its event");
			assertThat(invoker.lines()).isEmpty();
		}
		then(this.client).should(never()).publishEvent(any(PublishEventRequest.class));
	}

	@Test
	void whenUnreadableIsListedThenEventIsDropped() {
		TopicDeliveries.assertDrop(this.fixture.call("listedUnreadable", "not json"));
	}

	@Test
	void whenUnreadableEventsAreDroppedThenSoAreInvalidAndIncompleteOnes() {
		this.fixture.dropUnreadable();
		TopicDeliveries.assertDrop(this.fixture.call("typed", "not json"));
		TopicDeliveries.assertDrop(this.fixture.call("typed", "{\"specversion\":\"1.0\",\"data\":null}"));
		TopicDeliveries.assertDrop(this.fixture.call("sdkEvent", "{\"specversion\":\"1.0\",\"time\":\"noon\"}"));
		TopicDeliveries.assertDrop(
				this.fixture.call("validCloudEvent", TopicDeliveries.EVENT.replace("\"amount\":2", "\"amount\":0")));
		TopicDeliveries.assertDrop(this.fixture.call("keyFromData", "{}"));
		TopicDeliveries.assertDrop(this.fixture.call("keyFromData", "{\"sku\":\"\"}"));
		TopicDeliveries.assertDrop(this.fixture.call("missingHeader", TopicDeliveries.EVENT));
		assertThat(TopicDeliveries.received).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "exception", "notFound", "missingState", "badRequest" })
	void whenUnreadableEventsAreDroppedThenOtherFailuresAreNot(String function) {
		this.fixture.dropUnreadable();
		assertThat(this.fixture.call(function, TopicDeliveries.EVENT).status()).isEqualTo(500);
	}

	record Order(String sku, @Min(1) int amount) {

	}

	@ResponseStatus(HttpStatus.NOT_FOUND)
	static class GoneException extends RuntimeException {

	}

	static class ListedException extends RuntimeException {

	}

	static class SubclassException extends ListedException {

	}

	static class Topics {

		@TopicFunction(pubsub = "pubsub")
		void validCloudEvent(@Valid CloudEvent<Order> event) {
			TopicDeliveries.received = event;
		}

		@TopicFunction(pubsub = "pubsub")
		void sdkEvent(io.cloudevents.CloudEvent event) {
			TopicDeliveries.received = event;
		}

		@TopicFunction(pubsub = "pubsub")
		void typed(Order order) {
			TopicDeliveries.received = order;
		}

		@TopicFunction(pubsub = "pubsub")
		void exception() {
			throw new IllegalStateException("failed");
		}

		@TopicFunction(pubsub = "pubsub")
		void error() {
			throw new StackOverflowError("failed");
		}

		@TopicFunction(pubsub = "pubsub")
		Mono<Void> failedMono() {
			return Mono.error(new IllegalStateException("failed"));
		}

		@TopicFunction(pubsub = "pubsub")
		CompletionStage<Void> failedStage() {
			return CompletableFuture.failedFuture(new IllegalStateException("failed"));
		}

		@TopicFunction(pubsub = "pubsub")
		void notFound() {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}

		@TopicFunction(pubsub = "pubsub")
		void badRequest() {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}

		@TopicFunction(pubsub = "pubsub")
		void annotated() {
			throw new GoneException();
		}

		@TopicFunction(pubsub = "pubsub")
		void accepted() {
			throw new ResponseStatusException(HttpStatus.ACCEPTED);
		}

		@TopicFunction(pubsub = "pubsub")
		void missingState(@DaprState(store = "store", key = "k") String state) {
		}

		@TopicFunction(pubsub = "pubsub")
		void missingHeader(@RequestHeader("x-missing") String header) {
		}

		@TopicFunction(pubsub = "pubsub")
		void keyFromData(JsonNode data, @DaprState(store = "store", key = "{data.sku}") @Nullable String state) {
		}

		@TopicFunction(pubsub = "pubsub", dropOn = { ListedException.class, GoneException.class })
		void listed(@DaprPublish(pubsub = "out", topic = "t") OutputBinding<String> output) {
			output.setValue("x");
			throw new ListedException();
		}

		@TopicFunction(pubsub = "pubsub", dropOn = ListedException.class)
		void subclass() {
			throw new SubclassException();
		}

		@TopicFunction(pubsub = "pubsub", dropOn = ListedException.class)
		void cause() {
			throw new IllegalStateException("failed", new ListedException());
		}

		@TopicFunction(pubsub = "pubsub", dropOn = ListedException.class)
		Mono<Void> listedMono() {
			return Mono.error(new ListedException());
		}

		@TopicFunction(pubsub = "pubsub", dropOn = ResponseStatusException.class)
		void listedStatus() {
			throw new ResponseStatusException(HttpStatus.CONFLICT);
		}

		@TopicFunction(pubsub = "pubsub", dropOn = UnreadablePayloadException.class)
		void listedUnreadable(Order order) {
		}

		@TopicFunction(pubsub = "pubsub", dropOn = SubclassException.class)
		void notListed() {
			throw new ListedException();
		}

	}

}
