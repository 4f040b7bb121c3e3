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

import java.util.concurrent.atomic.AtomicInteger;

import dev.daprfunctions.StateEntry;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.TestResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for state entries of one function that may be the same state.
 */
class StateEntryKeyTests {

	private final FakeStores stores = new FakeStores().put("s", "a", "100").put("s", "b", "100");

	private final FunctionFixture fixture = FunctionFixture.of(Functions.class).client(this.stores.client());

	@BeforeEach
	void clear() {
		Functions.runs.set(0);
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@CsvSource({ "transfer, a, a, from, to", "transferLater, a, a, from, to", "toFixed, a, ignored, from, fixed",
			"fromFixed, a, ignored, fixed, to" })
	void whenTwoEntriesAreOneStateThenResponseIs400AndNothingIsRead(String function, String from, String to,
			String first, String second) {
		TestResponse response = this.fixture.call(function, payload(from, to));
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.detail()).isEqualTo("The parameters '" + first + "' and '" + second + "' of function '"
				+ function + "' are the same state 'a' of store 's' in this call, but each state entry needs its own");
		assertThat(response.json()).containsEntry("errorCode", "ERR_MALFORMED_REQUEST");
		assertThat(this.stores.allRequests()).isEmpty();
		assertThat(Functions.runs).hasValue(0);
	}

	@ParameterizedTest
	@CsvSource({ "transfer", "transferLater", "toFixed", "fromFixed" })
	void whenTwoEntriesAreTwoStatesThenBothAreWritten(String function) {
		assertThat(this.fixture.call(function, payload("b", "c")).status()).isEqualTo(200);
		assertThat(Functions.runs).hasValue(1);
		assertThat(this.stores.requests()).filteredOn((request) -> request.startsWith("save")).hasSize(2);
	}

	@Test
	void whenOneEntryIsReadBesideAnInputOfItsKeyThenBothAreGiven() {
		assertThat(this.fixture.call("look", payload("a", "a")).body()).isEqualTo("\"100 100\"");
	}

	@Test
	void whenKeysAreEqualInEveryCallThenStartStops() {
		try (FunctionFixture wrong = FunctionFixture.of(SameKey.class)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(wrong::start)
				.withMessageStartingWith("Parameter 'a' (StateEntry<Integer>) of method wrong(")
				.withMessageEndingWith("is a state entry of the same key as parameter 'b'");
		}
	}

	private static String payload(String from, String to) {
		return "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(from, to);
	}

	record Transfer(String from, String to) {
	}

	static class Functions {

		static final AtomicInteger runs = new AtomicInteger();

		private static int orZero(Integer value) {
			return (value != null) ? value : 0;
		}

		@ServiceInvocationFunction
		void transfer(Transfer payload, @DaprState(store = "s", key = "{payload.from}") StateEntry<Integer> from,
				@DaprState(store = "s", key = "{payload.to}") StateEntry<Integer> to) {
			runs.incrementAndGet();
			from.update((balance) -> orZero(balance) - 1);
			to.update((balance) -> orZero(balance) + 1);
		}

		@ServiceInvocationFunction
		Mono<Void> transferLater(Transfer payload,
				@DaprState(store = "s", key = "{payload.from}") StateEntry<Integer> from,
				@DaprState(store = "s", key = "{payload.to}") StateEntry<Integer> to) {
			return Mono.fromRunnable(() -> transfer(payload, from, to));
		}

		@ServiceInvocationFunction
		void toFixed(Transfer payload, @DaprState(store = "s", key = "{payload.from}") StateEntry<Integer> from,
				@DaprState(store = "s", key = "a") StateEntry<Integer> fixed) {
			transfer(payload, from, fixed);
		}

		@ServiceInvocationFunction
		void fromFixed(Transfer payload, @DaprState(store = "s", key = "a") StateEntry<Integer> fixed,
				@DaprState(store = "s", key = "{payload.from}") StateEntry<Integer> to) {
			transfer(payload, fixed, to);
		}

		@ServiceInvocationFunction
		String look(Transfer payload, @DaprState(store = "s", key = "{payload.from}") StateEntry<Integer> from,
				@DaprState(store = "s", key = "{payload.to}") Integer to) {
			return from.get() + " " + to;
		}

	}

	static class SameKey {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "s", key = "a") StateEntry<Integer> a,
				@DaprState(store = "s", key = "a") StateEntry<Integer> b) {
			a.set(1);
			b.set(2);
		}

	}

}
