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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.GetStateRequest;
import io.dapr.client.domain.State;
import io.dapr.utils.TypeRef;
import io.micrometer.context.ContextRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.mock;

/**
 * Tests for {@link CallerContext}.
 */
class CallerContextTests {

	private static final String KEY = CallerContextTests.class.getName();

	private static final ThreadLocal<String> local = new ThreadLocal<>();

	private final CompletableFuture<State<byte[]>> state = new CompletableFuture<>();

	private final DaprClient client = mock(DaprClient.class);

	private final FunctionFixture fixture = FunctionFixture.of(Functions.class).client(this.client);

	@BeforeEach
	void register() {
		ContextRegistry.getInstance().registerThreadLocalAccessor(KEY, local);
		given(this.client.getState(any(GetStateRequest.class), eq(TypeRef.BYTE_ARRAY)))
			.willReturn(Mono.fromFuture(this.state));
	}

	@AfterEach
	void close() {
		local.remove();
		ContextRegistry.getInstance().removeThreadLocalAccessor(KEY);
		this.fixture.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "stage", "mono" })
	void whenFunctionIsCalledByAnotherThreadThenItSeesTheContextOfItsCaller(String function) throws Exception {
		local.set("caller");
		CompletableFuture<TriggerResponse> response = this.fixture.invoker()
			.invokeAsync(this.fixture.function(function), TestRequest.post())
			.toFuture();
		local.remove();
		assertThat(CompletableFuture.supplyAsync(this::complete).get(10, TimeUnit.SECONDS)).isNull();
		assertThat(TestResponse.of(response.get(10, TimeUnit.SECONDS)).body()).isEqualTo("\"caller\"");
	}

	private String complete() {
		this.state.complete(new State<>("k", "1".getBytes(StandardCharsets.UTF_8), "1"));
		return local.get();
	}

	static class Functions {

		@ServiceInvocationFunction
		CompletionStage<String> stage(@DaprState(store = "store", key = "k") int value) {
			return CompletableFuture.completedStage(local.get());
		}

		@ServiceInvocationFunction
		Mono<String> mono(@DaprState(store = "store", key = "k") int value) {
			return Mono.deferContextual((context) -> Mono.just(context.get(KEY)));
		}

	}

}
