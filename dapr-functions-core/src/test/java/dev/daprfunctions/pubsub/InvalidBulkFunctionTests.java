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
import java.util.Set;

import dev.daprfunctions.TopicResult;
import dev.daprfunctions.annotation.TopicFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.FunctionFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for functions that cannot receive events in bulk.
 */
class InvalidBulkFunctionTests {

	@ParameterizedTest
	@ValueSource(classes = { NoList.class, SetOfEvents.class })
	void whenPayloadIsNoListThenStartStops(Class<?> bean) {
		try (FunctionFixture invalid = FunctionFixture.of(bean)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(invalid::start)
				.withMessageContaining("receives events in bulk, but is no List")
				.satisfies((ex) -> assertThat(ex.getAction()).contains("List<CloudEvent<T>>"));
		}
	}

	@Test
	void whenBulkFunctionReturnsOneResultThenStartStops() {
		try (FunctionFixture invalid = FunctionFixture.of(OneResult.class)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(invalid::start)
				.satisfies((ex) -> assertThat(ex.getAction()).contains("List<TopicResult>"));
		}
	}

	record Order(String sku) {

	}

	static class NoList {

		@TopicFunction(pubsub = "pubsub", bulk = true)
		void receive(Order data) {
		}

	}

	static class SetOfEvents {

		@TopicFunction(pubsub = "pubsub", bulk = true)
		void receive(Set<Order> data) {
		}

	}

	static class OneResult {

		@TopicFunction(pubsub = "pubsub", bulk = true)
		TopicResult receive(List<Order> data) {
			return TopicResult.SUCCESS;
		}

	}

}
