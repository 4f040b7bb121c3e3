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

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PayloadValidator}.
 */
class PayloadValidatorTests {

	private static final LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean();

	private static final FunctionFixture fixture = FunctionFixture.of(ValidatedFunctions.class);

	@BeforeAll
	static void start() {
		validator.afterPropertiesSet();
		fixture.validator(validator).start();
	}

	@AfterAll
	static void close() {
		fixture.close();
		validator.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!',
			value = { "record ! {\"id\":\"1\",\"lines\":[{\"count\":1}]}", "bean ! {\"name\":\"x\"}",
					"list ! [{\"id\":\"1\"}]", "list ! []", "map ! {\"a\":{\"id\":\"1\"}}", "optional ! null",
					"groups ! {\"id\":\"x\"}", "unvalidated ! {}", "text ! x" })
	void whenPayloadIsValidThenFunctionRuns(String function, String body) {
		assertThat(fixture.call(function, body).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', value = { "record ! {} ! id ! must not be blank",
			"record ! {\"id\":\"1\",\"lines\":[{\"count\":1},{\"count\":0}]} ! lines[1].count ! must be greater than or equal to 1",
			"record ! {\"id\":\"1\",\"address\":{\"city\":\"\"}} ! address.city ! must not be blank",
			"record ! {\"id\":\"1\",\"byName\":{\"a\":{\"count\":0}}} ! byName[a].count ! must be greater than or equal to 1",
			"bean ! {\"name\":\"\"} ! name ! must not be blank",
			"bean ! {\"name\":\"x\",\"nested\":{}} ! nested.name ! must not be blank",
			"bean ! {\"name\":\"forbidden\"} ! allowed ! is not allowed",
			"list ! [{\"id\":\"1\"},{\"id\":\"\"}] ! [1].id ! must not be blank",
			"map ! {\"a\":{\"id\":\"\"}} ! [a].id ! must not be blank",
			"lists ! {\"a\":[{\"id\":\"1\"},{}]} ! [a][1].id ! must not be blank",
			"range ! {\"from\":2,\"to\":1} ! ordered ! must be ordered", "optional ! {} ! id ! must not be blank",
			"groups ! {\"id\":\"longer\"} ! id ! size must be between 0 and 3" })
	void whenPayloadIsInvalidThenCallerGets400WithTheViolations(String function, String body, String field,
			String message) {
		TestResponse response = fixture.call(function, body);
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.detail()).isEqualTo("The body for parameter 'payload' of function '" + function
				+ "' is invalid: '" + field + "' " + message);
		assertThat(response.json()).containsEntry("errorCode", "ERR_MALFORMED_REQUEST")
			.containsEntry("violations", List.of(Map.of("field", field, "message", message)));
	}

	@Test
	void whenSeveralFieldsAreInvalidThenAllAreListed() {
		TestResponse response = fixture.call("record", "{\"lines\":[{\"count\":0}]}");
		assertThat((List<?>) response.json().get("violations")).hasSize(2);
		assertThat(response.detail()).contains("'id' must not be blank")
			.contains("; ")
			.contains("'lines[0].count' must be greater than or equal to 1");
	}

	@Test
	void whenThereIsNoValidatorThenStartStops() {
		try (FunctionFixture without = FunctionFixture.of(ValidatedFunctions.class)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(without::start)
				.withMessageStartingWith("Parameter 'payload' (")
				.withMessageEndingWith("but there is no validator")
				.satisfies((ex) -> assertThat(ex.getAction()).contains("spring-boot-starter-validation"));
		}
	}

	interface Short {

	}

	record Line(@Min(1) int count) {

	}

	record Address(@NotBlank String city) {

	}

	record Order(@NotBlank String id, @Valid List<Line> lines, @Valid Address address,
			Map<String, @Valid Line> byName) {

	}

	record Grouped(@Size(max = 3, groups = Short.class) @NotNull String id, @NotNull String other) {

	}

	record Range(int from, int to) {

		@AssertTrue(message = "must be ordered")
		boolean isOrdered() {
			return this.from <= this.to;
		}

	}

	public static class Bean {

		@NotBlank
		private String name;

		@Valid
		private Bean nested;

		public String getName() {
			return this.name;
		}

		public void setName(String name) {
			this.name = name;
		}

		public Bean getNested() {
			return this.nested;
		}

		public void setNested(Bean nested) {
			this.nested = nested;
		}

		@AssertTrue(message = "is not allowed")
		public boolean isAllowed() {
			return !"forbidden".equals(this.name);
		}

	}

	static class ValidatedFunctions {

		@ServiceInvocationFunction("record")
		void order(@Valid Order payload) {
		}

		@ServiceInvocationFunction
		void bean(@Valid Bean payload) {
		}

		@ServiceInvocationFunction
		void list(@Valid List<Order> payload) {
		}

		@ServiceInvocationFunction
		void map(@Valid Map<String, Order> payload) {
		}

		@ServiceInvocationFunction
		void lists(@Valid Map<String, List<Order>> payload) {
		}

		@ServiceInvocationFunction
		void optional(@Valid Optional<Order> payload) {
		}

		@ServiceInvocationFunction
		void groups(@Validated(Short.class) Grouped payload) {
		}

		@ServiceInvocationFunction
		void range(@Valid Range payload) {
		}

		@ServiceInvocationFunction
		void unvalidated(Order payload) {
		}

		@ServiceInvocationFunction
		void text(@Valid String payload) {
		}

	}

}
