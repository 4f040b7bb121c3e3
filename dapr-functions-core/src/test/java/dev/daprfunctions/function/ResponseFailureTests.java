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

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.TopicResult;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.annotation.TopicFunction;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.PublishEventRequest;
import io.dapr.exceptions.DaprException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.mock;
import static org.mockito.BDDMockito.never;
import static org.mockito.BDDMockito.then;

/**
 * Tests for functions with outputs whose return value cannot become a response, or whose
 * response is not given because the outputs fail.
 */
class ResponseFailureTests {

	private final DaprClient client = mock(DaprClient.class);

	private final FunctionFixture fixture = FunctionFixture.of(Functions.class).client(this.client);

	@BeforeEach
	void reset() {
		Functions.closed = 0;
		given(this.client.publishEvent(any(PublishEventRequest.class))).willReturn(Mono.empty());
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "unwritable", "unwritableLater" })
	void whenReturnValueCannotBeWrittenThenNoOutputIs(String function) {
		assertThat(this.fixture.call(function).status()).isEqualTo(500);
		then(this.client).should(never()).publishEvent(any(PublishEventRequest.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "tooFew", "tooFewLater" })
	void whenNumberOfResultsIsWrongThenNoOutputIsWrittenAndAllEntriesRetry(String function) {
		TestResponse response = this.fixture.call(function,
				"{\"entries\":[{\"entryId\":\"1\",\"event\":{\"specversion\":\"1.0\",\"data\":\"x\"}}]}");
		assertThat(response.body()).isEqualTo("{\"statuses\":[{\"entryId\":\"1\",\"status\":\"RETRY\"}]}");
		then(this.client).should(never()).publishEvent(any(PublishEventRequest.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "resource", "resourceLater" })
	void whenOutputFailsThenStreamOfTheReturnedResourceIsClosed(String function) {
		given(this.client.publishEvent(any(PublishEventRequest.class)))
			.willReturn(Mono.error(new DaprException("INTERNAL", "failed", new IllegalStateException())));
		assertThat(this.fixture.call(function).status()).isEqualTo(502);
		assertThat(Functions.closed).isEqualTo(1);
	}

	static class Unwritable {

		@JsonProperty
		String name() {
			throw new IllegalStateException("There is no name");
		}

	}

	static class Functions {

		static int closed;

		@ServiceInvocationFunction
		Unwritable unwritable(@DaprPublish(pubsub = "pubsub", topic = "t") OutputBinding<String> event) {
			event.setValue("x");
			return new Unwritable();
		}

		@ServiceInvocationFunction
		Mono<Unwritable> unwritableLater(@DaprPublish(pubsub = "pubsub", topic = "t") OutputBinding<String> event) {
			return Mono.fromSupplier(() -> unwritable(event));
		}

		@TopicFunction(pubsub = "pubsub", bulk = true)
		List<TopicResult> tooFew(List<String> events,
				@DaprPublish(pubsub = "pubsub", topic = "t") OutputBinding<String> event) {
			event.setValue("x");
			return List.of();
		}

		@TopicFunction(pubsub = "pubsub", bulk = true)
		Mono<List<TopicResult>> tooFewLater(List<String> events,
				@DaprPublish(pubsub = "pubsub", topic = "t") OutputBinding<String> event) {
			return Mono.fromSupplier(() -> tooFew(events, event));
		}

		@ServiceInvocationFunction
		Resource resource(@DaprPublish(pubsub = "pubsub", topic = "t") OutputBinding<String> event) {
			event.setValue("x");
			return new ByteArrayResource(new byte[1]) {

				@Override
				public InputStream getInputStream() {
					return new ByteArrayInputStream(new byte[1]) {

						@Override
						public void close() {
							closed++;
						}

					};
				}

			};
		}

		@ServiceInvocationFunction
		Mono<Resource> resourceLater(@DaprPublish(pubsub = "pubsub", topic = "t") OutputBinding<String> event) {
			return Mono.fromSupplier(() -> resource(event));
		}

	}

}
