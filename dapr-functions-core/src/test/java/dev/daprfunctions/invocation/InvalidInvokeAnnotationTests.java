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

package dev.daprfunctions.invocation;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.Publication;
import dev.daprfunctions.annotation.DaprInvoke;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.FunctionFixture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link InvocationBinder} when an annotation cannot work.
 */
class InvalidInvokeAnnotationTests {

	@ParameterizedTest
	@ValueSource(classes = { NoHolder.class, NoApp.class, NoMethod.class, NoMethodReturned.class, LeadsElsewhere.class,
			ReturnsNothing.class, HoldsPublication.class })
	void whenOutputCannotWorkThenStartStops(Class<?> bean) {
		try (FunctionFixture invalid = FunctionFixture.of(bean)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(invalid::start)
				.withMessageContaining((bean == ReturnsNothing.class) ? "returns nothing" : "@DaprInvoke")
				.withMessageContaining(bean.getName());
		}
	}

	record Order(int id) {

	}

	static class NoHolder {

		@ServiceInvocationFunction
		void call(@DaprInvoke(appId = "a", method = "m") Order output) {
		}

	}

	static class NoApp {

		@ServiceInvocationFunction
		void call(@DaprInvoke(appId = "", method = "m") OutputBinding<Order> output) {
		}

	}

	static class NoMethod {

		@ServiceInvocationFunction
		void call(@DaprInvoke(appId = "a", method = " ") OutputBinding<Order> output) {
		}

	}

	static class NoMethodReturned {

		@ServiceInvocationFunction
		@DaprInvoke(appId = "a", method = "")
		String call() {
			return "";
		}

	}

	static class LeadsElsewhere {

		@ServiceInvocationFunction
		void call(@DaprInvoke(appId = "a", method = "a/../b") OutputBinding<Order> output) {
		}

	}

	static class ReturnsNothing {

		@ServiceInvocationFunction
		@DaprInvoke(appId = "a", method = "m")
		void call() {
		}

	}

	static class HoldsPublication {

		@ServiceInvocationFunction
		void call(@DaprInvoke(appId = "a", method = "m") OutputBinding<Publication<Order>> output) {
		}

	}

}
