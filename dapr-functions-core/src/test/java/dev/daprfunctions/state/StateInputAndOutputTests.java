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

package dev.daprfunctions.state;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.TestResponse;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.GetStateRequest;
import io.dapr.client.domain.State;
import io.dapr.utils.TypeRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.InOrder;

import org.springframework.core.annotation.AliasFor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.inOrder;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.times;

/**
 * Tests for functions with {@link StateInput} and {@link StateOutput}.
 */
class StateInputAndOutputTests {

	private final StateClient state = new StateClient();

	private final DaprClient client = this.state.client();

	private final FunctionFixture fixture = FunctionFixture.of(StateFunctions.class).client(this.client);

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whenAnnotationsAreComposedThenTheyCount() {
		this.state.givenWrites();
		this.state.givenState("orders/7", "{\"id\":1}");
		assertThat(this.fixture.call("composed", "7").status()).isEqualTo(200);
		assertThat(this.state.readRequest().getKey()).isEqualTo("orders/7");
		assertThat(this.state.saveRequest().getStoreName()).isEqualTo("composed");
		assertThat(this.state.saveRequest().getStates()).singleElement()
			.extracting(State::getKey)
			.isEqualTo("copies/7");
	}

	@ParameterizedTest
	@CsvSource({ "slowStage, 200", "slowStageFailing, 500" })
	void whenAsynchronousFunctionHasInputAndOutputThenItWritesOnlyAfterASuccess(String function, int status) {
		this.state.givenWrites();
		this.state.givenState("order", "5");
		assertThat(this.fixture.call(function).status()).isEqualTo(status);
		then(this.client).should(times((status == 200) ? 1 : 0)).saveBulkState(any());
	}

	@Test
	void whenTargetOfOutputIsMissingThenNothingIsReadAndFunctionDoesNotRun() {
		StateFunctions.runs = 0;
		this.state.givenState("order", "{\"id\":1}");
		TestResponse response = this.fixture.call("inputAndOutput", "{\"id\":null}");
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.detail()).isEqualTo("'{payload.id}' has no value: it is missing or null");
		then(this.client).shouldHaveNoInteractions();
		assertThat(StateFunctions.runs).isZero();
	}

	@Test
	void whenFunctionHasInputAndOutputThenItReadsCallsAndWritesInThisOrder() {
		StateFunctions.runs = 0;
		this.state.givenWrites();
		this.state.givenState("order", "{\"id\":1}");
		assertThat(this.fixture.call("inputAndOutput", "{\"id\":7}").status()).isEqualTo(200);
		InOrder order = inOrder(this.client);
		order.verify(this.client).getState(any(GetStateRequest.class), eq(TypeRef.BYTE_ARRAY));
		order.verify(this.client).saveBulkState(any());
		assertThat(StateClient.text(this.state.saveRequest().getStates().get(0))).isEqualTo("{\"id\":8}");
		assertThat(StateFunctions.runs).isEqualTo(1);
	}

	record Order(@Nullable Integer id) {

	}

	@Target({ ElementType.PARAMETER, ElementType.METHOD })
	@Retention(RetentionPolicy.RUNTIME)
	@DaprState(store = "composed")
	@interface ComposedState {

		@AliasFor(annotation = DaprState.class, attribute = "key")
		String value();

	}

	static class StateFunctions {

		static int runs;

		@ServiceInvocationFunction
		@ComposedState("copies/{payload}")
		Order composed(int payload, @ComposedState("orders/{payload}") Order order) {
			return order;
		}

		@ServiceInvocationFunction
		CompletionStage<String> slowStage(@DaprState(store = "statestore", key = "order") int order,
				@DaprState(store = "statestore", key = "written") OutputBinding<Integer> written) {
			return CompletableFuture.supplyAsync(() -> {
				written.setValue(order + 1);
				return "done";
			});
		}

		@ServiceInvocationFunction
		CompletionStage<String> slowStageFailing(@DaprState(store = "statestore", key = "order") int order,
				@DaprState(store = "statestore", key = "written") OutputBinding<Integer> written) {
			return CompletableFuture.supplyAsync(() -> {
				written.setValue(order + 1);
				throw new IllegalStateException();
			});
		}

		@ServiceInvocationFunction
		void inputAndOutput(Order payload, @DaprState(store = "statestore", key = "order") Order order,
				@DaprState(store = "statestore", key = "{payload.id}") OutputBinding<Order> written) {
			runs++;
			written.setValue(new Order(order.id() + payload.id()));
		}

	}

}
