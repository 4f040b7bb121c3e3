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

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.http.HttpEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.async.DeferredResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FunctionInvoker}.
 */
class FunctionInvokerTests {

	private static final FunctionFixture fixture = FunctionFixture.of(Results.class);

	@AfterAll
	static void close() {
		fixture.close();
	}

	@Test
	void whenStageIsNotDoneThenNobodyWaitsForIt() {
		FunctionDefinition function = fixture.function("pending");
		CompletableFuture<TriggerResponse> response = fixture.invoker()
			.invokeAsync(function, TestRequest.post())
			.toFuture();
		assertThat(response).isNotDone();
		Results.pending.complete("now");
		assertThat(response).isCompletedWithValueMatching(
				(completed) -> new String(completed.body(), StandardCharsets.UTF_8).equals("\"now\""));
	}

	@Test
	void whenBodyForAsynchronousFunctionIsUnreadableThenCallerGets400() {
		TestResponse response = fixture.call("stageOfPayload", "x");
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.detail()).contains("function 'stageOfPayload' cannot be read as int");
		assertThat(fixture.call("stageOfPayload", "20").body()).isEqualTo("21");
	}

	@ParameterizedTest
	@CsvSource({ "text, false", "stage, true", "mono, true", "future, true", "nothing, false" })
	void whenReturnTypeIsAsynchronousThenFunctionIs(String function, boolean expected) {
		assertThat(fixture.function(function).isAsync()).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(classes = { ReturnsFlux.class, ReturnsFuture.class, ReturnsCallable.class, ReturnsStream.class,
			ReturnsHttpEntity.class, ReturnsDeferred.class, ReturnsEntityOfMono.class, ReturnsMonoOfStage.class,
			ReturnsStageOfStream.class })
	void whenReturnTypeIsUnsupportedThenStartStops(Class<?> bean) {
		try (FunctionFixture unsupported = FunctionFixture.of(bean)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(unsupported::start)
				.withMessageStartingWith("Method unsupported() of " + bean.getName() + " (bean '")
				.withMessageContaining(") returns ")
				.withMessageEndingWith(", which is not supported")
				.satisfies((ex) -> assertThat(ex.getAction()).contains("ResponseEntity<T>", "CompletionStage<T>",
						"Mono<T>"));
		}
	}

	static class Results {

		static final CompletableFuture<String> pending = new CompletableFuture<>();

		@ServiceInvocationFunction
		String text() {
			return "quo\"ted";
		}

		@ServiceInvocationFunction
		CompletionStage<String> stage() {
			return CompletableFuture.supplyAsync(() -> "later");
		}

		@ServiceInvocationFunction
		CompletableFuture<String> future() {
			return CompletableFuture.completedFuture("future");
		}

		@ServiceInvocationFunction
		Mono<String> mono() {
			return Mono.just("later").publishOn(Schedulers.parallel());
		}

		@ServiceInvocationFunction
		void nothing() {
		}

		@ServiceInvocationFunction
		CompletionStage<Integer> stageOfPayload(int payload) {
			return CompletableFuture.supplyAsync(() -> payload + 1);
		}

		@ServiceInvocationFunction
		CompletionStage<String> pending() {
			return pending;
		}

	}

	static class ReturnsFlux {

		@ServiceInvocationFunction
		Flux<String> unsupported() {
			return Flux.empty();
		}

	}

	static class ReturnsFuture {

		@ServiceInvocationFunction
		Future<String> unsupported() {
			return CompletableFuture.completedFuture("");
		}

	}

	static class ReturnsCallable {

		@ServiceInvocationFunction
		Callable<String> unsupported() {
			return () -> "";
		}

	}

	static class ReturnsStream {

		@ServiceInvocationFunction
		Stream<String> unsupported() {
			return Stream.empty();
		}

	}

	static class ReturnsHttpEntity {

		@ServiceInvocationFunction
		HttpEntity<String> unsupported() {
			return new HttpEntity<>("");
		}

	}

	static class ReturnsDeferred {

		@ServiceInvocationFunction
		DeferredResult<String> unsupported() {
			return new DeferredResult<>();
		}

	}

	static class ReturnsEntityOfMono {

		@ServiceInvocationFunction
		ResponseEntity<Mono<String>> unsupported() {
			return ResponseEntity.ok(Mono.empty());
		}

	}

	static class ReturnsMonoOfStage {

		@ServiceInvocationFunction
		Mono<CompletionStage<String>> unsupported() {
			return Mono.empty();
		}

	}

	static class ReturnsStageOfStream {

		@ServiceInvocationFunction
		CompletionStage<Stream<String>> unsupported() {
			return CompletableFuture.completedStage(Stream.empty());
		}

	}

}
