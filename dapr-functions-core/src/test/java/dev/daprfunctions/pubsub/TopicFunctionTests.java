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

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.TopicResult;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.TopicFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.CapturedLog;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.FunctionInvoker;
import dev.daprfunctions.function.TestRequest;
import dev.daprfunctions.function.TestResponse;
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
import org.springframework.http.ResponseEntity;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.mock;
import static org.mockito.BDDMockito.never;
import static org.mockito.BDDMockito.then;

/**
 * Tests for {@link TopicProtocol} and what it delivers.
 */
class TopicFunctionTests {

	private static final String EVENT = "{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"shop\",\"type\":\"order\","
			+ "\"datacontenttype\":\"application/json\",\"time\":\"2026-02-28T10:00:00Z\",\"topic\":\"orders\","
			+ "\"pubsubname\":\"messagebus\",\"traceid\":\"00-id\",\"traceparent\":\"00-parent\",\"tracestate\":\"s=1\","
			+ "\"subject\":\"sub\",\"dataschema\":\"urn:schema\",\"priority\":5,\"urgent\":true,\"none\":null,"
			+ "\"extra\":{\"a\":1},\"data\":{\"sku\":\"s1\",\"amount\":2}}";

	private static @Nullable Object received;

	private final DaprClient client = mock(DaprClient.class);

	private final FunctionFixture fixture = FunctionFixture.of(Topics.class).client(this.client).validator(validator());

	@BeforeEach
	void reset() {
		received = null;
		given(this.client.publishEvent(any(PublishEventRequest.class))).willReturn(Mono.empty());
		given(this.client.getState(any(GetStateRequest.class), eq(TypeRef.BYTE_ARRAY)))
			.willReturn(Mono.just(new State<>("k", (byte[]) null, (String) null)));
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	@SuppressWarnings("deprecation")
	void whenParameterIsTheSdksCloudEventThenItHasTypedDataAndAllAttributes() {
		assertSuccess(this.fixture.call("cloudEvent", EVENT));
		CloudEvent<?> event = (CloudEvent<?>) received;
		assertThat(event.getData()).isEqualTo(new Order("s1", 2));
		assertThat(event.getId()).isEqualTo("e1");
		assertThat(event.getSource()).isEqualTo("shop");
		assertThat(event.getType()).isEqualTo("order");
		assertThat(event.getSpecversion()).isEqualTo("1.0");
		assertThat(event.getDatacontenttype()).isEqualTo("application/json");
		assertThat(event.getTime()).isEqualTo(OffsetDateTime.parse("2026-02-28T10:00:00Z"));
		assertThat(event.getTopic()).isEqualTo("orders");
		assertThat(event.getPubsubName()).isEqualTo("messagebus");
		assertThat(event.getTraceId()).isEqualTo("00-id");
		assertThat(event.getTraceParent()).isEqualTo("00-parent");
		assertThat(event.getTraceState()).isEqualTo("s=1");
		assertThat(event.getBinaryData()).isNull();
	}

	@Test
	void whenCloudEventHasBinaryDataThenItHasBothForms() {
		assertSuccess(this.fixture.call("cloudEvent",
				"{\"specversion\":\"1.0\",\"id\":\"e1\",\"data_base64\":\"eyJza3UiOiJzMSIsImFtb3VudCI6Mn0=\"}"));
		CloudEvent<?> event = (CloudEvent<?>) received;
		assertThat(event.getData()).isEqualTo(new Order("s1", 2));
		assertThat(event.getBinaryData()).asString(StandardCharsets.UTF_8).isEqualTo("{\"sku\":\"s1\",\"amount\":2}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"specversion\":\"1.0\",\"id\":\"e1\",\"data\":null}",
			"{\"specversion\":\"1.0\",\"id\":\"e1\"}" })
	void whenCloudEventHasNoDataThenItIsReceivedAllTheSame(String event) {
		assertSuccess(this.fixture.call("cloudEvent", event));
		assertThat(((CloudEvent<?>) received).getData()).isNull();
		assertThat(((CloudEvent<?>) received).getId()).isEqualTo("e1");
	}

	@Test
	void whenBodyIsNoEnvelopeThenCloudEventHasItsDataOnly() {
		assertSuccess(this.fixture.call("cloudEvent", "{\"sku\":\"s1\",\"amount\":2}"));
		assertThat(((CloudEvent<?>) received).getData()).isEqualTo(new Order("s1", 2));
		assertThat(((CloudEvent<?>) received).getId()).isNull();
	}

	@Test
	void whenTimeOfCloudEventIsUnreadableThenItIsLeftOut() {
		assertSuccess(this.fixture.call("cloudEvent", EVENT.replace("2026-02-28T10:00:00Z", "noon")));
		assertThat(((CloudEvent<?>) received).getTime()).isNull();
		assertThat(((CloudEvent<?>) received).getId()).isEqualTo("e1");
	}

	@Test
	void whenCloudEventHasNoTypeArgumentThenItsDataIsWhatTheJsonIs() {
		assertSuccess(this.fixture.call("anyCloudEvent", EVENT));
		assertThat(((CloudEvent<?>) received).getData()).isEqualTo(Map.of("sku", "s1", "amount", 2));
	}

	@Test
	void whenDataOfCloudEventCannotBeReadThenEventIsDeliveredAgain() {
		assertRetry(this.fixture.call("cloudEvent", EVENT.replace("\"amount\":2", "\"amount\":[]")),
				"ERR_MALFORMED_REQUEST");
	}

	@Test
	void whenDataOfCloudEventIsInvalidThenEventIsDeliveredAgain() {
		assertSuccess(this.fixture.call("validCloudEvent", EVENT));
		received = null;
		TestResponse response = this.fixture.call("validCloudEvent", EVENT.replace("\"amount\":2", "\"amount\":0"));
		assertRetry(response, "ERR_MALFORMED_REQUEST");
		assertThat(response.json()).containsKey("violations");
	}

	@Test
	void whenParameterIsACloudEventOfTheCloudEventsSdkThenItHasAttributesExtensionsAndData() {
		assertSuccess(this.fixture.call("sdkEvent", EVENT));
		io.cloudevents.CloudEvent event = (io.cloudevents.CloudEvent) received;
		assertThat(event.getId()).isEqualTo("e1");
		assertThat(event.getSource()).isEqualTo(URI.create("shop"));
		assertThat(event.getType()).isEqualTo("order");
		assertThat(event.getTime()).isEqualTo("2026-02-28T10:00:00Z");
		assertThat(event.getSubject()).isEqualTo("sub");
		assertThat(event.getDataSchema()).isEqualTo(URI.create("urn:schema"));
		assertThat(event.getDataContentType()).isEqualTo("application/json");
		assertThat(event.getExtensionNames()).containsExactlyInAnyOrder("topic", "pubsubname", "traceid", "traceparent",
				"tracestate", "priority", "urgent", "extra");
		assertThat(event.getExtension("priority")).isEqualTo(5);
		assertThat(event.getExtension("urgent")).isEqualTo(true);
		assertThat(event.getExtension("extra")).isEqualTo("{\"a\":1}");
		assertThat(event.getExtension("topic")).isEqualTo("orders");
		assertThat(event.getData().toBytes()).asString(StandardCharsets.UTF_8)
			.isEqualTo("{\"sku\":\"s1\",\"amount\":2}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`', value = {
			"{\"specversion\":\"1.0\",\"id\":\"1\",\"datacontenttype\":\"text/plain\",\"data\":\"plain\"} ! plain",
			"{\"specversion\":\"1.0\",\"id\":\"1\",\"datacontenttype\":\"application/json\",\"data\":\"plain\"} ! \"plain\"",
			"{\"specversion\":\"1.0\",\"id\":\"1\",\"data\":\"plain\"} ! \"plain\"",
			"{\"specversion\":\"1.0\",\"id\":\"1\",\"data_base64\":\"cmF3\"} ! raw", "{\"a\" : 1} ! {\"a\" : 1}",
			"not json ! not json" })
	void whenDataIsTextOrBytesThenTheCloudEventHasThem(String body, String data) {
		assertSuccess(this.fixture.call("sdkEvent", body));
		assertThat(((io.cloudevents.CloudEvent) received).getData().toBytes()).asString(StandardCharsets.UTF_8)
			.isEqualTo(data);
	}

	@Test
	void whenEventHasNoDataThenTheCloudEventHasNone() {
		assertSuccess(this.fixture.call("sdkEvent", "{\"specversion\":\"1.0\",\"id\":\"1\",\"data\":null}"));
		io.cloudevents.CloudEvent event = (io.cloudevents.CloudEvent) received;
		assertThat(event.getData()).isNull();
		assertThat(event.getSource()).hasToString("Dapr");
		assertThat(event.getType()).isEqualTo("com.dapr.event.sent");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "\"source\":\"a b\"", "\"time\":\"noon\"", "\"no_extension\":\"x\"", "\"data_base64\":\"*\"" })
	void whenEventIsNoValidCloudEventThenItIsDeliveredAgain(String attribute) {
		assertRetry(this.fixture.call("sdkEvent", "{\"specversion\":\"1.0\",\"id\":\"1\"," + attribute + "}"),
				"ERR_MALFORMED_REQUEST");
	}

	@Test
	void whenFunctionAsksForAHeaderThenItIsBound() {
		assertSuccess(this.fixture.call("header", TestRequest.post(EVENT).header("Traceparent", "00-h")));
		assertThat(received).isEqualTo("00-h s1");
	}

	@Test
	void whenExpressionsNamePropertiesOfTheEventThenTheyAreEvaluated() {
		this.fixture.call("expressions", EVENT);
		then(this.client).should()
			.publishEvent(org.mockito.ArgumentMatchers.<PublishEventRequest>argThat(
					(request) -> request.getTopic().equals("s1-e1") && request.getPubsubName().equals("messagebus")));
		this.fixture.call("sdkExpressions", EVENT);
		then(this.client).should()
			.publishEvent(org.mockito.ArgumentMatchers
				.<PublishEventRequest>argThat((request) -> request.getTopic().equals("e1-order")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "nothing", "success", "nullResult", "later", "stage", "emptyMono", "noPayload" })
	void whenFunctionSucceedsThenAnswerIsAnEmpty200(String function) {
		assertSuccess(this.fixture.call(function, EVENT));
	}

	@ParameterizedTest
	@ValueSource(strings = { "drop", "dropLater", "dropStage" })
	void whenFunctionDropsItsEventThenTheSidecarIsToldAndOutputsAreWritten(String function) {
		assertDrop(this.fixture.call(function, EVENT));
		then(this.client).should().publishEvent(any(PublishEventRequest.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "retry", "retryLater", "retryStage" })
	void whenFunctionAsksForRetryThenAnswerIs500AndNothingIsWritten(String function) {
		TestResponse response = this.fixture.call(function, EVENT);
		assertRetry(response, "ERR_FUNCTION_FAILED");
		assertThat(response.detail()).contains("'" + function + "' asked for the event to be delivered again");
		then(this.client).should(never()).publishEvent(any(PublishEventRequest.class));
	}

	@Test
	void whenFunctionSucceedsThenOutputsAreWritten() {
		assertSuccess(this.fixture.call("success", EVENT));
		then(this.client).should().publishEvent(any(PublishEventRequest.class));
	}

	@Test
	void whenReturnValueIsAnOutputThenItIsNotAResult() {
		assertSuccess(this.fixture.call("forward", EVENT));
		then(this.client).should().publishEvent(any(PublishEventRequest.class));
	}

	@ParameterizedTest
	@CsvSource({ "exception, ERR_FUNCTION_FAILED", "error, ERR_FUNCTION_FAILED", "failedMono, ERR_FUNCTION_FAILED",
			"failedStage, ERR_FUNCTION_FAILED", "notFound, ERR_NO_CONTENT", "annotated, ERR_NO_CONTENT",
			"accepted, ERR_FUNCTION_FAILED", "missingState, ERR_NO_CONTENT", "missingHeader, ERR_MALFORMED_REQUEST",
			"notListed, ERR_FUNCTION_FAILED" })
	void whenFunctionFailsThenEventIsDeliveredAgain(String function, String errorCode) {
		assertRetry(this.fixture.call(function, EVENT), errorCode);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"specversion\":\"1.0\",\"data\":{\"sku\":null}}",
			"{\"specversion\":\"1.0\",\"data\":{\"sku\":\"\"}}" })
	void whenPropertyOfExpressionIsMissingOrEmptyThenEventIsDeliveredAgain(String event) {
		assertRetry(this.fixture.call("keyFromData", event), "ERR_MALFORMED_REQUEST");
		then(this.client).shouldHaveNoInteractions();
	}

	@ParameterizedTest
	@ValueSource(strings = { "listed", "subclass", "cause", "listedMono", "listedStatus" })
	void whenExceptionIsListedThenEventIsDropped(String function) {
		try (CapturedLog log = new CapturedLog(TopicResults.class);
				CapturedLog invoker = new CapturedLog(FunctionInvoker.class)) {
			assertDrop(this.fixture.call(function, EVENT));
			assertThat(log.lines()).singleElement().asString().contains("function '" + function + "' drops its event");
			assertThat(invoker.lines()).isEmpty();
		}
		then(this.client).should(never()).publishEvent(any(PublishEventRequest.class));
	}

	@Test
	void whenUnreadableIsListedThenEventIsDropped() {
		assertDrop(this.fixture.call("listedUnreadable", "not json"));
	}

	@Test
	void whenUnreadableEventsAreDroppedThenSoAreInvalidAndIncompleteOnes() {
		this.fixture.dropUnreadable();
		assertDrop(this.fixture.call("typed", "not json"));
		assertDrop(this.fixture.call("typed", "{\"specversion\":\"1.0\",\"data\":null}"));
		assertDrop(this.fixture.call("sdkEvent", "{\"specversion\":\"1.0\",\"time\":\"noon\"}"));
		assertDrop(this.fixture.call("validCloudEvent", EVENT.replace("\"amount\":2", "\"amount\":0")));
		assertDrop(this.fixture.call("keyFromData", "{}"));
		assertDrop(this.fixture.call("keyFromData", "{\"sku\":\"\"}"));
		assertDrop(this.fixture.call("missingHeader", EVENT));
		assertThat(received).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "exception", "notFound", "missingState", "badRequest" })
	void whenUnreadableEventsAreDroppedThenOtherFailuresAreNot(String function) {
		this.fixture.dropUnreadable();
		assertThat(this.fixture.call(function, EVENT).status()).isEqualTo(500);
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

	private static void assertSuccess(TestResponse response) {
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isNull();
	}

	private static void assertDrop(TestResponse response) {
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.contentType()).isEqualTo("application/json");
		assertThat(response.body()).isEqualTo("{\"status\":\"DROP\"}");
	}

	private static void assertRetry(TestResponse response, String errorCode) {
		assertThat(received).isNull();
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.contentType()).isEqualTo("application/problem+json");
		assertThat(response.json()).containsEntry("status", 500).containsEntry("errorCode", errorCode);
	}

	private static LocalValidatorFactoryBean validator() {
		LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean();
		validator.afterPropertiesSet();
		return validator;
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
		void cloudEvent(CloudEvent<Order> event) {
			received = event;
		}

		@TopicFunction(pubsub = "pubsub")
		void anyCloudEvent(CloudEvent<?> event) {
			received = event;
		}

		@TopicFunction(pubsub = "pubsub")
		void validCloudEvent(@Valid CloudEvent<Order> event) {
			received = event;
		}

		@TopicFunction(pubsub = "pubsub")
		void sdkEvent(io.cloudevents.CloudEvent event) {
			received = event;
		}

		@TopicFunction(pubsub = "pubsub")
		void typed(Order order) {
			received = order;
		}

		@TopicFunction(pubsub = "pubsub")
		void header(Order order, @RequestHeader("traceparent") String trace) {
			received = trace + " " + order.sku();
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

		@TopicFunction(pubsub = "pubsub", dropOn = dev.daprfunctions.error.UnreadablePayloadException.class)
		void listedUnreadable(Order order) {
		}

		@TopicFunction(pubsub = "pubsub", dropOn = SubclassException.class)
		void notListed() {
			throw new ListedException();
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
