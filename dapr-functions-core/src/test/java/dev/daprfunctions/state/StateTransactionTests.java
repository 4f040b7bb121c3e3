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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.StateWrite;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.function.CapturedLog;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.FunctionInvoker;
import dev.daprfunctions.function.TestResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the writing of several state outputs, {@link StateWriter} and
 * {@link StateStoreTypes}.
 */
class StateTransactionTests {

	private final FakeStores stores = new FakeStores();

	private final FunctionFixture fixture = FunctionFixture.of(Functions.class).client(this.stores.client());

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@CsvSource({ "save, save s[a=1]", "delete, delete s/a", "twice, save s[a=2]" })
	void whenThereIsOneWriteThenItIsAPlainCallAndNoMetadataIsRead(String function, String request) {
		this.stores.transactional("s", "state.in-memory");
		assertThat(this.fixture.call(function).status()).isEqualTo(200);
		assertThat(this.stores.allRequests()).containsExactly(request);
	}

	@ParameterizedTest
	@CsvSource({ "state.in-memory, several", "state.sqlite, several", "state.sqlite3, several",
			"state.postgresql, several", "state.postgres, several", "state.mysql, several", "state.sqlserver, several",
			"state.redis, several", "state.In-Memory, several", "state.in-memory, severalLater",
			"state.in-memory, severalStage" })
	void whenTypeIsKnownThenWritesAreOneTransaction(String type, String function) {
		this.stores.transactional("s", type);
		assertThat(this.fixture.call(function).status()).isEqualTo(200);
		assertThat(this.stores.allRequests()).containsExactly("metadata",
				"transact s[upsert a=1, upsert b=2, delete c]");
	}

	@Test
	void whenWritesAreOneTransactionThenTheyAreSortedByKey() {
		this.stores.transactional("s", "state.postgresql");
		assertThat(this.fixture.call("backwards").status()).isEqualTo(200);
		assertThat(this.stores.requests()).containsExactly("transact s[delete a, upsert b=2, upsert c=1]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "state.mongodb", "state.etcd", "state.aws.dynamodb", "state.oracledatabase",
			"state.azure.cosmosdb", "state.mine" })
	void whenTypeIsNotKnownThenWritesAreABulkSaveAndDeletes(String type) {
		this.stores.transactional("s", type);
		assertThat(this.fixture.call("several").status()).isEqualTo(200);
		assertThat(this.stores.requests()).containsExactlyInAnyOrder("save s[a=1, b=2]", "delete s/c");
	}

	@Test
	void whenTypeIsAddedThenItsWritesAreOneTransaction() {
		this.stores.transactional("s", "state.mine");
		this.fixture.stateStoreTypes(new StateStoreTypes(this.stores.client(), Set.of("state.Mine"), true));
		this.fixture.call("several");
		assertThat(this.stores.requests()).containsExactly("transact s[upsert a=1, upsert b=2, delete c]");
	}

	@Test
	void whenStoreDoesNotSayThatItIsTransactionalThenThereIsNoTransaction() {
		this.stores.store("s", "state.in-memory", "ETAG");
		this.fixture.call("several");
		assertThat(this.stores.requests()).containsExactlyInAnyOrder("save s[a=1, b=2]", "delete s/c");
	}

	@Test
	void whenStoreIsUnknownToTheSidecarThenThereIsNoTransaction() {
		this.fixture.call("several");
		assertThat(this.stores.requests()).containsExactlyInAnyOrder("save s[a=1, b=2]", "delete s/c");
	}

	@ParameterizedTest
	@CsvSource({ "state.redis, 'save s[a=1 FIRST_WRITE, b=2]'",
			"state.in-memory, 'transact s[upsert a=1 FIRST_WRITE, upsert b=2]'" })
	void whenRedisWouldCompareEtagsThenThereIsNoTransaction(String type, String request) {
		this.stores.transactional("s", type);
		this.fixture.call("firstWrite");
		assertThat(this.stores.requests()).containsExactly(request);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!',
			value = {
					"partition ! transact s[upsert a=1 {partitionKey=p}, upsert b=2 {partitionKey=p}] {partitionKey=p}",
					"partitions ! save s[a=1 {partitionKey=p}, b=2 {partitionKey=q}]",
					"partitionOfOne ! save s[a=1 {partitionKey=p}, b=2]" })
	void whenStoreIsCosmosThenOnlyWritesOfOnePartitionAreOneTransaction(String function, String request) {
		this.stores.transactional("s", "state.azure.cosmosdb");
		this.fixture.call(function);
		assertThat(this.stores.requests()).containsExactly(request);
	}

	@ParameterizedTest
	@CsvSource({ "100, transact", "101, save" })
	void whenStoreIsCosmosThenAtMostAHundredWritesAreOneTransaction(int writes, String request) {
		this.stores.transactional("s", "state.azure.cosmosdb");
		assertThat(this.fixture.call("many", String.valueOf(writes)).status()).isEqualTo(200);
		assertThat(this.stores.requests()).singleElement().asString().startsWith(request + " s[");
	}

	@Test
	void whenStoreIsCosmosThenDeletesAreInNoTransaction() {
		this.stores.transactional("s", "state.azure.cosmosdb");
		this.fixture.call("partitionWithDelete");
		assertThat(this.stores.requests()).containsExactlyInAnyOrder("save s[a=1 {partitionKey=p}]",
				"delete s/b {partitionKey=p}");
	}

	@Test
	void whenPropertySwitchesTransactionsOffThenThereIsNoneAndNoMetadataIsRead() {
		this.stores.transactional("s", "state.in-memory");
		this.fixture.stateStoreTypes(new StateStoreTypes(this.stores.client(), Set.of(), false));
		this.fixture.call("several");
		assertThat(this.stores.allRequests()).containsExactlyInAnyOrder("save s[a=1, b=2]", "delete s/c");
	}

	@Test
	void whenAnnotationSwitchesTransactionOffThenThereIsNone() {
		this.stores.transactional("s", "state.in-memory");
		this.fixture.call("switchedOff");
		assertThat(this.stores.allRequests()).containsExactly("save s[a=1, b=2]");
	}

	@Test
	void whenMetadataWasReadThenItIsReadAgainOnlyAfterTheSidecarWasLost() {
		this.stores.transactional("s", "state.in-memory");
		StateStoreTypes types = new StateStoreTypes(this.stores.client(), Set.of(), true);
		this.fixture.stateStoreTypes(types);
		this.fixture.call("several");
		this.fixture.call("several");
		assertThat(this.stores.allRequests()).filteredOn("metadata"::equals).hasSize(1);
		this.stores.transactional("s", "state.mine");
		types.forget();
		this.fixture.call("several");
		assertThat(this.stores.allRequests()).filteredOn("metadata"::equals).hasSize(2);
		assertThat(this.stores.allRequests()).last().asString().startsWith("delete");
	}

	@ParameterizedTest
	@CsvSource({ "UNAVAILABLE, 503", "DEADLINE_EXCEEDED, 504", "INTERNAL, 502" })
	void whenMetadataCannotBeReadThenNothingIsWrittenAndItIsReadAgain(String code, int status) {
		this.stores.transactional("s", "state.in-memory").fail("metadata", code);
		TestResponse response = this.fixture.call("several");
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.detail())
			.contains("sking for the state stores before the outputs of function 'several' are written failed");
		assertThat(response.json()).containsEntry("sent", List.of());
		assertThat(this.stores.requests()).isEmpty();
		this.stores.undisturbed();
		assertThat(this.fixture.call("several").status()).isEqualTo(200);
		assertThat(this.stores.requests()).containsExactly("transact s[upsert a=1, upsert b=2, delete c]");
	}

	@Test
	void whenStoreSaysThatItIsTransactionalAndRefusesThenResponseIs502AndNothingIsSent() {
		this.stores.transactional("s", "state.postgresql").fail("transact", "UNIMPLEMENTED");
		TestResponse response = this.fixture.call("several");
		assertThat(response.status()).isEqualTo(502);
		assertThat(response.detail()).startsWith("Writing in one transaction state 'a' of store 's', state 'b' of "
				+ "store 's', state 'c' of store 's' for function 'several' failed: ");
		assertThat(response.json()).containsEntry("sent", List.of())
			.containsEntry("notSent",
					List.of("state 'a' of store 's'", "state 'b' of store 's'", "state 'c' of store 's'"))
			.doesNotContainKey("unknown");
	}

	@Test
	void whenTransactionFailsOnRedisThenWhatBecameOfItsWritesIsUnknown() {
		this.stores.transactional("s", "state.redis").fail("transact", "INTERNAL");
		TestResponse response = this.fixture.call("several");
		assertThat(response.status()).isEqualTo(502);
		assertThat(response.json()).containsEntry("notSent", List.of())
			.containsEntry("unknown",
					List.of("state 'a' of store 's'", "state 'b' of store 's'", "state 'c' of store 's'"));
	}

	@Test
	void whenOneStoreFailsThenTheLogNamesWhatWasWritten() {
		this.stores.fail("save t", "INTERNAL");
		try (CapturedLog log = new CapturedLog(FunctionInvoker.class)) {
			assertThat(this.fixture.call("twoStores").status()).isEqualTo(502);
			assertThat(log.lines()).singleElement()
				.asString()
				.startsWith("WARN function 'twoStores' answers 502: ")
				.endsWith("; written: state 'a' of store 's'");
		}
	}

	@Test
	void whenThereAreMoreThanAThousandWritesThenNothingIsSent() {
		this.stores.transactional("s", "state.in-memory");
		TestResponse response = this.fixture.call("many", "1001");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).isEqualTo("Function 'many' has more than 1000 outputs of one kind; the last "
				+ "one is for state '1000' of store 's'");
		assertThat(this.stores.allRequests()).isEmpty();
		assertThat(this.fixture.call("many", "1000").status()).isEqualTo(200);
	}

	static class Functions {

		@ServiceInvocationFunction
		void save(@DaprState(store = "s", key = "a") OutputBinding<Integer> a) {
			a.setValue(1);
		}

		@ServiceInvocationFunction
		void delete(@DaprState(store = "s", key = "a") OutputBinding<Integer> a) {
			a.setValue(null);
		}

		@ServiceInvocationFunction
		void twice(@DaprState(store = "s", key = "a") OutputBinding<Integer> a,
				@DaprState(store = "s", key = "a") OutputBinding<Integer> again) {
			a.setValue(1);
			again.setValue(2);
		}

		@ServiceInvocationFunction
		void backwards(@DaprState(store = "s", key = "c") OutputBinding<Integer> c,
				@DaprState(store = "s", key = "b") OutputBinding<Integer> b,
				@DaprState(store = "s", key = "a") OutputBinding<Integer> a) {
			c.setValue(1);
			b.setValue(2);
			a.setValue(null);
		}

		@ServiceInvocationFunction
		void several(@DaprState(store = "s", key = "a") OutputBinding<Integer> a,
				@DaprState(store = "s", key = "b") OutputBinding<Integer> b,
				@DaprState(store = "s", key = "c") OutputBinding<Integer> c) {
			a.setValue(1);
			b.setValue(2);
			c.setValue(null);
		}

		@ServiceInvocationFunction
		Mono<Void> severalLater(@DaprState(store = "s", key = "a") OutputBinding<Integer> a,
				@DaprState(store = "s", key = "b") OutputBinding<Integer> b,
				@DaprState(store = "s", key = "c") OutputBinding<Integer> c) {
			return Mono.fromRunnable(() -> several(a, b, c));
		}

		@ServiceInvocationFunction
		CompletionStage<Void> severalStage(@DaprState(store = "s", key = "a") OutputBinding<Integer> a,
				@DaprState(store = "s", key = "b") OutputBinding<Integer> b,
				@DaprState(store = "s", key = "c") OutputBinding<Integer> c) {
			return CompletableFuture.runAsync(() -> several(a, b, c));
		}

		@ServiceInvocationFunction
		void firstWrite(
				@DaprState(store = "s", key = "a",
						concurrency = DaprState.Concurrency.FIRST_WRITE) OutputBinding<Integer> a,
				@DaprState(store = "s", key = "b") OutputBinding<Integer> b) {
			a.setValue(1);
			b.setValue(2);
		}

		@ServiceInvocationFunction
		void partition(@DaprState(store = "s", key = "a", metadata = "partitionKey=p") OutputBinding<Integer> a,
				@DaprState(store = "s", key = "b", metadata = "partitionKey=p") OutputBinding<Integer> b) {
			a.setValue(1);
			b.setValue(2);
		}

		@ServiceInvocationFunction
		void partitions(@DaprState(store = "s", key = "a", metadata = "partitionKey=p") OutputBinding<Integer> a,
				@DaprState(store = "s", key = "b", metadata = "partitionKey=q") OutputBinding<Integer> b) {
			a.setValue(1);
			b.setValue(2);
		}

		@ServiceInvocationFunction
		void partitionOfOne(@DaprState(store = "s", key = "a", metadata = "partitionKey=p") OutputBinding<Integer> a,
				@DaprState(store = "s", key = "b") OutputBinding<Integer> b) {
			a.setValue(1);
			b.setValue(2);
		}

		@ServiceInvocationFunction
		void partitionWithDelete(
				@DaprState(store = "s", key = "a", metadata = "partitionKey=p") OutputBinding<Integer> a,
				@DaprState(store = "s", key = "b", metadata = "partitionKey=p") OutputBinding<Integer> b) {
			a.setValue(1);
			b.setValue(null);
		}

		@ServiceInvocationFunction
		void many(int payload,
				@DaprState(store = "s", metadata = "partitionKey=p") OutputCollector<StateWrite<Integer>> writes) {
			IntStream.range(0, payload).forEach((i) -> writes.add(StateWrite.of(String.valueOf(i), i)));
		}

		@ServiceInvocationFunction
		void switchedOff(@DaprState(store = "s", key = "a", transactional = false) OutputBinding<Integer> a,
				@DaprState(store = "s", key = "b") OutputBinding<Integer> b) {
			a.setValue(1);
			b.setValue(2);
		}

		@ServiceInvocationFunction
		void twoStores(@DaprState(store = "s", key = "a") OutputBinding<Integer> a,
				@DaprState(store = "t", key = "b") OutputBinding<Integer> b) {
			a.setValue(1);
			b.setValue(2);
		}

	}

}
