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

import java.io.OutputStream;
import java.security.Principal;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import io.dapr.client.domain.State;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.multipart.MultipartFile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PayloadBinder} with parameters that cannot be the payload.
 */
class InvalidPayloadParameterTests {

	@ParameterizedTest
	@ValueSource(classes = { ServletPayload.class, PrincipalPayload.class, EntityPayload.class, MonoPayload.class,
			FuturePayload.class, StreamPayload.class, OutputStreamPayload.class, HolderPayload.class,
			StatePayload.class, FilesPayload.class, FunctionPayload.class })
	void whenTypeIsUnsupportedThenStartStopsAndSaysWhichTypesWouldBe(Class<?> bean) {
		try (FunctionFixture unsupported = FunctionFixture.of(bean)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(unsupported::start)
				.withMessageStartingWith("Parameter 'wrong' (")
				.withMessageContaining(") of method unsupported(")
				.withMessageContaining(" of " + bean.getName() + " (bean '")
				.withMessageEndingWith(" has a type that no payload can be read as")
				.satisfies((ex) -> assertThat(ex.getAction()).contains("record", "JsonNode", "byte[]", "InputStream",
						"Optional", "HttpHeaders", "@DaprState", "OutputBinding<T>"));
		}
	}

	@Test
	void whenAnnotationIsNotSupportedThenStartStops() {
		try (FunctionFixture unsupported = FunctionFixture.of(CookiePayload.class)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(unsupported::start)
				.withMessageStartingWith("Parameter 'wrong' (String) of method unsupported(String)")
				.withMessageEndingWith("is annotated with @CookieValue, which is not supported");
		}
	}

	@Test
	void whenTwoParametersHaveNoAnnotationThenStartStopsNamingBoth() {
		try (FunctionFixture two = FunctionFixture.of(TwoPayloads.class)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(two::start)
				.withMessage("Parameter 'second' (Integer) of method two(String, Integer) of "
						+ TwoPayloads.class.getName()
						+ " (bean 'twoPayloads') has no annotation, and neither has parameter 'first': only one parameter "
						+ "can be the payload")
				.satisfies((ex) -> assertThat(ex.getAction()).contains("@DaprState", "@RequestHeader"));
		}
	}

	static class ServletPayload {

		@ServiceInvocationFunction
		void unsupported(HttpServletRequest wrong) {
		}

	}

	static class PrincipalPayload {

		@ServiceInvocationFunction
		void unsupported(Principal wrong) {
		}

	}

	static class EntityPayload {

		@ServiceInvocationFunction
		void unsupported(HttpEntity<String> wrong) {
		}

	}

	static class MonoPayload {

		@ServiceInvocationFunction
		void unsupported(Mono<String> wrong) {
		}

	}

	static class FuturePayload {

		@ServiceInvocationFunction
		void unsupported(Future<String> wrong) {
		}

	}

	static class StreamPayload {

		@ServiceInvocationFunction
		void unsupported(Stream<String> wrong) {
		}

	}

	static class OutputStreamPayload {

		@ServiceInvocationFunction
		void unsupported(OutputStream wrong) {
		}

	}

	static class HolderPayload {

		@ServiceInvocationFunction
		void unsupported(OutputBinding<String> wrong) {
		}

	}

	static class StatePayload {

		@ServiceInvocationFunction
		void unsupported(State<String> wrong) {
		}

	}

	static class FilesPayload {

		@ServiceInvocationFunction
		void unsupported(List<MultipartFile> wrong) {
		}

	}

	static class FunctionPayload {

		@ServiceInvocationFunction
		void unsupported(Function<String, String> wrong) {
		}

	}

	static class CookiePayload {

		@ServiceInvocationFunction
		void unsupported(@CookieValue String wrong) {
		}

	}

	static class TwoPayloads {

		@ServiceInvocationFunction
		void two(String first, Integer second) {
		}

	}

}
