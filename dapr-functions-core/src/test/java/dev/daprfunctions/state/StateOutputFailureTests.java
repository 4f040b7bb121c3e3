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

import java.util.List;
import java.util.concurrent.TimeoutException;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.SidecarErrors;
import dev.daprfunctions.function.TestResponse;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.SaveStateRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;

/**
 * Tests for {@link StateWriter} when a value cannot be written.
 */
class StateOutputFailureTests {

	private final StateClient state = new StateClient();

	private final DaprClient client = this.state.client();

	private final FunctionFixture fixture = FunctionFixture.of(StateFunctions.class)
		.client(this.client)
		.property("store", "redis")
		.property("key", "{literal}");

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@CsvSource({ "UNAVAILABLE, 503, unknown", "DEADLINE_EXCEEDED, 504, unknown", "CANCELLED, 503, unknown",
			"ABORTED, 409, notSent", "INVALID_ARGUMENT, 500, notSent", "FAILED_PRECONDITION, 500, notSent",
			"INTERNAL, 502, notSent" })
	void whenSidecarFailsToWriteThenFailureIsTranslatedAndListed(String code, int status, String outcome) {
		given(this.client.saveBulkState(any())).willReturn(Mono.error(SidecarErrors.of(code)));
		TestResponse response = this.fixture.call("save", "{\"id\":41}");
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.detail()).contains("riting state '{literal}' of store 'redis' for function 'save' failed");
		assertThat(response.json()).containsEntry("sent", List.of())
			.containsEntry(outcome, List.of("state '{literal}' of store 'redis'"));
		if (!outcome.equals("notSent")) {
			assertThat(response.json()).containsEntry("notSent", List.of());
		}
	}

	@Test
	void whenClientTimesOutThenOutcomeIsUnknown() {
		given(this.client.saveBulkState(any())).willReturn(Mono.error(new TimeoutException()));
		TestResponse response = this.fixture.call("save", "{\"id\":41}");
		assertThat(response.status()).isEqualTo(504);
		assertThat(response.json()).containsEntry("unknown", List.of("state '{literal}' of store 'redis'"));
	}

	@Test
	void whenClientThrowsAtOnceOnWritingThenNothingIsSent() {
		willThrow(new IllegalArgumentException("bad request")).given(this.client).saveBulkState(any());
		TestResponse response = this.fixture.call("save", "{\"id\":41}");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).endsWith("function 'save' failed: bad request");
		assertThat(response.json()).containsEntry("notSent", List.of("state '{literal}' of store 'redis'"));
	}

	@Test
	void whenOneOfTwoStoresFailsThenBothAreListed() {
		given(this.client.saveBulkState(any())).willAnswer((invocation) -> {
			SaveStateRequest request = invocation.getArgument(0);
			return request.getStoreName().equals("two") ? Mono.error(SidecarErrors.of("INVALID_ARGUMENT"))
					: Mono.empty();
		});
		TestResponse response = this.fixture.call("several");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.json())
			.containsEntry("sent", List.of("state 'a' of store 'one'", "state 'b' of store 'one'"))
			.containsEntry("notSent", List.of("state 'c' of store 'two'"));
	}

	@Test
	void whenBothStoresFailThenResponseIsThatOfTheFirst() {
		given(this.client.saveBulkState(any())).willReturn(Mono.error(SidecarErrors.of("INVALID_ARGUMENT")));
		TestResponse response = this.fixture.call("several");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).contains("riting state 'a' of store 'one', state 'b' of store 'one'");
		assertThat((List<?>) response.json().get("notSent")).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ABORTED", "INTERNAL" })
	void whenOneOfSeveralValuesOfAStoreFailsThenWhatBecameOfThemIsUnknown(String code) {
		given(this.client.saveBulkState(any())).willAnswer((invocation) -> {
			SaveStateRequest request = invocation.getArgument(0);
			return request.getStoreName().equals("one") ? Mono.error(SidecarErrors.of(code)) : Mono.empty();
		});
		assertThat(this.fixture.call("several").json()).containsEntry("sent", List.of("state 'c' of store 'two'"))
			.containsEntry("unknown", List.of("state 'a' of store 'one'", "state 'b' of store 'one'"));
	}

	@Test
	void whenValueCannotBeWrittenAsJsonThenNothingIsSent() {
		this.state.givenWrites();
		TestResponse response = this.fixture.call("unwritable");
		assertThat(response.status()).isEqualTo(500);
		then(this.client).shouldHaveNoInteractions();
	}

	record Order(@Nullable Integer id) {

	}

	public static class Self {

		public Self getSelf() {
			return this;
		}

	}

	static class StateFunctions {

		@ServiceInvocationFunction
		void save(Order payload, @DaprState(store = "${store}", key = "${key}") OutputBinding<Order> order) {
			order.setValue(payload);
		}

		@ServiceInvocationFunction
		void several(@DaprState(store = "one", key = "a") OutputBinding<Integer> a,
				@DaprState(store = "one", key = "b") OutputBinding<Integer> b,
				@DaprState(store = "two", key = "c") OutputBinding<Integer> c) {
			a.setValue(1);
			b.setValue(2);
			c.setValue(3);
		}

		@ServiceInvocationFunction
		void unwritable(@DaprState(store = "statestore", key = "a") OutputBinding<Integer> a,
				@DaprState(store = "statestore", key = "b") OutputBinding<Self> b) {
			a.setValue(1);
			b.setValue(new Self());
		}

	}

}
