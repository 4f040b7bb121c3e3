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

import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.bind.annotation.RequestMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FunctionRegistry} and {@link RouteTable}.
 */
class FunctionRegistryTests {

	private FunctionFixture fixture = FunctionFixture.of();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@CsvSource({ "literal, literal, {}", "orders/new, ordersNew, {}", "orders/41, ordersById, {id=41}",
			"orders/41/lines/7, line, '{order=41, line=7}'", "orders/new/lines/7, line, '{order=new, line=7}'",
			"orders/41/lines/first, firstLine, {order=41}", "orders/new/notes/3, newNote, {note=3}",
			"x/tail, tail, {any=x}" })
	void whenPathMatchesThenFunctionAndVariablesAreFound(String path, String function, String variables) {
		RouteMatch match = given(Routes.class).registry().find(path);
		assertThat(match.function("POST").method().getMethod().getName()).isEqualTo(function);
		assertThat(match.variables()).hasToString(variables);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Literal", "orders", "orders/", "orders/41/", "orders/41/lines", "orders//lines/7",
			"orders/41/lines/7/x", "orders/new/notes", "tail" })
	void whenNoPathMatchesThenNothingIsFound(String path) {
		assertThat(given(Routes.class).registry().find(path)).isNull();
	}

	@Test
	void whenThereAreNoVariablesThenUnknownPathIsNotFound() {
		assertThat(given(ByMethod.class).registry().find("unknown/path")).isNull();
	}

	@Test
	void whenFunctionsShareAPathThenTheMethodDecides() {
		RouteMatch match = given(ByMethod.class).registry().find("item");
		assertThat(match.function("GET").method().getMethod().getName()).isEqualTo("read");
		assertThat(match.function("HEAD").method().getMethod().getName()).isEqualTo("read");
		assertThat(match.function("PUT").method().getMethod().getName()).isEqualTo("write");
		assertThat(match.function("DELETE")).isNull();
		assertThat(match.function("OPTIONS")).isNull();
		assertThat(match.declaredMethods()).containsExactly("GET", "PATCH", "PUT");
	}

	@Test
	void whenOptionsIsDeclaredThenItIsAnswered() {
		RouteMatch match = given(Options.class).registry().find("options");
		assertThat(match.function("OPTIONS").method().getMethod().getName()).isEqualTo("options");
		assertThat(match.function("POST").method().getMethod().getName()).isEqualTo("others");
	}

	@ParameterizedTest
	@ValueSource(classes = { SamePath.class, OverlappingMethods.class, AnyAndOne.class, DifferentVariableNames.class,
			SameVariables.class })
	void whenTwoFunctionsAreOnOneRouteThenStartStopsNamingBoth(Class<?> bean) {
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(given(bean)::start)
			.withMessageStartingWith("Found two functions on the route '")
			.withMessageContaining("Method one() of " + bean.getName())
			.withMessageContaining("Method two() of " + bean.getName())
			.satisfies((ex) -> assertThat(ex.getAction()).contains("another name"));
	}

	@Test
	void whenOneClassIsTwoBeansThenStartStopsNamingBothBeans() {
		given(ByMethod.class).context().registerBean("other", ByMethod.class);
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(this.fixture::start)
			.withMessageContaining("(bean 'byMethod')")
			.withMessageContaining("(bean 'other')");
	}

	@ParameterizedTest
	@ValueSource(classes = { ReservedConfig.class, ReservedSubscribe.class })
	void whenRouteIsTheSidecarsThenStartStops(Class<?> bean) {
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(given(bean)::start)
			.withMessageContaining("Method reserved() of " + bean.getName())
			.withMessageContaining("where the sidecar asks for something else");
	}

	@ParameterizedTest
	@ValueSource(strings = { "dapr/config", "dapr/subscribe" })
	void whenVariablesWouldMatchARouteOfTheSidecarThenItIsNotFound(String path) {
		assertThat(given(AnyTwoSegments.class).registry().find(path)).isNull();
		assertThat(this.fixture.registry().find("dapr/other")).isNotNull();
	}

	private FunctionFixture given(Class<?>... beans) {
		this.fixture = FunctionFixture.of(beans);
		return this.fixture;
	}

	static class Routes {

		@ServiceInvocationFunction
		void literal() {
		}

		@ServiceInvocationFunction("orders/new")
		void ordersNew() {
		}

		@ServiceInvocationFunction("orders/{id}")
		void ordersById() {
		}

		@ServiceInvocationFunction("orders/{order}/lines/{line}")
		void line() {
		}

		@ServiceInvocationFunction("orders/{order}/lines/first")
		void firstLine() {
		}

		@ServiceInvocationFunction("orders/new/notes/{note}")
		void newNote() {
		}

		@ServiceInvocationFunction("{any}/tail")
		void tail() {
		}

	}

	static class ByMethod {

		@ServiceInvocationFunction(name = "item", method = RequestMethod.GET)
		void read() {
		}

		@ServiceInvocationFunction(name = "item", method = { RequestMethod.PUT, RequestMethod.PATCH })
		void write() {
		}

	}

	static class Options {

		@ServiceInvocationFunction(name = "options", method = RequestMethod.OPTIONS)
		void options() {
		}

		@ServiceInvocationFunction("options")
		void others() {
		}

	}

	static class SamePath {

		@ServiceInvocationFunction("a/b")
		void one() {
		}

		@ServiceInvocationFunction("/a/b/")
		void two() {
		}

	}

	static class OverlappingMethods {

		@ServiceInvocationFunction(name = "a", method = { RequestMethod.GET, RequestMethod.PUT })
		void one() {
		}

		@ServiceInvocationFunction(name = "a", method = { RequestMethod.PUT, RequestMethod.POST })
		void two() {
		}

	}

	static class AnyAndOne {

		@ServiceInvocationFunction("a")
		void one() {
		}

		@ServiceInvocationFunction(name = "a", method = RequestMethod.GET)
		void two() {
		}

	}

	static class DifferentVariableNames {

		@ServiceInvocationFunction(name = "a/{x}", method = RequestMethod.GET)
		void one() {
		}

		@ServiceInvocationFunction(name = "a/{y}", method = RequestMethod.PUT)
		void two() {
		}

	}

	static class SameVariables {

		@ServiceInvocationFunction("a/{x}/b")
		void one() {
		}

		@ServiceInvocationFunction("a/{x}/b")
		void two() {
		}

	}

	static class ReservedConfig {

		@ServiceInvocationFunction("dapr/config")
		void reserved() {
		}

	}

	static class ReservedSubscribe {

		@ServiceInvocationFunction("/dapr/subscribe/")
		void reserved() {
		}

	}

	static class AnyTwoSegments {

		@ServiceInvocationFunction("{a}/{b}")
		void any() {
		}

	}

}
