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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.daprfunctions.BindingRequest;
import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.annotation.DaprBinding;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.TestResponse;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.InvokeBindingRequest;
import io.dapr.utils.TypeRef;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.mock;
import static org.mockito.BDDMockito.then;

/**
 * Tests for {@link BindingBinder}, {@link BindingOutput} and {@link BindingWriter}.
 */
class BindingOutputTests {

	private final DaprClient client = mock(DaprClient.class);

	private final FunctionFixture fixture = FunctionFixture.of(Outputs.class)
		.client(this.client)
		.property("binding", "queue");

	private final List<InvokeBindingRequest> requests = new ArrayList<>();

	@BeforeEach
	void answer() {
		given(this.client.invokeBinding(any(InvokeBindingRequest.class), eq(TypeRef.BYTE_ARRAY)))
			.willAnswer((invocation) -> {
				this.requests.add(invocation.getArgument(0));
				return (this.requests.size() % 2 == 0) ? Mono.empty() : Mono.just(new byte[] { 1 });
			});
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`',
			value = { "object ! {\"id\":1}", "text ! \"text\"", "bytes ! raw", "returned ! {\"id\":1}",
					"returnedOptional ! {\"id\":1}", "returnedEntity ! {\"id\":1}", "returnedMono ! {\"id\":1}",
					"returnedStage ! {\"id\":1}", "returnedList ! [{\"id\":1}]", "collected ! {\"id\":1}",
					"typed ! {\"id\":1}" })
	void whenValueIsSetThenBindingGetsIt(String function, String data) {
		TestResponse response = this.fixture.call(function);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isNull();
		assertThat(this.requests).singleElement().satisfies((request) -> {
			assertThat(text(request)).isEqualTo(data);
			assertThat(request.getName()).isEqualTo("queue");
			assertThat(request.getOperation()).isEqualTo("create");
			assertThat(request.getMetadata()).isEmpty();
		});
	}

	@ParameterizedTest
	@CsvSource({ "nothing, create", "get, get", "returnedGet, list" })
	void whenThereIsNoDataThenNoneIsSent(String function, String operation) {
		assertThat(this.fixture.call(function).status()).isEqualTo(200);
		assertThat(this.requests).singleElement().satisfies((request) -> {
			assertThat(request.getData()).isNull();
			assertThat(request.getOperation()).isEqualTo(operation);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "unset", "emptyCollector", "nullReturn", "emptyReturn", "emptyList", "failing" })
	void whenNothingIsToBeSentThenSidecarIsNotAsked(String function) {
		this.fixture.call(function);
		then(this.client).shouldHaveNoInteractions();
	}

	@Test
	void whenAnnotationHasAttributesThenTheyAreSent() {
		this.fixture.call("attributes", "\"x\"");
		assertThat(this.requests).singleElement().satisfies((request) -> {
			assertThat(request.getName()).isEqualTo("queue-x");
			assertThat(request.getOperation()).isEqualTo("put-x");
			assertThat(request.getMetadata()).containsExactlyInAnyOrderEntriesOf(Map.of("key", "x", "fixed", "1"));
		});
	}

	@Test
	void whenRequestHasAttributesThenTheyGoBeforeThoseOfTheAnnotation() {
		this.fixture.call("overriding");
		assertThat(this.requests).singleElement().satisfies((request) -> {
			assertThat(request.getName()).isEqualTo("other");
			assertThat(request.getOperation()).isEqualTo("delete");
			assertThat(request.getMetadata())
				.containsExactlyInAnyOrderEntriesOf(Map.of("kept", "1", "replaced", "new", "added", "2"));
			assertThat(text(request)).isEqualTo("1");
		});
	}

	@Test
	void whenBindingIsInvokedSeveralTimesThenOneAfterAnother() {
		CompletableFuture<byte[]> first = new CompletableFuture<>();
		given(this.client.invokeBinding(any(InvokeBindingRequest.class), eq(TypeRef.BYTE_ARRAY)))
			.willAnswer((invocation) -> {
				InvokeBindingRequest request = invocation.getArgument(0);
				this.requests.add(request);
				return text(request).equals("1") ? Mono.fromFuture(first) : Mono.empty();
			});
		CompletableFuture<TestResponse> response = CompletableFuture.supplyAsync(() -> this.fixture.call("several"));
		Awaitility.await().until(() -> this.requests.size() == 2);
		assertThat(this.requests).extracting(BindingOutputTests::text).containsExactlyInAnyOrder("1", "3");
		first.complete(new byte[0]);
		assertThat(response.join().status()).isEqualTo(200);
		assertThat(this.requests).extracting(BindingOutputTests::text).containsExactly("1", "3", "2");
	}

	@Test
	void whenReturnValueIsAListOfRequestsThenEachIsSent() {
		assertThat(this.fixture.call("returnedRequests").status()).isEqualTo(200);
		assertThat(this.requests).extracting((request) -> request.getOperation() + " " + text(request))
			.containsExactly("create 1", "append 2");
	}

	private static String text(InvokeBindingRequest request) {
		return new String((byte[]) request.getData(), StandardCharsets.UTF_8);
	}

	record Order(int id) {

	}

	static class Outputs {

		@ServiceInvocationFunction
		void object(@DaprBinding(name = "queue", operation = "create") OutputBinding<Order> output) {
			output.setValue(new Order(1));
		}

		@ServiceInvocationFunction
		void text(@DaprBinding(name = "queue", operation = "create") OutputBinding<String> output) {
			output.setValue("text");
		}

		@ServiceInvocationFunction
		void bytes(@DaprBinding(name = "queue", operation = "create") OutputBinding<byte[]> output) {
			output.setValue("raw".getBytes(StandardCharsets.UTF_8));
		}

		@ServiceInvocationFunction
		@DaprBinding(name = "queue", operation = "create")
		Order returned() {
			return new Order(1);
		}

		@ServiceInvocationFunction
		@DaprBinding(name = "queue", operation = "create")
		Optional<Order> returnedOptional() {
			return Optional.of(new Order(1));
		}

		@ServiceInvocationFunction
		@DaprBinding(name = "queue", operation = "create")
		ResponseEntity<Order> returnedEntity() {
			return ResponseEntity.ok(new Order(1));
		}

		@ServiceInvocationFunction
		@DaprBinding(name = "queue", operation = "create")
		Mono<Order> returnedMono() {
			return Mono.just(new Order(1));
		}

		@ServiceInvocationFunction
		@DaprBinding(name = "queue", operation = "create")
		CompletionStage<Order> returnedStage() {
			return CompletableFuture.completedFuture(new Order(1));
		}

		@ServiceInvocationFunction
		@DaprBinding(name = "queue", operation = "create")
		List<Order> returnedList() {
			return List.of(new Order(1));
		}

		@ServiceInvocationFunction
		void collected(@DaprBinding(name = "queue", operation = "create") OutputCollector<Order> output) {
			output.add(new Order(1));
		}

		@ServiceInvocationFunction
		@DaprBinding(name = "queue")
		BindingRequest<Order> typed() {
			return BindingRequest.of("create", new Order(1));
		}

		@ServiceInvocationFunction
		void nothing(@DaprBinding(name = "queue", operation = "create") OutputBinding<Order> output) {
			output.setValue(null);
		}

		@ServiceInvocationFunction
		void get(@DaprBinding(name = "queue", operation = "create") OutputBinding<BindingRequest<Void>> output) {
			output.setValue(BindingRequest.of("get"));
		}

		@ServiceInvocationFunction
		@DaprBinding(name = "queue")
		BindingRequest<Void> returnedGet() {
			return BindingRequest.of("list");
		}

		@ServiceInvocationFunction
		void unset(@DaprBinding(name = "queue", operation = "create") OutputBinding<Order> output) {

		}

		@ServiceInvocationFunction
		void emptyCollector(@DaprBinding(name = "queue", operation = "create") OutputCollector<Order> output) {

		}

		@ServiceInvocationFunction
		@DaprBinding(name = "queue", operation = "create")
		@Nullable Order nullReturn() {
			return null;
		}

		@ServiceInvocationFunction
		@DaprBinding(name = "queue", operation = "create")
		Optional<Order> emptyReturn() {
			return Optional.empty();
		}

		@ServiceInvocationFunction
		@DaprBinding(name = "queue", operation = "create")
		List<BindingRequest<Order>> emptyList() {
			return List.of();
		}

		@ServiceInvocationFunction
		void failing(@DaprBinding(name = "queue", operation = "create") OutputBinding<Order> output) {
			output.setValue(new Order(1));
			throw new IllegalStateException("failed");
		}

		@ServiceInvocationFunction
		void attributes(String payload, @DaprBinding(name = "${binding}-{payload}", operation = "put-{payload}",
				metadata = { "key={payload}", "fixed=1" }) OutputBinding<String> output) {
			output.setValue("x");
		}

		@ServiceInvocationFunction
		void overriding(@DaprBinding(name = "queue", operation = "create",
				metadata = { "kept=1", "replaced=old" }) OutputBinding<BindingRequest<Integer>> output) {
			output.setValue(BindingRequest.builder(1)
				.name("other")
				.operation("delete")
				.metadata("replaced", "new")
				.metadata("added", "2")
				.build());
		}

		@ServiceInvocationFunction
		void several(@DaprBinding(name = "queue", operation = "create") OutputCollector<Integer> output,
				@DaprBinding(name = "other", operation = "create") OutputBinding<Integer> other) {
			output.add(1);
			output.add(2);
			other.setValue(3);
		}

		@ServiceInvocationFunction
		@DaprBinding(name = "queue")
		Mono<List<BindingRequest<Integer>>> returnedRequests() {
			return Mono.just(List.of(BindingRequest.of("create", 1), BindingRequest.of("append", 2)));
		}

	}

}
