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

import java.util.Map;

import dev.daprfunctions.annotation.BindingFunction;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.annotation.TopicFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.FailureResponses;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.RouteMatch;
import dev.daprfunctions.function.TestRequest;
import dev.daprfunctions.function.TestResponse;
import dev.daprfunctions.function.Trigger;
import dev.daprfunctions.function.TriggerResponse;
import dev.daprfunctions.web.FunctionHandlerAdapter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link BindingTriggerResolver} and {@link BindingProtocol}.
 */
class BindingFunctionTests {

	private static final FunctionFixture fixture = FunctionFixture.of(Bindings.class)
		.property("KafkaBindingName", "sample-topic");

	@AfterAll
	static void close() {
		fixture.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "cron", "sample-topic", "named", "with/slashes" })
	void whenBindingIsNamedThenItsRouteTakesPostAndIsProbed(String path) {
		RouteMatch match = fixture.registry().find(path);
		assertThat(match.function("POST").trigger().kind()).isEqualTo(Trigger.Kind.BINDING);
		assertThat(match.function("POST").trigger().name()).isEqualTo(path);
		assertThat(match.isProbed()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "cron, OPTIONS, 200", "invoked, OPTIONS, 404", "received, OPTIONS, 404", "cron, GET, 405",
			"received, GET, 405" })
	void whenSidecarProbesThenOnlyBindingsAreWanted(String path, String method, int status) throws Exception {
		FailureResponses failures = new FailureResponses(JsonMapper.builder().build(), (request) -> false);
		FunctionHandlerAdapter adapter = new FunctionHandlerAdapter(fixture.invoker(), failures, null);
		MockHttpServletResponse response = new MockHttpServletResponse();
		adapter.handle(new MockHttpServletRequest(method, "/" + path), response, fixture.registry().find(path));
		assertThat(response.getStatus()).isEqualTo(status);
		assertThat(response.getContentAsString().isEmpty()).isEqualTo(status != 405);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS" })
	void whenMethodIsNotPostThenFunctionIsNotForIt(String method) {
		RouteMatch match = fixture.registry().find("cron");
		assertThat(match.function(method)).isNull();
		FailureResponses failures = new FailureResponses(JsonMapper.builder().build(), (request) -> false);
		TriggerResponse refusal = failures.refuse(match, method);
		assertThat(refusal.status()).isEqualTo(HttpStatus.METHOD_NOT_ALLOWED);
		assertThat(refusal.headers().getFirst(HttpHeaders.ALLOW)).isEqualTo("POST");
	}

	@ParameterizedTest
	@CsvSource({ "nullable, null", "optional, Optional.empty", "required, null", "none, none" })
	void whenBodyIsEmptyThenPayloadIsNothing(String function, String payload) {
		TestResponse response = fixture.call(function);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("\"" + payload + "\"");
	}

	@Test
	void whenEventHasMetadataThenItIsBoundFromTheHeaders() {
		TestResponse response = fixture.call("cron",
				TestRequest.post().header("Readtimeutc", "2026-02-28 10:00:00").header("Timezone", "Local"));
		assertThat(response.body()).isEqualTo("\"2026-02-28 10:00:00 Local [Local]\"");
	}

	@Test
	void whenFunctionReturnsPayloadThenItIsTheBody() {
		assertThat(fixture.call("sample-topic", "{\"message\":\"hello!\"}").body())
			.isEqualTo("{\"message\":\"hello!\"}");
	}

	@ParameterizedTest
	@CsvSource({ "required, not json, 400, ERR_MALFORMED_REQUEST", "conflict, '', 409, ERR_STATE_SAVE",
			"failing, '', 500, ERR_FUNCTION_FAILED" })
	void whenCallFailsThenItHasTheStatusOfAnInvocation(String function, String body, int status, String errorCode) {
		TestResponse response = fixture.call(function, body);
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.json()).containsEntry("status", status).containsEntry("errorCode", errorCode);
	}

	@Test
	void whenBindingAndInvocationShareAPathThenStartStops() {
		try (FunctionFixture both = FunctionFixture.of(Both.class)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(both::start)
				.withMessageContaining("Found two functions on the route '")
				.withMessageContaining("binding()")
				.withMessageContaining("invocation()");
		}
	}

	@Test
	void whenInvocationHasOtherMethodsThanItsBindingThenBothWork() {
		try (FunctionFixture beside = FunctionFixture.of(Beside.class)) {
			RouteMatch match = beside.registry().find("beside");
			assertThat(match.function("POST").trigger().kind()).isEqualTo(Trigger.Kind.BINDING);
			assertThat(match.function("GET").trigger().kind()).isEqualTo(Trigger.Kind.SERVICE_INVOCATION);
			assertThat(match.isProbed()).isTrue();
		}
	}

	@Test
	void whenNameIsBlankThenStartStops() {
		try (FunctionFixture blank = FunctionFixture.of(Blank.class)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(blank::start)
				.withMessageContaining("the name of the binding is empty");
		}
	}

	record Message(@Nullable String message) {

	}

	static class Bindings {

		@BindingFunction
		String cron(@RequestHeader("readTimeUTC") String time, @RequestHeader String timeZone, HttpHeaders headers) {
			return time + " " + timeZone + " " + headers.get("TIMEZONE");
		}

		@ServiceInvocationFunction
		void invoked() {
		}

		@TopicFunction(pubsub = "pubsub")
		void received() {
		}

		@BindingFunction("%KafkaBindingName%")
		Map<String, Object> consume(Map<String, Object> message) {
			return message;
		}

		@BindingFunction(name = "named")
		void receive() {
		}

		@BindingFunction("with/slashes")
		void slashes() {
		}

		@BindingFunction
		String nullable(@Nullable Message message) {
			return String.valueOf(message);
		}

		@BindingFunction
		String optional(java.util.Optional<Message> message) {
			return message.toString();
		}

		@BindingFunction
		String required(Message message) {
			return String.valueOf(message);
		}

		@BindingFunction
		String none() {
			return "none";
		}

		@BindingFunction
		void conflict() {
			throw new ResponseStatusException(HttpStatus.CONFLICT);
		}

		@BindingFunction
		void failing() {
			throw new IllegalStateException("failed");
		}

	}

	static class Both {

		@BindingFunction("both")
		void binding() {
		}

		@ServiceInvocationFunction("both")
		void invocation() {
		}

	}

	static class Beside {

		@BindingFunction("beside")
		void binding() {
		}

		@ServiceInvocationFunction(name = "beside", method = org.springframework.web.bind.annotation.RequestMethod.GET)
		void invocation() {
		}

	}

	static class Blank {

		@BindingFunction(" ")
		void binding() {
		}

	}

}
