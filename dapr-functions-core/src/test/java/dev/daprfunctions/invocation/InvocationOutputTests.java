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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.daprfunctions.Invocation;
import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.annotation.DaprInvoke;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.TestResponse;
import dev.daprfunctions.invocation.InvokedSidecar.Call;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InvocationOutput} and {@link SidecarHttpClient}.
 */
class InvocationOutputTests {

	private final InvokedSidecar sidecar = new InvokedSidecar();

	private final List<Call> calls = this.sidecar.calls();

	private final FunctionFixture fixture = FunctionFixture.of(Outputs.class)
		.property("app", "other-app")
		.httpClient(this.sidecar.client());

	@AfterEach
	void close() {
		this.fixture.close();
		this.sidecar.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`',
			value = { "object ! {\"id\":1} ! application/json", "text ! \"text\" ! application/json",
					"bytes ! raw ! application/octet-stream", "returned ! {\"id\":1} ! application/json",
					"returnedOptional ! {\"id\":1} ! application/json",
					"returnedEntity ! {\"id\":1} ! application/json", "returnedMono ! {\"id\":1} ! application/json",
					"returnedStage ! {\"id\":1} ! application/json", "returnedList ! [{\"id\":1}] ! application/json",
					"collected ! {\"id\":1} ! application/json", "typed ! {\"id\":1} ! application/json",
					"typedContentType ! {\"id\":1} ! application/vnd.api+json" })
	void whenValueIsSetThenMethodIsInvokedWithIt(String function, String body, String contentType) {
		TestResponse response = this.fixture.call(function);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isNull();
		assertThat(this.calls).singleElement().satisfies((call) -> {
			assertThat(call.line()).isEqualTo("POST /v1.0/invoke/app/method/orders/new");
			assertThat(call.body()).isEqualTo(body);
			assertThat(call.headers().get("Content-Type")).containsExactly(contentType);
			assertThat(call.headers()).doesNotContainKey("dapr-api-token");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "nothing", "typedNothing" })
	void whenThereIsNoBodyThenNoneIsSent(String function) {
		assertThat(this.fixture.call(function).status()).isEqualTo(200);
		assertThat(this.calls).singleElement().satisfies((call) -> {
			assertThat(call.body()).isEmpty();
			assertThat(call.headers()).doesNotContainKey("Content-Type");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "unset", "emptyCollector", "nullReturn", "emptyReturn", "emptyList", "failing" })
	void whenNothingIsToBeSentThenSidecarIsNotAsked(String function) {
		this.fixture.call(function);
		assertThat(this.calls).isEmpty();
	}

	@Test
	void whenAnnotationHasAttributesThenTheyAreSent() {
		assertThat(this.fixture.call("attributes", "\"é x\"").status()).isEqualTo(200);
		assertThat(this.calls).extracting(Call::line)
			.containsExactly("PUT /v1.0/invoke/other-app-%C3%A9%20x/method/a/%C3%A9%20x");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" })
	void whenInvocationHasAVerbThenItIsSent(String verb) {
		Outputs.verb = RequestMethod.valueOf(verb);
		assertThat(this.fixture.call("verb").status()).isEqualTo(200);
		assertThat(this.calls).extracting(Call::line).containsExactly(verb + " /v1.0/invoke/app/method/m");
	}

	@Test
	void whenInvocationHasAttributesThenTheyGoBeforeThoseOfTheAnnotation() {
		Outputs.invocation = Invocation.<Object>builder(1)
			.appId("mine")
			.method("own/m")
			.httpMethod(RequestMethod.PATCH)
			.header("X-One", "1")
			.header("content-type", "text/plain")
			.build();
		this.fixture.call("given");
		assertThat(this.calls).singleElement().satisfies((call) -> {
			assertThat(call.line()).isEqualTo("PATCH /v1.0/invoke/mine/method/own/m");
			assertThat(call.headers().get("X-One")).containsExactly("1");
			assertThat(call.headers().get("Content-Type")).containsExactly("text/plain");
			assertThat(call.body()).isEqualTo("1");
		});
	}

	@Test
	void whenInvocationHasNoAttributesThenThoseOfTheAnnotationCount() {
		Outputs.invocation = Invocation.<Object>builder(1).build();
		this.fixture.call("given");
		assertThat(this.calls).extracting(Call::line).containsExactly("POST /v1.0/invoke/app/method/m");
	}

	@Test
	void whenSidecarHasATokenThenItIsSentInsteadOfAnyOther() {
		this.fixture.httpClient(this.sidecar.client("t0ken", Duration.ofSeconds(20)));
		Outputs.invocation = Invocation.<Object>builder(1).header("Dapr-Api-Token", "mine").build();
		this.fixture.call("given");
		assertThat(this.calls).singleElement()
			.satisfies((call) -> assertThat(call.headers().get("Dapr-Api-Token")).containsExactly("t0ken"));
	}

	@Test
	void whenOneApplicationIsInvokedSeveralTimesThenOneAfterAnother() {
		this.sidecar.hold("1");
		CompletableFuture<TestResponse> response = CompletableFuture.supplyAsync(() -> this.fixture.call("several"));
		Awaitility.await().until(() -> this.calls.size() == 2);
		assertThat(this.calls).extracting(Call::body).containsExactlyInAnyOrder("1", "3");
		this.sidecar.release();
		assertThat(response.join().status()).isEqualTo(200);
		assertThat(this.calls).extracting(Call::body).endsWith("2").hasSize(3);
	}

	@Test
	void whenReturnValueIsAListOfInvocationsThenEachIsSent() {
		assertThat(this.fixture.call("returnedInvocations").status()).isEqualTo(200);
		assertThat(this.calls).extracting(Call::line)
			.containsExactlyInAnyOrder("POST /v1.0/invoke/a/method/x", "POST /v1.0/invoke/b/method/y");
	}

	@ParameterizedTest
	@ValueSource(ints = { 201, 202, 204, 299 })
	void whenAnswerIsSuccessThenItsBodyIsIgnored(int status) {
		this.sidecar.answer(status);
		TestResponse response = this.fixture.call("object");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isNull();
	}

	record Order(int id) {

	}

	static class Outputs {

		static RequestMethod verb = RequestMethod.POST;

		static Invocation<Object> invocation = Invocation.builder(null).build();

		@ServiceInvocationFunction
		void object(@DaprInvoke(appId = "app", method = "orders/new") OutputBinding<Order> output) {
			output.setValue(new Order(1));
		}

		@ServiceInvocationFunction
		void text(@DaprInvoke(appId = "app", method = "orders/new") OutputBinding<String> output) {
			output.setValue("text");
		}

		@ServiceInvocationFunction
		void bytes(@DaprInvoke(appId = "app", method = "orders/new") OutputBinding<byte[]> output) {
			output.setValue("raw".getBytes(StandardCharsets.UTF_8));
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "app", method = "orders/new")
		Order returned() {
			return new Order(1);
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "app", method = "orders/new")
		Optional<Order> returnedOptional() {
			return Optional.of(new Order(1));
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "app", method = "orders/new")
		ResponseEntity<Order> returnedEntity() {
			return ResponseEntity.ok(new Order(1));
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "app", method = "orders/new")
		Mono<Order> returnedMono() {
			return Mono.just(new Order(1));
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "app", method = "orders/new")
		CompletionStage<Order> returnedStage() {
			return CompletableFuture.completedFuture(new Order(1));
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "app", method = "orders/new")
		List<Order> returnedList() {
			return List.of(new Order(1));
		}

		@ServiceInvocationFunction
		void collected(@DaprInvoke(appId = "app", method = "orders/new") OutputCollector<Order> output) {
			output.add(new Order(1));
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "", method = "")
		Invocation<Order> typed() {
			return Invocation.of("app", "orders/new", new Order(1));
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "app", method = "orders/new")
		Invocation<Order> typedContentType() {
			return Invocation.builder(new Order(1)).header("Content-Type", "application/vnd.api+json").build();
		}

		@ServiceInvocationFunction
		void nothing(@DaprInvoke(appId = "app", method = "orders/new") OutputBinding<Order> output) {
			output.setValue(null);
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "app", method = "orders/new")
		Invocation<Order> typedNothing() {
			return Invocation.of("app", "m", null);
		}

		@ServiceInvocationFunction
		void unset(@DaprInvoke(appId = "app", method = "orders/new") OutputBinding<Order> output) {

		}

		@ServiceInvocationFunction
		void emptyCollector(@DaprInvoke(appId = "app", method = "orders/new") OutputCollector<Order> output) {

		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "app", method = "orders/new")
		@Nullable Order nullReturn() {
			return null;
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "app", method = "orders/new")
		Optional<Order> emptyReturn() {
			return Optional.empty();
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "app", method = "orders/new")
		List<Invocation<Order>> emptyList() {
			return List.of();
		}

		@ServiceInvocationFunction
		void failing(@DaprInvoke(appId = "app", method = "orders/new") OutputBinding<Order> output) {
			output.setValue(new Order(1));
			throw new IllegalStateException("failed");
		}

		@ServiceInvocationFunction
		void attributes(String payload, @DaprInvoke(appId = "${app}-{payload}", method = "a/{payload}",
				httpMethod = RequestMethod.PUT) OutputBinding<String> output) {
			output.setValue("x");
		}

		@ServiceInvocationFunction
		void verb(@DaprInvoke(appId = "app", method = "m") OutputBinding<Invocation<String>> output) {
			output.setValue(Invocation.<String>builder(null).httpMethod(verb).build());
		}

		@ServiceInvocationFunction
		void given(@DaprInvoke(appId = "app", method = "m") OutputBinding<Invocation<Object>> output) {
			output.setValue(invocation);
		}

		@ServiceInvocationFunction
		void several(@DaprInvoke(appId = "app", method = "m") OutputCollector<Integer> output,
				@DaprInvoke(appId = "other", method = "m") OutputBinding<Integer> other) {
			output.add(1);
			output.add(2);
			other.setValue(3);
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "", method = "")
		Mono<List<Invocation<Integer>>> returnedInvocations() {
			return Mono.just(List.of(Invocation.of("a", "x", 1), Invocation.of("b", "y", 2)));
		}

	}

}
