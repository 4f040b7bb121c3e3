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

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.daprfunctions.Invocation;
import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.Publication;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.SidecarErrors;
import dev.daprfunctions.function.TestRequest;
import dev.daprfunctions.function.TestResponse;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.BulkPublishEntry;
import io.dapr.client.domain.BulkPublishRequest;
import io.dapr.client.domain.BulkPublishResponse;
import io.dapr.client.domain.BulkPublishResponseFailedEntry;
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
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestHeader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.mock;
import static org.mockito.BDDMockito.never;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;

/**
 * Tests for {@link PublishBinder}, {@link PublishOutput} and {@link EventWriter}.
 */
class PublishBinderTests {

	private final DaprClient client = mock(DaprClient.class);

	private final FunctionFixture fixture = FunctionFixture.of(Publishers.class)
		.client(this.client)
		.property("pubsub", "messagebus")
		.property("topic", "{literal}")
		.property("ttl", "1m");

	private final List<PublishEventRequest> published = new ArrayList<>();

	private final List<BulkPublishRequest<byte[]>> bulks = new ArrayList<>();

	@BeforeEach
	void answer() {
		given(this.client.publishEvent(any(PublishEventRequest.class))).willAnswer((invocation) -> {
			this.published.add(invocation.getArgument(0));
			return Mono.empty();
		});
		givenBulkResponse(Set.of());
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`',
			value = { "object ! {\"id\":1} ! application/json", "text ! \"quo\\\"ted\" ! application/json",
					"number ! 42 ! application/json", "date ! \"2026-02-28\" ! application/json",
					"node ! {\"a\":1} ! application/json", "nothing ! null ! application/json",
					"bytes ! raw ! application/octet-stream", "stream ! raw ! application/octet-stream",
					"shapes ! [{\"@type\":\"circle\",\"radius\":1}] ! application/json",
					"plainText ! quo\"ted ! text/plain", "plainObject ! {\"id\":1} ! text/plain",
					"jsonText ! \"text\" ! application/vnd.api+json; charset=utf-8",
					"jsonBytes ! raw ! application/json", "returned ! {\"id\":1} ! application/json",
					"returnedOptional ! {\"id\":1} ! application/json",
					"returnedEntity ! {\"id\":1} ! application/json", "returnedMono ! {\"id\":1} ! application/json",
					"returnedStage ! {\"id\":1} ! application/json", "returnedList ! [{\"id\":1}] ! application/json",
					"returnedShapes ! [{\"@type\":\"circle\",\"radius\":1}] ! application/json",
					"oneInCollector ! {\"id\":1} ! application/json", "typed ! {\"id\":1} ! application/json",
					"typedNothing ! null ! application/json",
					"typedShapes ! [{\"@type\":\"circle\",\"radius\":1}] ! application/json" })
	void whenValueIsSetThenItIsPublishedInItsForm(String function, String data, String contentType) {
		TestResponse response = this.fixture.call(function);
		assertThat(response.status()).as("%s", response.body()).isEqualTo(200);
		assertThat(response.body()).isNull();
		assertThat(this.published).singleElement().satisfies((request) -> {
			assertThat(text(request)).isEqualTo(data);
			assertThat(request.getContentType()).isEqualTo(contentType);
			assertThat(request.getPubsubName()).isEqualTo("messagebus");
			assertThat(request.getTopic()).isEqualTo("t");
			assertThat(request.getMetadata()).isEmpty();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "unset", "emptyCollector", "nullReturn", "emptyReturn", "emptyEntity", "emptyMono",
			"emptyList", "failing" })
	void whenNothingIsToBePublishedThenSidecarIsNotAsked(String function) {
		this.fixture.call(function);
		then(this.client).shouldHaveNoInteractions();
	}

	@Test
	void whenAnnotationHasAttributesThenTheyAreSent() {
		this.fixture.call("attributes", TestRequest.post("\"x\"").header("X-Type", "order"));
		assertThat(this.published).singleElement().satisfies((request) -> {
			assertThat(request.getPubsubName()).isEqualTo("messagebus-x");
			assertThat(request.getTopic()).isEqualTo("{literal}/x");
			assertThat(request.getContentType()).isEqualTo("text/csv");
			assertThat(request.getMetadata()).containsExactlyInAnyOrderEntriesOf(
					Map.of("rawPayload", "true", "ttlInSeconds", "60", "cloudevent.type", "order", "fixed", "a=b"));
		});
	}

	@Test
	void whenPublicationHasAttributesThenTheyGoBeforeThoseOfTheAnnotation() {
		this.fixture.call("overriding");
		assertThat(this.published).singleElement().satisfies((request) -> {
			assertThat(request.getPubsubName()).isEqualTo("other-bus");
			assertThat(request.getTopic()).isEqualTo("other-topic");
			assertThat(request.getContentType()).isEqualTo("text/plain");
			assertThat(text(request)).isEqualTo("data");
			assertThat(request.getMetadata()).containsExactlyInAnyOrderEntriesOf(
					Map.of("ttlInSeconds", "5", "kept", "1", "replaced", "new", "added", "2"));
		});
	}

	@Test
	void whenPublicationHasNoAttributesThenThoseOfTheAnnotationCount() {
		this.fixture.call("keeping");
		assertThat(this.published).singleElement().satisfies((request) -> {
			assertThat(request.getPubsubName()).isEqualTo("messagebus");
			assertThat(request.getTopic()).isEqualTo("t");
			assertThat(request.getContentType()).isEqualTo("text/csv");
			assertThat(request.getMetadata())
				.containsExactlyInAnyOrderEntriesOf(Map.of("rawPayload", "true", "ttlInSeconds", "60", "kept", "1"));
		});
	}

	@Test
	void whenDataIsTheSdksCloudEventThenItIsPublishedAsItIs() {
		for (String function : new String[] { "cloudEvent", "typedCloudEvent", "cloudEventWithContentType" }) {
			this.published.clear();
			this.fixture.call(function);
			assertThat(this.published).singleElement().satisfies((request) -> {
				assertThat(request.getContentType()).isEqualTo("application/cloudevents+json");
				assertThat(json(request)).isEqualTo(JsonMapper.shared()
					.readTree("{\"id\":\"e1\",\"source\":\"shop\",\"type\":\"order\",\"specversion\":\"1.0\","
							+ "\"datacontenttype\":\"application/json\",\"time\":\"2026-02-28T10:00:00Z\","
							+ "\"data\":{\"id\":1}}"));
			});
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`', value = { "application/json ! {\"a\":1} ! `\"data\":{\"a\":1}`",
			"text/plain ! plain ! `\"data\":\"plain\"`", "application/xml ! <a/> ! `\"data_base64\":\"PGEvPg==\"`",
			"application/json ! not json ! `\"data_base64\":\"bm90IGpzb24=\"`", "`` ! [1] ! `\"data\":[1]`",
			"application/octet-stream ! raw ! `\"data_base64\":\"cmF3\"`" })
	void whenDataIsACloudEventOfTheCloudEventsSdkThenAttributesAndExtensionsAreKept(String contentType, String data,
			String expected) {
		Publishers.event = CloudEventBuilder.v1()
			.withId("e1")
			.withSource(URI.create("shop"))
			.withType("order")
			.withTime(OffsetDateTime.parse("2026-02-28T10:00:00Z"))
			.withExtension("priority", 5)
			.withExtension("urgent", true)
			.withExtension("note", "n")
			.withExtension("until", OffsetDateTime.parse("2026-03-01T00:00:00+01:00"))
			.withExtension("raw", new byte[] { 1, 2 })
			.withDataContentType((contentType.isEmpty()) ? null : contentType)
			.withData(data.getBytes(StandardCharsets.UTF_8))
			.build();
		this.fixture.call("sdkEvent");
		assertThat(this.published).singleElement().satisfies((request) -> {
			assertThat(request.getContentType()).isEqualTo("application/cloudevents+json");
			assertThat(json(request)).isEqualTo(JsonMapper.shared()
				.readTree("{\"id\":\"e1\",\"source\":\"shop\",\"type\":\"order\",\"specversion\":\"1.0\","
						+ "\"time\":\"2026-02-28T10:00:00Z\",\"priority\":5,\"urgent\":true,\"note\":\"n\","
						+ "\"until\":\"2026-03-01T00:00:00+01:00\",\"raw\":\"AQI=\","
						+ ((contentType.isEmpty()) ? "" : "\"datacontenttype\":\"" + contentType + "\",") + expected
						+ "}"));
		});
	}

	@Test
	void whenCloudEventOfTheCloudEventsSdkHasNoDataThenNoneIsPublished() {
		Publishers.event = CloudEventBuilder.v1().withId("e1").withSource(URI.create("s")).withType("t").build();
		this.fixture.call("sdkEvent");
		assertThat(text(this.published.get(0))).doesNotContain("data");
	}

	@Test
	void whenThereAreSeveralEventsOfATopicThenTheyArePublishedInOneRequest() {
		TestResponse response = this.fixture.call("several");
		assertThat(response.status()).isEqualTo(200);
		assertThat(this.published).isEmpty();
		assertThat(this.bulks).singleElement().satisfies((request) -> {
			assertThat(request.getPubsubName()).isEqualTo("messagebus");
			assertThat(request.getTopic()).isEqualTo("t");
			assertThat(request.getMetadata()).isEmpty();
			assertThat(request.getEntries()).extracting(BulkPublishEntry::getEntryId)
				.doesNotHaveDuplicates()
				.hasSize(3);
			assertThat(request.getEntries()).extracting(PublishBinderTests::text)
				.containsExactly("{\"id\":1}", "{\"id\":2}", "{\"id\":3}");
			assertThat(request.getEntries()).extracting(BulkPublishEntry::getContentType)
				.containsOnly("application/json");
			assertThat(request.getEntries()).extracting(BulkPublishEntry::getMetadata)
				.containsOnly(Map.of("ttlInSeconds", "30", "m", "1"));
		});
	}

	@Test
	void whenSeveralEventsHaveNoEnvelopeThenTheirRequestSaysSo() {
		this.fixture.call("severalRaw");
		assertThat(this.published).isEmpty();
		assertThat(this.bulks).hasSize(2)
			.anySatisfy((request) -> assertThat(request.getMetadata()).containsExactly(Map.entry("rawPayload", "true"))
				.satisfies((metadata) -> assertThat(request.getEntries()).extracting(PublishBinderTests::text)
					.containsExactly("1", "3")))
			.anySatisfy((request) -> assertThat(request.getMetadata()).isEmpty())
			.satisfies((requests) -> assertThat(requests.get(1).getEntries()).extracting(PublishBinderTests::text)
				.containsExactly("2", "4"));
	}

	@Test
	void whenEventsAreForSeveralTopicsThenEachTopicHasItsRequest() {
		this.fixture.call("severalTopics");
		assertThat(this.bulks).singleElement()
			.satisfies((request) -> assertThat(request.getTopic()).isEqualTo("a"))
			.satisfies((request) -> assertThat(request.getEntries()).hasSize(2));
		assertThat(this.published).extracting((request) -> request.getPubsubName() + "/" + request.getTopic())
			.containsExactlyInAnyOrder("messagebus/b", "other/a");
	}

	@Test
	void whenTwoOutputsHaveOneTopicThenTheirEventsShareARequest() {
		this.fixture.call("twoOutputs");
		assertThat(this.bulks).singleElement()
			.satisfies((request) -> assertThat(request.getEntries()).extracting(PublishBinderTests::text)
				.containsExactly("2", "1", "3"));
	}

	@Test
	void whenReturnValueIsAListOfPublicationsThenEachIsPublished() {
		for (String function : new String[] { "returnedPublications", "returnedPublicationsMono",
				"returnedPublicationsStage" }) {
			this.published.clear();
			assertThat(this.fixture.call(function).status()).isEqualTo(200);
			assertThat(this.published).extracting((request) -> request.getTopic() + " " + text(request))
				.containsExactlyInAnyOrder("a 1", "b 2");
		}
	}

	@Test
	void whenEventsAreOrderedThenTheyArePublishedOneAfterAnother() {
		CompletableFuture<Void> first = new CompletableFuture<>();
		given(this.client.publishEvent(any(PublishEventRequest.class))).willAnswer((invocation) -> {
			this.published.add(invocation.getArgument(0));
			return (this.published.size() == 1) ? Mono.fromFuture(first) : Mono.empty();
		});
		CompletableFuture<TestResponse> response = CompletableFuture.supplyAsync(() -> this.fixture.call("ordered"));
		org.awaitility.Awaitility.await().until(() -> this.published.size() == 1);
		assertThat(response).isNotDone();
		first.complete(null);
		assertThat(response.join().status()).isEqualTo(200);
		assertThat(this.published).extracting(PublishBinderTests::text).containsExactly("1", "2", "3");
		assertThat(this.bulks).isEmpty();
	}

	@Test
	void whenOrderedEventFailsThenTheOnesAfterItAreNotSent() {
		given(this.client.publishEvent(any(PublishEventRequest.class))).willAnswer((invocation) -> {
			this.published.add(invocation.getArgument(0));
			return (this.published.size() == 2) ? Mono.error(SidecarErrors.of("INTERNAL")) : Mono.empty();
		});
		TestResponse response = this.fixture.call("ordered");
		assertThat(this.published).hasSize(2);
		assertThat(response.status()).isEqualTo(502);
		assertThat(response.detail())
			.startsWith("Publishing an event to topic 't' of pub/sub 'messagebus' for function 'ordered' failed: ");
		assertThat(response.json()).containsEntry("sent", List.of("event to topic 't' of pub/sub 'messagebus'"))
			.containsEntry("notSent",
					List.of("event to topic 't' of pub/sub 'messagebus'", "event to topic 't' of pub/sub 'messagebus'"))
			.doesNotContainKey("unknown");
	}

	@Test
	void whenEntriesOfABulkFailThenTheyAreReported() {
		givenBulkResponse(Set.of(0, 2));
		TestResponse response = this.fixture.call("several");
		assertThat(response.status()).isEqualTo(502);
		assertThat(response.json()).containsEntry("errorCode", "ERR_INVOKE_FAILED");
		assertThat(response.detail()).isEqualTo(
				"Publishing 2 of 3 events to topic 't' of pub/sub 'messagebus' for function 'several' failed: broken");
		assertThat((List<?>) response.json().get("sent")).hasSize(1);
		assertThat((List<?>) response.json().get("notSent")).hasSize(2);
	}

	@ParameterizedTest
	@CsvSource({ "UNAVAILABLE, 503, unknown", "DEADLINE_EXCEEDED, 504, unknown", "INTERNAL, 502, unknown",
			"INVALID_ARGUMENT, 500, notSent" })
	void whenBulkFailsThenItsEventsAreReported(String code, int status, String outcome) {
		given(this.client.publishEvents(any(BulkPublishRequest.class))).willReturn(Mono.error(SidecarErrors.of(code)));
		TestResponse response = this.fixture.call("several");
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.detail())
			.contains("ublishing 3 events to topic 't' of pub/sub 'messagebus' for function 'several'");
		assertThat((List<?>) response.json().get(outcome)).hasSize(3);
		assertThat(response.json()).containsEntry("sent", List.of());
	}

	@ParameterizedTest
	@CsvSource({ "UNAVAILABLE, 503, ERR_DAPR_SIDECAR_DOES_NOT_EXIST, unknown",
			"DEADLINE_EXCEEDED, 504, ERR_DAPR_SIDECAR_TIMEOUT, unknown", "INTERNAL, 502, ERR_INVOKE_FAILED, notSent",
			"INVALID_ARGUMENT, 500, ERR_FUNCTION_FAILED, notSent" })
	void whenEventFailsThenItIsReported(String code, int status, String errorCode, String outcome) {
		given(this.client.publishEvent(any(PublishEventRequest.class))).willReturn(Mono.error(SidecarErrors.of(code)));
		TestResponse response = this.fixture.call("object");
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.json()).containsEntry("errorCode", errorCode)
			.containsEntry("sent", List.of())
			.containsEntry(outcome, List.of("event to topic 't' of pub/sub 'messagebus'"));
		assertThat(response.detail())
			.contains("ublishing an event to topic 't' of pub/sub 'messagebus' for function 'object' failed");
	}

	@Test
	void whenClientThrowsAtOnceThenTheOtherTopicsAreWrittenAllTheSame() {
		willThrow(new IllegalArgumentException("bad request")).given(this.client)
			.publishEvents(any(BulkPublishRequest.class));
		TestResponse response = this.fixture.call("severalTopics");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).contains("for function 'severalTopics' failed: bad request");
		assertThat((List<?>) response.json().get("sent")).hasSize(2);
		assertThat((List<?>) response.json().get("notSent")).hasSize(2);
	}

	@ParameterizedTest
	@CsvSource({ "noTopic, topic", "blankTopic, topic", "blankPubsub, pubsub" })
	void whenPublicationHasNoTargetThenNothingIsSent(String function, String attribute) {
		TestResponse response = this.fixture.call(function);
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).isEqualTo("An output of function '" + function + "' has no " + attribute
				+ ": neither its annotation nor the value that was set names one");
		then(this.client).shouldHaveNoInteractions();
	}

	@Test
	void whenTtlOfPublicationIsNotInWholeSecondsThenFunctionFails() {
		assertThat(this.fixture.call("badTtl").status()).isEqualTo(500);
		then(this.client).shouldHaveNoInteractions();
	}

	@Test
	void whenValueIsTooLargeThenNothingIsSent() {
		TestResponse response = this.fixture.call("tooLarge");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).isEqualTo("The output of function 'tooLarge' for event to topic 't' of pub/sub "
				+ "'messagebus' has 4194305 bytes, and a sidecar takes at most 4194304");
		then(this.client).should(never()).publishEvent(any(PublishEventRequest.class));
		then(this.client).should(never()).publishEvents(any(BulkPublishRequest.class));
	}

	@Test
	void whenValueHasTheLargestSizeThenItIsSent() {
		assertThat(this.fixture.call("justSmallEnough").status()).isEqualTo(200);
		assertThat(this.published).hasSize(1);
	}

	@Test
	void whenValueCannotBeWrittenThenNothingIsSent() {
		assertThat(this.fixture.call("unwritable").status()).isEqualTo(500);
		then(this.client).shouldHaveNoInteractions();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"\"", "\" \"" })
	void whenTopicOfTheCallIsEmptyThenCallerGets400(String body) {
		TestResponse response = this.fixture.call("dynamicTopic", body);
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.detail())
			.isEqualTo("The topic '{payload}' is empty in this call of function 'dynamicTopic'");
		then(this.client).shouldHaveNoInteractions();
	}

	@ParameterizedTest
	@CsvSource({ "NoHolder, holds no output", "NoTopic, the topic is empty", "NoTopicReturned, the topic is empty",
			"NoPubsub, the pubsub is empty", "BadContentType, is not written 'type/subtype'", "BadTtl, whole seconds",
			"BadMetadata, is not written 'name=value'", "UnknownVariable, names no parameter",
			"ReturnsNothing, returns nothing", "ReturnsNothingLater, returns nothing", "HoldsInvocation, Invocation",
			"ReturnsInvocations, Invocation", "TwoAnnotations, @DaprPublish and @DaprState" })
	void whenOutputCannotWorkThenStartStops(String bean, String problem) throws ClassNotFoundException {
		Class<?> type = Class.forName(PublishBinderTests.class.getName() + "$" + bean);
		try (FunctionFixture invalid = FunctionFixture.of(type)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(invalid::start)
				.withMessageContaining(problem)
				.withMessageContaining(type.getName())
				.satisfies((ex) -> assertThat(ex.getAction()).isNotBlank());
		}
	}

	private void givenBulkResponse(Set<Integer> failing) {
		given(this.client.publishEvents(any(BulkPublishRequest.class))).willAnswer((invocation) -> {
			BulkPublishRequest<byte[]> request = invocation.getArgument(0);
			this.bulks.add(request);
			List<BulkPublishResponseFailedEntry<byte[]>> failed = failing.stream()
				.map((index) -> new BulkPublishResponseFailedEntry<>(request.getEntries().get(index), "broken"))
				.toList();
			return Mono.just(new BulkPublishResponse<>(failed));
		});
	}

	private static String text(PublishEventRequest request) {
		return new String((byte[]) request.getData(), StandardCharsets.UTF_8);
	}

	private static String text(BulkPublishEntry<byte[]> entry) {
		return new String(entry.getEvent(), StandardCharsets.UTF_8);
	}

	private static JsonNode json(PublishEventRequest request) {
		return JsonMapper.shared().readTree((byte[]) request.getData());
	}

	record Order(int id) {

	}

	record Self() {

		@com.fasterxml.jackson.annotation.JsonProperty
		Self self() {
			return this;
		}

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	interface Shape {

	}

	@JsonTypeName("circle")
	record Circle(int radius) implements Shape {

	}

	static class Publishers {

		static io.cloudevents.CloudEvent event;

		@ServiceInvocationFunction
		void object(@DaprPublish(pubsub = "messagebus", topic = "t") OutputBinding<Order> output) {
			output.setValue(new Order(1));
		}

		@ServiceInvocationFunction
		void text(@DaprPublish(pubsub = "messagebus", topic = "t") OutputBinding<String> output) {
			output.setValue("quo\"ted");
		}

		@ServiceInvocationFunction
		void number(@DaprPublish(pubsub = "messagebus", topic = "t") OutputBinding<Integer> output) {
			output.setValue(42);
		}

		@ServiceInvocationFunction
		void date(@DaprPublish(pubsub = "messagebus", topic = "t") OutputBinding<LocalDate> output) {
			output.setValue(LocalDate.of(2026, 2, 28));
		}

		@ServiceInvocationFunction
		void node(@DaprPublish(pubsub = "messagebus", topic = "t") OutputBinding<JsonNode> output) {
			output.setValue(JsonMapper.shared().readTree("{\"a\":1}"));
		}

		@ServiceInvocationFunction
		void nothing(@DaprPublish(pubsub = "messagebus", topic = "t") OutputBinding<Order> output) {
			output.setValue(null);
		}

		@ServiceInvocationFunction
		void bytes(@DaprPublish(pubsub = "messagebus", topic = "t") OutputBinding<byte[]> output) {
			output.setValue("raw".getBytes(StandardCharsets.UTF_8));
		}

		@ServiceInvocationFunction
		void stream(@DaprPublish(pubsub = "messagebus", topic = "t") OutputBinding<InputStream> output) {
			output.setValue(new ByteArrayInputStream("raw".getBytes(StandardCharsets.UTF_8)));
		}

		@ServiceInvocationFunction
		void shapes(@DaprPublish(pubsub = "messagebus", topic = "t") OutputBinding<List<Shape>> output) {
			output.setValue(List.of(new Circle(1)));
		}

		@ServiceInvocationFunction
		void plainText(@DaprPublish(pubsub = "messagebus", topic = "t",
				contentType = "text/plain") OutputBinding<String> output) {
			output.setValue("quo\"ted");
		}

		@ServiceInvocationFunction
		void plainObject(@DaprPublish(pubsub = "messagebus", topic = "t",
				contentType = "text/plain") OutputBinding<Order> output) {
			output.setValue(new Order(1));
		}

		@ServiceInvocationFunction
		void jsonText(@DaprPublish(pubsub = "messagebus", topic = "t",
				contentType = "application/vnd.api+json; charset=utf-8") OutputBinding<String> output) {
			output.setValue("text");
		}

		@ServiceInvocationFunction
		void jsonBytes(@DaprPublish(pubsub = "messagebus", topic = "t",
				contentType = "application/json") OutputBinding<byte[]> output) {
			output.setValue("raw".getBytes(StandardCharsets.UTF_8));
		}

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "messagebus", topic = "t")
		Order returned() {
			return new Order(1);
		}

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "messagebus", topic = "t")
		Optional<Order> returnedOptional() {
			return Optional.of(new Order(1));
		}

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "messagebus", topic = "t")
		ResponseEntity<Order> returnedEntity() {
			return ResponseEntity.ok(new Order(1));
		}

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "messagebus", topic = "t")
		Mono<Order> returnedMono() {
			return Mono.just(new Order(1));
		}

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "messagebus", topic = "t")
		CompletionStage<Order> returnedStage() {
			return CompletableFuture.completedFuture(new Order(1));
		}

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "messagebus", topic = "t")
		List<Order> returnedList() {
			return List.of(new Order(1));
		}

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "messagebus", topic = "t")
		List<Shape> returnedShapes() {
			return List.of(new Circle(1));
		}

		@ServiceInvocationFunction
		void oneInCollector(@DaprPublish(pubsub = "messagebus", topic = "t") OutputCollector<Order> output) {
			output.add(new Order(1));
		}

		@ServiceInvocationFunction
		void typed(@DaprPublish(pubsub = "messagebus", topic = "t") OutputBinding<Publication<Order>> output) {
			output.setValue(Publication.builder(new Order(1)).build());
		}

		@ServiceInvocationFunction
		void typedNothing(@DaprPublish(pubsub = "messagebus", topic = "t") OutputBinding<Publication<Order>> output) {
			output.setValue(Publication.of("t", null));
		}

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "messagebus")
		Mono<Publication<List<Shape>>> typedShapes() {
			return Mono.just(Publication.of("t", List.of(new Circle(1))));
		}

		@ServiceInvocationFunction
		void unset(@DaprPublish(pubsub = "messagebus", topic = "t") OutputBinding<Order> output) {

		}

		@ServiceInvocationFunction
		void emptyCollector(@DaprPublish(pubsub = "messagebus", topic = "t") OutputCollector<Order> output) {

		}

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "messagebus", topic = "t")
		@Nullable Order nullReturn() {
			return null;
		}

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "messagebus", topic = "t")
		Optional<Order> emptyReturn() {
			return Optional.empty();
		}

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "messagebus", topic = "t")
		ResponseEntity<Order> emptyEntity() {
			return ResponseEntity.noContent().build();
		}

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "messagebus", topic = "t")
		Mono<Order> emptyMono() {
			return Mono.empty();
		}

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "messagebus", topic = "t")
		List<Publication<Order>> emptyList() {
			return List.of();
		}

		@ServiceInvocationFunction
		void failing(@DaprPublish(pubsub = "messagebus", topic = "t") OutputBinding<Order> output) {
			output.setValue(new Order(1));
			throw new IllegalStateException("failed");
		}

		@ServiceInvocationFunction
		void attributes(String payload, @RequestHeader("x-type") String type,
				@DaprPublish(pubsub = "${pubsub}-{payload}", topic = "${topic}/{payload}", contentType = "text/csv",
						rawPayload = true, ttl = "${ttl}",
						metadata = { "cloudevent.type={type}", "fixed=a=b" }) OutputBinding<String> output) {
			output.setValue("a;b");
		}

		@ServiceInvocationFunction
		void overriding(@DaprPublish(pubsub = "messagebus", topic = "t", contentType = "text/csv", rawPayload = true,
				ttl = "1m", metadata = { "kept=1", "replaced=old" }) OutputBinding<Publication<String>> output) {
			output.setValue(Publication.builder("data")
				.pubsub("other-bus")
				.topic("other-topic")
				.contentType("text/plain")
				.rawPayload(false)
				.ttl(Duration.ofSeconds(5))
				.metadata("replaced", "new")
				.metadata("added", "2")
				.build());
		}

		@ServiceInvocationFunction
		void keeping(@DaprPublish(pubsub = "messagebus", topic = "t", contentType = "text/csv", rawPayload = true,
				ttl = "1m", metadata = "kept=1") OutputBinding<Publication<String>> output) {
			output.setValue(Publication.builder("data").build());
		}

		private static CloudEvent<Order> order() {
			CloudEvent<Order> event = new CloudEvent<>("e1", "shop", "order", "1.0", "application/json", new Order(1));
			event.setTime(OffsetDateTime.parse("2026-02-28T10:00:00Z"));
			return event;
		}

		@ServiceInvocationFunction
		void cloudEvent(@DaprPublish(pubsub = "messagebus", topic = "t") OutputBinding<CloudEvent<Order>> output) {
			output.setValue(order());
		}

		@ServiceInvocationFunction
		void cloudEventWithContentType(@DaprPublish(pubsub = "messagebus", topic = "t",
				contentType = "application/json") OutputBinding<CloudEvent<Order>> output) {
			output.setValue(order());
		}

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "messagebus")
		Publication<CloudEvent<Order>> typedCloudEvent() {
			return Publication.of("t", order());
		}

		@ServiceInvocationFunction
		void sdkEvent(
				@DaprPublish(pubsub = "messagebus", topic = "t") OutputBinding<io.cloudevents.CloudEvent> output) {
			output.setValue(event);
		}

		@ServiceInvocationFunction
		void several(@DaprPublish(pubsub = "messagebus", topic = "t", ttl = "30s",
				metadata = "m=1") OutputCollector<Order> output) {
			List.of(1, 2, 3).forEach((id) -> output.add(new Order(id)));
		}

		@ServiceInvocationFunction
		void severalRaw(@DaprPublish(pubsub = "messagebus", topic = "t") OutputCollector<Publication<Integer>> output) {
			output.add(Publication.builder(1).rawPayload(true).build());
			output.add(Publication.builder(2).build());
			output.add(Publication.builder(3).rawPayload(true).build());
			output.add(Publication.builder(4).build());
		}

		@ServiceInvocationFunction
		void severalTopics(@DaprPublish(pubsub = "messagebus") OutputCollector<Publication<Integer>> output) {
			output.add(Publication.of("a", 1));
			output.add(Publication.of("b", 2));
			output.add(Publication.of("a", 3));
			output.add(Publication.builder(4).pubsub("other").topic("a").build());
		}

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "messagebus", topic = "t")
		int twoOutputs(@DaprPublish(pubsub = "messagebus", topic = "t") OutputBinding<Integer> one,
				@DaprPublish(pubsub = "messagebus", topic = "t") OutputCollector<Integer> two) {
			two.add(2);
			one.setValue(1);
			return 3;
		}

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "messagebus")
		List<Publication<Integer>> returnedPublications() {
			return List.of(Publication.of("a", 1), Publication.of("b", 2));
		}

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "messagebus")
		Mono<List<Publication<Integer>>> returnedPublicationsMono() {
			return Mono.just(List.of(Publication.of("a", 1), Publication.of("b", 2)));
		}

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "messagebus")
		CompletionStage<Set<Publication<Integer>>> returnedPublicationsStage() {
			return CompletableFuture
				.completedFuture(Set.copyOf(List.of(Publication.of("a", 1), Publication.of("b", 2))));
		}

		@ServiceInvocationFunction
		void ordered(@DaprPublish(pubsub = "messagebus", topic = "t", ordered = true) OutputCollector<Integer> output) {
			List.of(1, 2, 3).forEach(output::add);
		}

		@ServiceInvocationFunction
		void noTopic(@DaprPublish(pubsub = "messagebus") OutputCollector<Publication<Integer>> output,
				@DaprPublish(pubsub = "messagebus", topic = "t") OutputBinding<Integer> other) {
			other.setValue(1);
			output.add(Publication.of("a", 1));
			output.add(Publication.builder(2).build());
		}

		@ServiceInvocationFunction
		void blankTopic(@DaprPublish(pubsub = "messagebus", topic = "t") OutputBinding<Publication<Integer>> output) {
			output.setValue(Publication.of(" ", 1));
		}

		@ServiceInvocationFunction
		void blankPubsub(@DaprPublish(pubsub = "messagebus", topic = "t") OutputBinding<Publication<Integer>> output) {
			output.setValue(Publication.builder(1).pubsub("").build());
		}

		@ServiceInvocationFunction
		void badTtl(@DaprPublish(pubsub = "messagebus", topic = "t") OutputBinding<Publication<Integer>> output) {
			output.setValue(Publication.builder(1).ttl(Duration.ofMillis(1500)).build());
		}

		@ServiceInvocationFunction
		void tooLarge(@DaprPublish(pubsub = "messagebus", topic = "t") OutputCollector<byte[]> output) {
			output.add(new byte[1]);
			output.add(new byte[4 * 1024 * 1024 + 1]);
		}

		@ServiceInvocationFunction
		void justSmallEnough(@DaprPublish(pubsub = "messagebus", topic = "t") OutputBinding<byte[]> output) {
			output.setValue(new byte[4 * 1024 * 1024]);
		}

		@ServiceInvocationFunction
		void unwritable(@DaprPublish(pubsub = "messagebus", topic = "t") OutputCollector<Object> output) {
			output.add(1);
			output.add(new Self());
		}

		@ServiceInvocationFunction
		void dynamicTopic(String payload,
				@DaprPublish(pubsub = "messagebus", topic = "{payload}") OutputBinding<Integer> output) {
			output.setValue(1);
		}

	}

	static class NoHolder {

		@ServiceInvocationFunction
		void call(@DaprPublish(pubsub = "p", topic = "t") String output) {
		}

	}

	static class NoTopic {

		@ServiceInvocationFunction
		void call(@DaprPublish(pubsub = "p") OutputBinding<String> output) {
		}

	}

	static class NoTopicReturned {

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "p")
		String call() {
			return "";
		}

	}

	static class NoPubsub {

		@ServiceInvocationFunction
		void call(@DaprPublish(pubsub = "", topic = "t") OutputBinding<String> output) {
		}

	}

	static class BadContentType {

		@ServiceInvocationFunction
		void call(@DaprPublish(pubsub = "p", topic = "t", contentType = "json") OutputBinding<String> output) {
		}

	}

	static class BadTtl {

		@ServiceInvocationFunction
		void call(@DaprPublish(pubsub = "p", topic = "t", ttl = "10ms") OutputBinding<String> output) {
		}

	}

	static class BadMetadata {

		@ServiceInvocationFunction
		void call(@DaprPublish(pubsub = "p", topic = "t", metadata = "x") OutputBinding<String> output) {
		}

	}

	static class UnknownVariable {

		@ServiceInvocationFunction
		void call(@DaprPublish(pubsub = "p", topic = "{nobody}") OutputBinding<String> output) {
		}

	}

	static class ReturnsNothing {

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "p", topic = "t")
		void call() {
		}

	}

	static class ReturnsNothingLater {

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "p", topic = "t")
		Mono<Void> call() {
			return Mono.empty();
		}

	}

	static class HoldsInvocation {

		@ServiceInvocationFunction
		void call(@DaprPublish(pubsub = "p", topic = "t") OutputBinding<Invocation<String>> output) {
		}

	}

	static class ReturnsInvocations {

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "p", topic = "t")
		List<Invocation<String>> call() {
			return List.of();
		}

	}

	static class TwoAnnotations {

		@ServiceInvocationFunction
		void call(@DaprPublish(pubsub = "p", topic = "t") @dev.daprfunctions.annotation.DaprState(store = "s",
				key = "k") OutputBinding<String> output) {
		}

	}

}
