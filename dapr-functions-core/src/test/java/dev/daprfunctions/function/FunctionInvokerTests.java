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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.UndeclaredThrowableException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FunctionInvoker}, {@link FunctionResult} and {@link FailureResponses}.
 */
class FunctionInvokerTests {

	private static final FunctionFixture fixture = FunctionFixture.of(Results.class, Failures.class);

	@AfterAll
	static void close() {
		fixture.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`', value = { "text ! \"quo\\\"ted\" ! application/json",
			"object ! {\"id\":1,\"date\":\"2026-02-28\"} ! application/json",
			"list ! [{\"id\":1,\"date\":null}] ! application/json", "number ! 42 ! application/json",
			"bool ! true ! application/json", "bytes ! raw ! application/octet-stream",
			"stream ! raw ! application/octet-stream", "resource ! raw ! application/octet-stream",
			"optional ! \"x\" ! application/json", "entity ! {\"id\":1,\"date\":null} ! application/json",
			"textEntity ! hé ! text/plain;charset=UTF-8", "jsonTextEntity ! \"x\" ! application/problem+json",
			"bytesEntity ! raw ! image/png", "streamEntity ! raw ! text/csv", "stage ! \"later\" ! application/json",
			"doneStage ! \"done\" ! application/json", "stageEntity ! \"later\" ! application/json",
			"mono ! \"later\" ! application/json", "monoEntity ! \"later\" ! application/json",
			"shapes ! [{\"@type\":\"circle\",\"radius\":1}] ! application/json",
			"shape ! {\"@type\":\"circle\",\"radius\":1} ! application/json",
			"base ! {\"a\":1,\"b\":2} ! application/json", "any ! {\"a\":[1]} ! application/json" })
	void whenFunctionReturnsValueThenItIsTheBody(String function, String body, String contentType) {
		TestResponse response = fixture.call(function);
		assertThat(response.body()).isEqualTo(body);
		assertThat(response.contentType()).isEqualTo(contentType);
		assertThat(response.status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "nothing", "nullText", "emptyOptional", "emptyEntity", "nullStage", "emptyMono",
			"voidStage", "voidMono", "noStage", "noMono", "emptyOptionalMono" })
	void whenFunctionReturnsNothingThenResponseIs200WithoutBody(String function) {
		TestResponse response = fixture.call(function);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isNull();
		assertThat(response.headers().getContentType()).isNull();
	}

	@Test
	void whenEntityHasStatusAndHeadersThenTheyAreKept() {
		TestResponse response = fixture.call("created");
		assertThat(response.status()).isEqualTo(201);
		assertThat(response.headers().getLocation()).hasToString("/orders/1");
		assertThat(response.headers().get("X-Two")).containsExactly("1", "2");
		assertThat(response.contentType()).isEqualTo("application/json");
		assertThat(response.body()).isEqualTo("\"created\"");
	}

	@Test
	void whenEntityHasErrorStatusThenItIsANormalResponse() {
		TestResponse response = fixture.call("teapot");
		assertThat(response.status()).isEqualTo(418);
		assertThat(response.body()).isEqualTo("\"short and stout\"");
	}

	@Test
	void whenTextEntityHasCharsetThenItIsUsed() {
		FunctionDefinition function = fixture.function("latinEntity");
		TriggerResponse response = fixture.invoker().invoke(function, TestRequest.post());
		assertThat(response.body()).isEqualTo("é".getBytes(StandardCharsets.ISO_8859_1));
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

	@Test
	void whenResultCannotBeWrittenThenResponseIs500() {
		assertThat(fixture.call("unwritable").status()).isEqualTo(500);
		assertThat(fixture.call("unwritableMono").status()).isEqualTo(500);
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

	record Order(int id, @Nullable LocalDate date) {

	}

	@JsonTypeInfo(use = Id.NAME)
	interface Shape {

	}

	@JsonTypeName("circle")
	record Circle(int radius) implements Shape {

	}

	public static class Base {

		public int getA() {
			return 1;
		}

	}

	public static class Derived extends Base {

		public int getB() {
			return 2;
		}

	}

	public static class Self {

		public Self getSelf() {
			return this;
		}

	}

	static class Results {

		static final CompletableFuture<String> pending = new CompletableFuture<>();

		@ServiceInvocationFunction
		String text() {
			return "quo\"ted";
		}

		@ServiceInvocationFunction
		Order object() {
			return new Order(1, LocalDate.of(2026, 2, 28));
		}

		@ServiceInvocationFunction
		List<Order> list() {
			return List.of(new Order(1, null));
		}

		@ServiceInvocationFunction
		int number() {
			return 42;
		}

		@ServiceInvocationFunction
		Boolean bool() {
			return true;
		}

		@ServiceInvocationFunction
		byte[] bytes() {
			return "raw".getBytes(StandardCharsets.UTF_8);
		}

		@ServiceInvocationFunction
		InputStream stream() {
			return new ByteArrayInputStream(bytes());
		}

		@ServiceInvocationFunction
		Resource resource() {
			return new ByteArrayResource(bytes());
		}

		@ServiceInvocationFunction
		Optional<String> optional() {
			return Optional.of("x");
		}

		@ServiceInvocationFunction
		ResponseEntity<Order> entity() {
			return ResponseEntity.ok(new Order(1, null));
		}

		@ServiceInvocationFunction
		ResponseEntity<String> textEntity() {
			return ResponseEntity.ok().contentType(new MediaType("text", "plain", StandardCharsets.UTF_8)).body("hé");
		}

		@ServiceInvocationFunction
		ResponseEntity<String> latinEntity() {
			return ResponseEntity.ok()
				.contentType(new MediaType("text", "plain", StandardCharsets.ISO_8859_1))
				.body("é");
		}

		@ServiceInvocationFunction
		ResponseEntity<String> jsonTextEntity() {
			return ResponseEntity.ok().contentType(MediaType.APPLICATION_PROBLEM_JSON).body("x");
		}

		@ServiceInvocationFunction
		ResponseEntity<byte[]> bytesEntity() {
			return ResponseEntity.ok().contentType(MediaType.IMAGE_PNG).body(bytes());
		}

		@ServiceInvocationFunction
		ResponseEntity<InputStream> streamEntity() {
			return ResponseEntity.ok().contentType(new MediaType("text", "csv")).body(stream());
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
		CompletionStage<String> doneStage() {
			return CompletableFuture.completedStage("done");
		}

		@ServiceInvocationFunction
		CompletionStage<ResponseEntity<String>> stageEntity() {
			return stage().thenApply(ResponseEntity::ok);
		}

		@ServiceInvocationFunction
		Mono<String> mono() {
			return Mono.just("later").publishOn(Schedulers.parallel());
		}

		@ServiceInvocationFunction
		Mono<ResponseEntity<String>> monoEntity() {
			return mono().map(ResponseEntity::ok);
		}

		@ServiceInvocationFunction
		List<Shape> shapes() {
			return List.of(new Circle(1));
		}

		@ServiceInvocationFunction
		Shape shape() {
			return new Circle(1);
		}

		@ServiceInvocationFunction
		Base base() {
			return new Derived();
		}

		@ServiceInvocationFunction
		ResponseEntity<?> any() {
			return ResponseEntity.ok(Map.of("a", List.of(1)));
		}

		@ServiceInvocationFunction
		void nothing() {
		}

		@ServiceInvocationFunction
		@Nullable String nullText() {
			return null;
		}

		@ServiceInvocationFunction
		Optional<String> emptyOptional() {
			return Optional.empty();
		}

		@ServiceInvocationFunction
		ResponseEntity<Void> emptyEntity() {
			return ResponseEntity.ok().build();
		}

		@ServiceInvocationFunction
		CompletionStage<@Nullable String> nullStage() {
			return CompletableFuture.completedStage(null);
		}

		@ServiceInvocationFunction
		Mono<String> emptyMono() {
			return Mono.empty();
		}

		@ServiceInvocationFunction
		CompletionStage<Void> voidStage() {
			return CompletableFuture.runAsync(() -> {
			});
		}

		@ServiceInvocationFunction
		Mono<Void> voidMono() {
			return Mono.empty();
		}

		@ServiceInvocationFunction
		@Nullable CompletionStage<String> noStage() {
			return null;
		}

		@ServiceInvocationFunction
		@Nullable Mono<String> noMono() {
			return null;
		}

		@ServiceInvocationFunction
		Mono<Optional<String>> emptyOptionalMono() {
			return Mono.just(Optional.empty());
		}

		@ServiceInvocationFunction
		ResponseEntity<String> created() {
			return ResponseEntity.created(URI.create("/orders/1")).header("X-Two", "1", "2").body("created");
		}

		@ServiceInvocationFunction
		ResponseEntity<String> teapot() {
			return ResponseEntity.status(HttpStatus.I_AM_A_TEAPOT).body("short and stout");
		}

		@ServiceInvocationFunction
		CompletionStage<Integer> stageOfPayload(int payload) {
			return CompletableFuture.supplyAsync(() -> payload + 1);
		}

		@ServiceInvocationFunction
		CompletionStage<String> pending() {
			return pending;
		}

		@ServiceInvocationFunction
		Self unwritable() {
			return new Self();
		}

		@ServiceInvocationFunction
		Mono<Self> unwritableMono() {
			return Mono.just(new Self());
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
