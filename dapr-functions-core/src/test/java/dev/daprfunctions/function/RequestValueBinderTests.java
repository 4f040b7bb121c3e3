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

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RequestValueBinder} and {@link HttpHeadersBinder}.
 */
class RequestValueBinderTests {

	private static final FunctionFixture fixture = FunctionFixture.of(RequestValues.class);

	@BeforeAll
	static void start() {
		fixture.property("default.size", "7").property("size.name", "size").start();
	}

	@AfterAll
	static void close() {
		fixture.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', value = { "text ! value=x ! x", "text ! value= ! ''", "text ! value=a&value=b ! a,b",
			"primitive ! value=5 ! 5", "bool ! value=yes ! true", "enumeration ! value=MONDAY ! MONDAY",
			"date ! value=28.02.2026 ! 2026-02-28", "list ! value=1&value=2 ! [1, 2]", "list ! value=1,2 ! [1, 2]",
			"list ! value=3 ! [3]", "array ! value=1&value=2 ! 2", "optional ! value=5 ! Optional[5]",
			"optional ! value= ! Optional.empty", "optional ! other=5 ! Optional.empty", "nullable ! value=x ! x",
			"nullable ! other=x ! null", "notRequired ! other=x ! null", "named ! v-1=x ! x",
			"placeholderName ! size=9 ! 9", "defaulted ! other=x ! 7", "defaulted ! value=8 ! 8",
			"defaulted ! value= ! 7", "emptyDefault ! other=x ! <>", "all ! a=1&a=2&b=3 ! {a=1, b=3}",
			"allMulti ! a=1&a=2&b=3 ! '{a=[1, 2], b=[3]}'" })
	void whenQueryHasTheParameterThenItIsConverted(String function, String query, String expected) {
		TestRequest request = TestRequest.post("value=body&other=body");
		for (String pair : query.split("&")) {
			request.query(pair.split("=", 2)[0], pair.split("=", 2)[1]);
		}
		TestResponse response = fixture.call(function, request);
		assertThat(response.body()).isEqualTo('"' + expected + '"');
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', value = { "text ! other=x ! The query parameter 'value' of function 'text' is missing",
			"primitive ! other=x ! The query parameter 'value' of function 'primitive' is missing",
			"primitive ! value=x ! The query parameter 'value' of function 'primitive' cannot be read as int: 'x'",
			"primitive ! value= ! The query parameter 'value' of function 'primitive' cannot be read as int: ''",
			"enumeration ! value= ! The query parameter 'value' of function 'enumeration' is missing",
			"enumeration ! value=NODAY ! The query parameter 'value' of function 'enumeration' cannot be read as DayOfWeek: 'NODAY'",
			"list ! value=1&value=x ! The query parameter 'value' of function 'list' cannot be read as List<Integer>: '[1, x]'",
			"optional ! value=x ! The query parameter 'value' of function 'optional' cannot be read as Integer: 'x'",
			"date ! value=2026 ! The query parameter 'value' of function 'date' cannot be read as LocalDate: '2026'" })
	void whenQueryIsWrongThenCallerGets400(String function, String query, String detail) {
		TestRequest request = TestRequest.post("value=5");
		for (String pair : query.split("&")) {
			request.query(pair.split("=", 2)[0], pair.split("=", 2)[1]);
		}
		TestResponse response = fixture.call(function, request);
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.detail()).isEqualTo(detail);
		assertThat(response.json()).containsEntry("errorCode", "ERR_MALFORMED_REQUEST");
	}

	@Test
	void whenHeaderIsThereThenItsNameHasNoCase() {
		assertThat(fixture.call("header", TestRequest.post().header("x-COUNT", "5")).body()).isEqualTo("5");
	}

	@Test
	void whenHeaderIsMissingThenCallerGets400() {
		TestResponse response = fixture.call("header");
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.detail()).isEqualTo("The header 'X-Count' of function 'header' is missing");
	}

	@Test
	void whenHeaderHasDefaultThenItIsTakenFromTheSettings() {
		assertThat(fixture.call("headerDefault").body()).isEqualTo("7");
	}

	@ParameterizedTest
	@CsvSource({ "headers", "annotatedHeaders", "headerMap", "headerMultiMap" })
	void whenAllHeadersAreAskedForThenTheyAreGiven(String function) {
		assertThat(fixture.call(function, TestRequest.post().header("X-A", "1").header("X-A", "2")).body())
			.isIn("\"[1, 2]\"", "\"1\"");
	}

	@Test
	void whenPathVariablesAreNamedThenTheyAreConverted() {
		assertThat(fixture.call("orders/41/lines/first").body()).isEqualTo("\"41 first\"");
	}

	@Test
	void whenPathVariableCannotBeConvertedThenCallerGets400() {
		TestResponse response = fixture.call("orders/x/lines/first");
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.detail())
			.isEqualTo("The path variable 'id' of function 'orders/{id}/lines/{line}' cannot be read as long: 'x'");
	}

	@Test
	void whenAllPathVariablesAreAskedForThenTheyAreGiven() {
		assertThat(fixture.call("all/1/2").body()).isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
	}

	@Test
	void whenPathVariableIsOptionalThenRouteNeedNotHaveIt() {
		assertThat(fixture.call("optionalVariable").body()).isEqualTo("\"Optional.empty\"");
	}

	@Test
	void whenPathVariableIsNotInTheRouteThenStartStops() {
		assertStopped(UnknownVariable.class, "Parameter 'orderId' (String) of method wrong(String) of ",
				" names the path variable 'orderId', which the route '/orders/{id}' does not have", "[id]");
	}

	@Test
	void whenTypeCannotBeConvertedToThenStartStops() {
		assertStopped(Unconvertible.class, "Parameter 'value' (JsonNode) of method wrong(JsonNode) of ",
				" has a type that a text cannot be converted to", "Converter");
	}

	@Test
	void whenPrimitiveMayBeMissingThenStartStops() {
		assertStopped(OptionalPrimitive.class, "Parameter 'value' (int) of method wrong(int) of ",
				" may be missing, but its type has no form for that", "Use Integer, or give a default value");
	}

	@Test
	void whenDefaultValueCannotBeConvertedThenStartStops() {
		assertStopped(WrongDefault.class, "Parameter 'value' (int) of method wrong(int) of ",
				" has the default value 'many', which cannot be read as int", "default value");
	}

	@Test
	void whenDefaultValueHasNoSettingThenStartStops() {
		assertStopped(UnresolvedDefault.class, "Parameter 'value' (int) of method wrong(int) of ",
				"Could not resolve placeholder 'no.such.setting'", "settings");
	}

	private static void assertStopped(Class<?> bean, String start, String problem, String action) {
		try (FunctionFixture wrong = FunctionFixture.of(bean)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(wrong::start)
				.withMessageStartingWith(start + bean.getName() + " (bean '")
				.withMessageContaining(problem)
				.satisfies((ex) -> assertThat(ex.getAction()).contains(action));
		}
	}

	static class RequestValues {

		@ServiceInvocationFunction
		String text(@RequestParam String value) {
			return value;
		}

		@ServiceInvocationFunction
		String primitive(@RequestParam int value) {
			return String.valueOf(value);
		}

		@ServiceInvocationFunction
		String bool(@RequestParam Boolean value) {
			return value.toString();
		}

		@ServiceInvocationFunction
		String enumeration(@RequestParam DayOfWeek value) {
			return String.valueOf(value);
		}

		@ServiceInvocationFunction
		String date(@RequestParam @DateTimeFormat(pattern = "dd.MM.yyyy") LocalDate value) {
			return value.toString();
		}

		@ServiceInvocationFunction
		String list(@RequestParam List<Integer> value) {
			int sum = value.stream().mapToInt(Integer::intValue).sum();
			return (sum > 0) ? value.toString() : "";
		}

		@ServiceInvocationFunction
		String array(@RequestParam int[] value) {
			return String.valueOf(value.length);
		}

		@ServiceInvocationFunction
		String optional(@RequestParam Optional<Integer> value) {
			return value.map((number) -> number + 0).toString();
		}

		@ServiceInvocationFunction
		String nullable(@RequestParam @Nullable String value) {
			return String.valueOf(value);
		}

		@ServiceInvocationFunction
		String notRequired(@RequestParam(required = false) Integer value) {
			return String.valueOf(value);
		}

		@ServiceInvocationFunction
		String named(@RequestParam("v-1") String value) {
			return value;
		}

		@ServiceInvocationFunction
		String placeholderName(@RequestParam("${size.name}") String value) {
			return value;
		}

		@ServiceInvocationFunction
		String defaulted(@RequestParam(defaultValue = "${default.size}") int value) {
			return String.valueOf(value);
		}

		@ServiceInvocationFunction
		String emptyDefault(@RequestParam(defaultValue = "") String value) {
			return "<" + value + ">";
		}

		@ServiceInvocationFunction
		String all(@RequestParam Map<String, String> values) {
			return values.toString();
		}

		@ServiceInvocationFunction
		String allMulti(@RequestParam MultiValueMap<String, String> values) {
			return values.toString();
		}

		@ServiceInvocationFunction
		long header(@RequestHeader("X-Count") long count) {
			return count;
		}

		@ServiceInvocationFunction
		int headerDefault(@RequestHeader(name = "X-Count", defaultValue = "${default.size}") int count) {
			return count;
		}

		@ServiceInvocationFunction
		String headers(HttpHeaders headers) {
			return headers.get("x-a").toString();
		}

		@ServiceInvocationFunction
		String annotatedHeaders(@RequestHeader HttpHeaders headers) {
			return headers.get("x-a").toString();
		}

		@ServiceInvocationFunction
		String headerMap(@RequestHeader Map<String, String> headers) {
			return headers.get("X-A");
		}

		@ServiceInvocationFunction
		String headerMultiMap(@RequestHeader MultiValueMap<String, String> headers) {
			return headers.get("X-A").toString();
		}

		@ServiceInvocationFunction("orders/{id}/lines/{line}")
		String lines(@PathVariable long id, @PathVariable("line") String name) {
			return id + " " + name;
		}

		@ServiceInvocationFunction("all/{a}/{b}")
		Map<String, String> allVariables(@PathVariable Map<String, String> variables) {
			return variables;
		}

		@ServiceInvocationFunction
		String optionalVariable(@PathVariable Optional<String> id) {
			return id.toString();
		}

	}

	static class UnknownVariable {

		@ServiceInvocationFunction("orders/{id}")
		void wrong(@PathVariable String orderId) {
		}

	}

	static class Unconvertible {

		@ServiceInvocationFunction
		void wrong(@RequestParam JsonNode value) {
		}

	}

	static class OptionalPrimitive {

		@ServiceInvocationFunction
		void wrong(@RequestParam(required = false) int value) {
		}

	}

	static class WrongDefault {

		@ServiceInvocationFunction
		void wrong(@RequestParam(defaultValue = "many") int value) {
		}

	}

	static class UnresolvedDefault {

		@ServiceInvocationFunction
		void wrong(@RequestParam(defaultValue = "${no.such.setting}") int value) {
		}

	}

}
