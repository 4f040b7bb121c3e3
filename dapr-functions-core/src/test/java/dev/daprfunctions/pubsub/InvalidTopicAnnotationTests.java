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

import dev.daprfunctions.annotation.TopicFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.FunctionFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TopicTriggerResolver} when an annotation cannot work.
 */
class InvalidTopicAnnotationTests {

	private FunctionFixture fixture = FunctionFixture.of();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whenPathIsTheSidecarsThenStartStopsAndSaysWhichPathToSet() {
		this.fixture = FunctionFixture.of(Reserved.class);
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(this.fixture::start)
			.withMessageContaining("where the sidecar asks for something else")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("path = "));
	}

	@ParameterizedTest
	@ValueSource(classes = { NoPubsub.class, BlankTopic.class, BadMetadata.class, NoCount.class, NoTime.class,
			UncallablePath.class, RootPath.class })
	void whenAttributeCannotWorkThenStartStops(Class<?> bean) {
		this.fixture = FunctionFixture.of(bean);
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(this.fixture::start)
			.withMessageContaining("of " + bean.getName())
			.satisfies((ex) -> assertThat(ex.getAction()).isEqualTo("Correct the attributes of @TopicFunction."));
	}

	static class Reserved {

		@TopicFunction(pubsub = "pubsub", topic = "dapr/config")
		void receive(String data) {
		}

	}

	static class NoPubsub {

		@TopicFunction(pubsub = " ")
		void receive(String data) {
		}

	}

	static class BlankTopic {

		@TopicFunction(pubsub = "pubsub", topic = " ")
		void receive(String data) {
		}

	}

	static class BadMetadata {

		@TopicFunction(pubsub = "pubsub", metadata = "=x")
		void receive(String data) {
		}

	}

	static class NoCount {

		@TopicFunction(pubsub = "pubsub", bulk = true, maxMessagesCount = 0)
		void receive(List<String> data) {
		}

	}

	static class NoTime {

		@TopicFunction(pubsub = "pubsub", bulk = true, maxAwaitDurationMs = -1)
		void receive(List<String> data) {
		}

	}

	static class UncallablePath {

		@TopicFunction(pubsub = "pubsub", topic = "a/../b")
		void receive(String data) {
		}

	}

	static class RootPath {

		@TopicFunction(pubsub = "pubsub", path = "/")
		void receive(String data) {
		}

	}

}
