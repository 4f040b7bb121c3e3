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

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.StateEntry;
import dev.daprfunctions.StateWrite;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.function.FunctionFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for state entries and outputs of one key, of which the one set last is written.
 */
class StateEntryOrderTests {

	private final FakeStores stores = new FakeStores().put("s", "a", "1");

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
	@CsvSource({ "outputThenEntry, 5", "entryThenOutput, 9", "collectorThenEntry, 5", "entryBetweenOutputs, 9",
			"entryAgain, 6", "entryThenOutputThenUpdate, 6" })
	void whenEntryAndOutputAreOfOneKeyThenTheLastOneSetIsWrittenAgainstTheEtag(String function, String value) {
		assertThat(this.fixture.call(function).status()).isEqualTo(200);
		assertThat(this.stores.requests()).containsExactly("get s/a", "save s[a=" + value + " if 1 FIRST_WRITE]");
	}

	@Test
	void whenEntryIsDeletedAfterAnOutputThenItIsDeletedAgainstTheEtag() {
		this.fixture.call("outputThenDelete");
		assertThat(this.stores.requests()).containsExactly("get s/a", "delete s/a if 1 FIRST_WRITE");
	}

	@Test
	void whenAbsentEntryIsDeletedAfterAnOutputThenNothingIsWritten() {
		this.stores.remove("s", "a");
		assertThat(this.fixture.call("outputThenDelete").status()).isEqualTo(200);
		assertThat(this.stores.requests()).containsExactly("get s/a");
	}

	@Test
	void whenOutputIsSetAfterTheDeletionOfAnAbsentEntryThenItIsCreatedByAFirstWrite() {
		this.stores.remove("s", "a");
		this.fixture.call("deleteThenOutput");
		assertThat(this.stores.requests()).containsExactly("get s/a", "save s[a=9 FIRST_WRITE]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "outputThenEntry", "entryThenOutput" })
	void whenSomebodyElseChangesTheStateThenFunctionRunsAgainWhicheverIsLast(String function) {
		AtomicInteger changes = new AtomicInteger();
		this.stores.before("save s[a", Mono.fromRunnable(() -> {
			if (changes.getAndIncrement() == 0) {
				this.stores.put("s", "a", "100");
			}
		}));
		assertThat(this.fixture.call(function).status()).isEqualTo(200);
		assertThat(Functions.runs).hasValue(2);
	}

	static class Functions {

		static final AtomicInteger runs = new AtomicInteger();

		@ServiceInvocationFunction
		void outputThenEntry(@DaprState(store = "s", key = "a") OutputBinding<Integer> output,
				@DaprState(store = "s", key = "a") StateEntry<Integer> entry) {
			runs.incrementAndGet();
			output.setValue(9);
			entry.set(5);
		}

		@ServiceInvocationFunction
		void entryThenOutput(@DaprState(store = "s", key = "a") OutputBinding<Integer> output,
				@DaprState(store = "s", key = "a") StateEntry<Integer> entry) {
			runs.incrementAndGet();
			entry.set(5);
			output.setValue(9);
		}

		@ServiceInvocationFunction
		void collectorThenEntry(@DaprState(store = "s") OutputCollector<StateWrite<Integer>> output,
				@DaprState(store = "s", key = "a") StateEntry<Integer> entry) {
			output.add(StateWrite.of("a", 8));
			output.add(StateWrite.of("a", 9));
			entry.set(5);
		}

		@ServiceInvocationFunction
		void entryBetweenOutputs(@DaprState(store = "s") OutputCollector<StateWrite<Integer>> output,
				@DaprState(store = "s", key = "a") StateEntry<Integer> entry) {
			output.add(StateWrite.of("a", 8));
			entry.set(5);
			output.add(StateWrite.of("a", 9));
		}

		@ServiceInvocationFunction
		void entryAgain(@DaprState(store = "s", key = "a") OutputBinding<Integer> output,
				@DaprState(store = "s", key = "a") StateEntry<Integer> entry) {
			entry.set(5);
			output.setValue(9);
			entry.set(6);
		}

		@ServiceInvocationFunction
		void entryThenOutputThenUpdate(@DaprState(store = "s", key = "a") OutputBinding<Integer> output,
				@DaprState(store = "s", key = "a") StateEntry<Integer> entry) {
			entry.set(5);
			output.setValue(9);
			entry.update((value) -> value + 1);
		}

		@ServiceInvocationFunction
		void outputThenDelete(@DaprState(store = "s", key = "a") OutputBinding<Integer> output,
				@DaprState(store = "s", key = "a") StateEntry<Integer> entry) {
			output.setValue(9);
			entry.delete();
		}

		@ServiceInvocationFunction
		void deleteThenOutput(@DaprState(store = "s", key = "a") OutputBinding<Integer> output,
				@DaprState(store = "s", key = "a") StateEntry<Integer> entry) {
			entry.delete();
			output.setValue(9);
		}

	}

}
