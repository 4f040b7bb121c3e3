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

import dev.daprfunctions.Invocation;
import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.FunctionFixture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PublishBinder} when an annotation cannot work.
 */
class InvalidPublishAnnotationTests {

	@ParameterizedTest
	@CsvSource({ "NoHolder, holds no output", "NoTopic, the topic is empty", "NoTopicReturned, the topic is empty",
			"NoPubsub, the pubsub is empty", "BadContentType, is not written 'type/subtype'", "BadTtl, whole seconds",
			"BadMetadata, is not written 'name=value'", "UnknownVariable, names no parameter",
			"ReturnsNothing, returns nothing", "ReturnsNothingLater, returns nothing", "HoldsInvocation, Invocation",
			"ReturnsInvocations, Invocation", "TwoAnnotations, @DaprPublish and @DaprState" })
	void whenOutputCannotWorkThenStartStops(String bean, String problem) throws ClassNotFoundException {
		Class<?> type = Class.forName(InvalidPublishAnnotationTests.class.getName() + "$" + bean);
		try (FunctionFixture invalid = FunctionFixture.of(type)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(invalid::start)
				.withMessageContaining(problem)
				.withMessageContaining(type.getName())
				.satisfies((ex) -> assertThat(ex.getAction()).isNotBlank());
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
		void call(@DaprPublish(pubsub = "p", topic = "t") @DaprState(store = "s",
				key = "k") OutputBinding<String> output) {
		}

	}

}
