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

package dev.daprfunctions.binding;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.StateWrite;
import dev.daprfunctions.annotation.DaprBinding;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.FunctionFixture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link BindingBinder} when an annotation cannot work.
 */
class InvalidBindingAnnotationTests {

	@ParameterizedTest
	@ValueSource(classes = { NoHolder.class, NoOperation.class, NoOperationReturned.class, NoName.class,
			ReturnsNothing.class, HoldsStateWrite.class })
	void whenOutputCannotWorkThenStartStops(Class<?> bean) {
		try (FunctionFixture invalid = FunctionFixture.of(bean)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(invalid::start)
				.withMessageContaining((bean == ReturnsNothing.class) ? "returns nothing" : "@DaprBinding")
				.withMessageContaining(bean.getName());
		}
	}

	record Order(int id) {

	}

	static class NoHolder {

		@ServiceInvocationFunction
		void call(@DaprBinding(name = "b", operation = "o") Order output) {
		}

	}

	static class NoOperation {

		@ServiceInvocationFunction
		void call(@DaprBinding(name = "b") OutputCollector<Order> output) {
		}

	}

	static class NoOperationReturned {

		@ServiceInvocationFunction
		@DaprBinding(name = "b")
		String call() {
			return "";
		}

	}

	static class NoName {

		@ServiceInvocationFunction
		void call(@DaprBinding(name = " ", operation = "o") OutputBinding<Order> output) {
		}

	}

	static class ReturnsNothing {

		@ServiceInvocationFunction
		@DaprBinding(name = "b", operation = "o")
		void call() {
		}

	}

	static class HoldsStateWrite {

		@ServiceInvocationFunction
		void call(@DaprBinding(name = "b", operation = "o") OutputBinding<StateWrite<Order>> output) {
		}

	}

}
