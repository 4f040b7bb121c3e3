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

import java.time.Duration;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.Publication;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.SidecarErrors;
import dev.daprfunctions.function.TestResponse;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.BulkPublishRequest;
import io.dapr.client.domain.PublishEventRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.never;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;

/**
 * Tests for {@link EventWriter} when an event cannot be published.
 */
class PublishFailureTests {

	private final PublishClient sidecar = new PublishClient();

	private final DaprClient client = this.sidecar.client();

	private final FunctionFixture fixture = FunctionFixture.of(Publishers.class).client(this.client);

	private final List<PublishEventRequest> published = this.sidecar.published();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whenOrderedEventFailsThenTheOnesAfterItAreNotSent() {
		this.sidecar
			.givenAnswer(() -> (this.published.size() == 2) ? Mono.error(SidecarErrors.of("INTERNAL")) : Mono.empty());
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
		this.sidecar.givenFailingEntries(Set.of(0, 2));
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

	record Order(int id) {

	}

	record Self() {

		@JsonProperty
		Self self() {
			return this;
		}

	}

	static class Publishers {

		@ServiceInvocationFunction
		void object(@DaprPublish(pubsub = "messagebus", topic = "t") OutputBinding<Order> output) {
			output.setValue(new Order(1));
		}

		@ServiceInvocationFunction
		void several(@DaprPublish(pubsub = "messagebus", topic = "t", ttl = "30s",
				metadata = "m=1") OutputCollector<Order> output) {
			List.of(1, 2, 3).forEach((id) -> output.add(new Order(id)));
		}

		@ServiceInvocationFunction
		void severalTopics(@DaprPublish(pubsub = "messagebus") OutputCollector<Publication<Integer>> output) {
			output.add(Publication.of("a", 1));
			output.add(Publication.of("b", 2));
			output.add(Publication.of("a", 3));
			output.add(Publication.builder(4).pubsub("other").topic("a").build());
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
			output.setValue(new byte[4 * 1024 * 1024 - 500]);
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

}
