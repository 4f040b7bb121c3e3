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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.Publication;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.TestRequest;
import dev.daprfunctions.function.TestResponse;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.PublishEventRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
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
import static org.mockito.BDDMockito.then;

/**
 * Tests for {@link PublishOutput}.
 */
class PublishOutputTests {

	private final PublishClient sidecar = new PublishClient();

	private final DaprClient client = this.sidecar.client();

	private final FunctionFixture fixture = FunctionFixture.of(Publishers.class)
		.client(this.client)
		.property("pubsub", "messagebus")
		.property("topic", "{literal}")
		.property("ttl", "1m");

	private final List<PublishEventRequest> published = this.sidecar.published();

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
			assertThat(PublishClient.text(request)).isEqualTo(data);
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
			assertThat(PublishClient.text(request)).isEqualTo("data");
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

	record Order(int id) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	interface Shape {

	}

	@JsonTypeName("circle")
	record Circle(int radius) implements Shape {

	}

	static class Publishers {

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

	}

}
