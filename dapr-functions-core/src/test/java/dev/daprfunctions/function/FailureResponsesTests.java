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

import java.io.IOException;
import java.lang.reflect.UndeclaredThrowableException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import dev.daprfunctions.annotation.ServiceInvocationFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailureResponses}.
 */
class FailureResponsesTests {

	private static final FunctionFixture fixture = FunctionFixture.of(Failures.class);

	@AfterAll
	static void close() {
		fixture.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "exception", "checked", "error", "failedStage", "throwingStage", "failedMono",
			"throwingMono", "errorInMono", "cancelledStage", "completion", "propagated" })
	void whenFunctionFailsThenResponseIs500WithoutTheMessage(String function) {
		TestResponse response = fixture.call(function);
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.contentType()).isEqualTo("application/problem+json");
		assertThat(response.json()).containsExactlyInAnyOrderEntriesOf(Map.of("type", "about:blank", "title",
				"Internal Server Error", "status", 500, "detail", "Function '" + function + "' failed", "errorCode",
				"ERR_FUNCTION_FAILED", "message", "Function '" + function + "' failed"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "exception", "checked", "failedStage", "failedMono", "completion" })
	void whenPolicyAllowsThenResponseHasTheMessageOfTheException(String function) {
		try (FunctionFixture shown = FunctionFixture.of(Failures.class).showMessages()) {
			assertThat(shown.call(function).detail()).isEqualTo("Function '" + function + "' failed: secret");
		}
	}

	@Test
	void whenFunctionFailsThenItIsLoggedWithItsCause() {
		try (CapturedLog log = new CapturedLog(FunctionInvoker.class)) {
			fixture.call("exception");
			assertThat(log.lines()).containsExactly("ERROR function 'exception' failed");
		}
	}

	@ParameterizedTest
	@CsvSource({ "responseStatus, 409, taken, ERR_STATE_SAVE", "errorResponse, 422, unfit, ERR_MALFORMED_REQUEST",
			"annotated, 404, gone, ERR_NO_CONTENT",
			"annotatedWithoutReason, 403, Function 'annotatedWithoutReason' failed, ERR_MALFORMED_REQUEST",
			"statusInStage, 409, taken, ERR_STATE_SAVE", "statusInMono, 409, taken, ERR_STATE_SAVE",
			"statusInCompletion, 409, taken, ERR_STATE_SAVE", "statusInExecution, 409, taken, ERR_STATE_SAVE",
			"statusInProxy, 409, taken, ERR_STATE_SAVE", "annotatedServerError, 502, down, ERR_INVOKE_FAILED" })
	void whenExceptionHasStatusThenItIsTheResponses(String function, int status, String detail, String errorCode) {
		TestResponse response = fixture.call(function);
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.contentType()).isEqualTo("application/problem+json");
		assertThat(response.json()).containsEntry("status", status)
			.containsEntry("detail", detail)
			.containsEntry("message", detail)
			.containsEntry("errorCode", errorCode);
	}

	@Test
	void whenErrorResponseHasHeadersAndPropertiesThenTheyAreKept() {
		TestResponse response = fixture.call("errorResponse");
		assertThat(response.headers().getFirst("Retry-After")).isEqualTo("5");
		assertThat(response.json()).containsEntry("type", "https://example.com/unfit")
			.containsEntry("title", "Unfit")
			.containsEntry("instance", "/orders/1")
			.containsEntry("field", "id");
	}

	@Test
	void whenPropertyOfErrorResponseCannotBeWrittenThenTheRestIs() {
		TestResponse response = fixture.call("unwritableProperty");
		assertThat(response.status()).isEqualTo(422);
		assertThat(response.json()).containsEntry("detail", "unfit").doesNotContainKey("self");
	}

	public static class Self {

		public Self getSelf() {
			return this;
		}

	}

	static class Failures {

		@ServiceInvocationFunction
		void exception() {
			throw new IllegalStateException("secret");
		}

		@ServiceInvocationFunction
		void checked() throws IOException {
			throw new IOException("secret");
		}

		@ServiceInvocationFunction
		void error() {
			throw new NoClassDefFoundError("secret");
		}

		@ServiceInvocationFunction
		CompletionStage<String> failedStage() {
			return CompletableFuture.supplyAsync(() -> {
				throw new IllegalStateException("secret");
			});
		}

		@ServiceInvocationFunction
		CompletionStage<String> throwingStage() {
			throw new NoClassDefFoundError("secret");
		}

		@ServiceInvocationFunction
		CompletionStage<String> cancelledStage() {
			CompletableFuture<String> stage = new CompletableFuture<>();
			stage.completeExceptionally(new CancellationException("secret"));
			return stage;
		}

		@ServiceInvocationFunction
		Mono<String> failedMono() {
			return Mono.error(new IllegalStateException("secret"));
		}

		@ServiceInvocationFunction
		Mono<String> throwingMono() {
			throw new StackOverflowError("secret");
		}

		@ServiceInvocationFunction
		Mono<String> errorInMono() {
			return Mono.error(new NoClassDefFoundError("secret"));
		}

		@ServiceInvocationFunction
		void completion() {
			throw new CompletionException(new IllegalStateException("secret"));
		}

		@ServiceInvocationFunction
		void propagated() {
			throw Exceptions.propagate(new IOException("secret"));
		}

		@ServiceInvocationFunction
		void responseStatus() {
			throw taken();
		}

		private static ResponseStatusException taken() {
			return new ResponseStatusException(HttpStatus.CONFLICT, "taken");
		}

		@ServiceInvocationFunction
		void errorResponse() {
			ErrorResponseException exception = new ErrorResponseException(HttpStatus.UNPROCESSABLE_CONTENT);
			exception.setDetail("unfit");
			exception.setTitle("Unfit");
			exception.setType(URI.create("https://example.com/unfit"));
			exception.setInstance(URI.create("/orders/1"));
			exception.getBody().setProperty("field", "id");
			exception.getHeaders().set("Retry-After", "5");
			throw exception;
		}

		@ServiceInvocationFunction
		void unwritableProperty() {
			ErrorResponseException exception = new ErrorResponseException(HttpStatus.UNPROCESSABLE_CONTENT);
			exception.setDetail("unfit");
			exception.getBody().setProperty("self", new Self());
			throw exception;
		}

		@ServiceInvocationFunction
		void annotated() {
			throw new GoneException();
		}

		@ServiceInvocationFunction
		void annotatedWithoutReason() {
			throw new ForbiddenException();
		}

		@ServiceInvocationFunction
		void annotatedServerError() {
			throw new DownException();
		}

		@ServiceInvocationFunction
		CompletionStage<String> statusInStage() {
			return CompletableFuture.supplyAsync(() -> {
				throw taken();
			});
		}

		@ServiceInvocationFunction
		Mono<String> statusInMono() {
			return Mono.error(taken());
		}

		@ServiceInvocationFunction
		void statusInCompletion() {
			CompletableFuture.runAsync(() -> {
				throw taken();
			}).join();
		}

		@ServiceInvocationFunction
		void statusInExecution() throws Exception {
			throw new ExecutionException(taken());
		}

		@ServiceInvocationFunction
		void statusInProxy() {
			throw new UndeclaredThrowableException(new ExecutionException(taken()));
		}

	}

	@ResponseStatus(code = HttpStatus.NOT_FOUND, reason = "gone")
	static class GoneException extends RuntimeException {

	}

	@ResponseStatus(HttpStatus.FORBIDDEN)
	static class ForbiddenException extends RuntimeException {

	}

	@ResponseStatus(code = HttpStatus.BAD_GATEWAY, reason = "down")
	static class DownException extends RuntimeException {

	}

}
