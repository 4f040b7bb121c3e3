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

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.StateEntry;
import dev.daprfunctions.StateWrite;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.CapturedLog;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.FunctionInvoker;
import dev.daprfunctions.function.TestResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StateEntryOutput}, {@link StateConflicts} and the re-run of functions.
 */
class StateEntryTests {

	private final FakeStores stores = new FakeStores().put("s", "a", "1").put("s", "b", "2");

	private final FunctionFixture fixture = FunctionFixture.of(Functions.class)
		.client(this.stores.client())
		.property("store", "s");

	@BeforeEach
	void clear() {
		Functions.runs.set(0);
		Functions.seen.clear();
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "increment", "incrementLater", "incrementStage" })
	void whenEntryIsChangedThenItIsWrittenAgainstItsEtag(String function) {
		assertThat(this.fixture.call(function).status()).isEqualTo(200);
		assertThat(this.stores.requests()).containsExactly("get s/a", "save s[a=2 if 1 FIRST_WRITE]");
		assertThat(this.stores.value("s", "a")).isEqualTo("2");
	}

	@Test
	void whenEntryIsDeletedThenItIsDeletedAgainstItsEtag() {
		this.fixture.call("remove");
		assertThat(this.stores.requests()).containsExactly("get s/a", "delete s/a if 1 FIRST_WRITE");
	}

	@Test
	void whenEntryIsAbsentThenItIsCreatedByAFirstWrite() {
		this.stores.remove("s", "a");
		this.fixture.call("increment");
		assertThat(this.stores.requests()).containsExactly("get s/a", "save s[a=1 FIRST_WRITE]");
	}

	@Test
	void whenAbsentEntryIsDeletedThenNothingIsWritten() {
		this.stores.remove("s", "a");
		assertThat(this.fixture.call("remove").status()).isEqualTo(200);
		assertThat(this.stores.requests()).containsExactly("get s/a");
	}

	@Test
	void whenEntryIsNotChangedThenNothingIsWritten() {
		assertThat(this.fixture.call("look").body()).isEqualTo("\"1 1\"");
		assertThat(this.stores.allRequests()).containsExactly("get s/a");
	}

	@Test
	void whenNullIsStoredThenEntryIsEmptyAndIsWrittenAgainstItsEtag() {
		this.stores.put("s", "a", "null");
		assertThat(this.fixture.call("look").body()).isEqualTo("\"null 3\"");
		this.fixture.call("increment");
		assertThat(this.stores.requests()).last().isEqualTo("save s[a=1 if 3 FIRST_WRITE]");
		this.stores.put("s", "a", "null");
		this.fixture.call("remove");
		assertThat(this.stores.requests()).last().isEqualTo("delete s/a if 5 FIRST_WRITE");
	}

	@Test
	void whenStoreIsRedisThenEtagIsComparedWithoutAFirstWriteThatWouldMarkTheKey() {
		this.stores.transactional("s", "state.redis");
		this.fixture.call("increment");
		assertThat(this.stores.requests()).last().isEqualTo("save s[a=2 if 1]");
		this.stores.remove("s", "a");
		this.fixture.call("increment");
		assertThat(this.stores.requests()).last().isEqualTo("save s[a=1 FIRST_WRITE]");
	}

	@Test
	void whenMetadataCannotBeReadThenSingleEntryIsWrittenAllTheSame() {
		this.stores.fail("metadata", "INTERNAL");
		assertThat(this.fixture.call("increment").status()).isEqualTo(200);
		assertThat(this.stores.requests()).last().isEqualTo("save s[a=2 if 1 FIRST_WRITE]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "increment", "incrementLater", "incrementStage" })
	void whenSomebodyElseChangesEntryThenFunctionRunsAgainOnFreshValues(String function) {
		changeBefore("save s[a", 2);
		assertThat(this.fixture.call(function, "[1]").status()).isEqualTo(200);
		assertThat(Functions.runs).hasValue(3);
		assertThat(this.stores.value("s", "a")).isEqualTo("103");
		assertThat(Functions.seen).containsExactly("[1] 1", "[1] 101", "[1] 102");
	}

	@ParameterizedTest
	@CsvSource({ "increment, 3", "incrementLater, 3", "increment, 0", "incrementLater, 1" })
	void whenConflictsDoNotEndThenResponseIs409(String function, int retries) {
		changeBefore("save s[a", 100);
		this.fixture.conflictRetries(retries);
		TestResponse response = this.fixture.call(function, "[1]");
		assertThat(response.status()).isEqualTo(409);
		assertThat(response.detail()).isEqualTo(
				"The state 'a' of store 's' was changed by somebody else since function '" + function + "' read it");
		assertThat(response.json()).containsEntry("errorCode", "ERR_STATE_SAVE")
			.containsEntry("sent", List.of())
			.containsEntry("notSent", List.of("state 'a' of store 's'"));
		assertThat(Functions.runs).hasValue(retries + 1);
	}

	@Test
	void whenFunctionRunsAgainThenItsHoldersAreEmpty() {
		changeBefore("save s[a", 1);
		assertThat(this.fixture.call("collect").status()).isEqualTo(200);
		assertThat(Functions.runs).hasValue(2);
		assertThat(this.stores.requests()).contains("save s[a=102 if 3 FIRST_WRITE]").last().isEqualTo("save t[log=2]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "state.in-memory", "state.sqlite", "state.sqlite3", "state.postgresql", "state.postgres",
			"state.mysql" })
	void whenTypeRollsBackThenEntriesAndOutputsShareATransaction(String type) {
		this.stores.transactional("s", type);
		assertThat(this.fixture.call("move").status()).isEqualTo(200);
		assertThat(this.stores.requests()).containsExactly("bulk s[a, b] parallelism 2",
				"transact s[upsert a=0 if 1 FIRST_WRITE, upsert b=3 if 2 FIRST_WRITE, upsert log=1]");
	}

	@ParameterizedTest
	@CsvSource({ "state.redis, ''", "state.sqlserver, ' FIRST_WRITE'", "state.mine, ' FIRST_WRITE'" })
	void whenTypeIsNotSeenToRollBackThenEntriesAreWrittenSinglyBeforeTheRest(String type, String concurrency) {
		this.stores.transactional("s", type);
		assertThat(this.fixture.call("move").status()).isEqualTo(200);
		assertThat(this.stores.requests()).containsExactly("bulk s[a, b] parallelism 2",
				"save s[a=0 if 1" + concurrency + "]", "save s[b=3 if 2" + concurrency + "]", "save s[log=1]");
	}

	@Test
	void whenSharedTransactionConflictsThenFunctionRunsAgain() {
		this.stores.transactional("s", "state.in-memory");
		changeBefore("transact s", 1);
		assertThat(this.fixture.call("move").status()).isEqualTo(200);
		assertThat(Functions.runs).hasValue(2);
		assertThat(this.stores.requests()).contains("get s/a", "get s/b");
		assertThat(this.stores.value("s", "a")).isEqualTo("100");
		assertThat(this.stores.value("s", "b")).isEqualTo("3");
	}

	@ParameterizedTest
	@ValueSource(strings = { "move", "moveLater" })
	void whenLaterEntryConflictsThenResponseIs409NamingWhatWasWritten(String function) {
		this.stores.before("save s[b", Mono.fromRunnable(() -> this.stores.put("s", "b", "100")));
		try (CapturedLog log = new CapturedLog(FunctionInvoker.class)) {
			TestResponse response = this.fixture.call(function);
			assertThat(response.status()).isEqualTo(409);
			assertThat(response.detail())
				.isEqualTo("The state 'b' of store 's' was changed by somebody else since function '" + function
						+ "' read it; already written: state 'a' of store 's'");
			assertThat(response.json()).containsEntry("sent", List.of("state 'a' of store 's'"))
				.containsEntry("notSent", List.of("state 'b' of store 's'", "state 'log' of store 's'"));
			assertThat(log.lines()).singleElement().asString().endsWith("; written: state 'a' of store 's'");
		}
		assertThat(Functions.runs).hasValue(1);
		assertThat(this.stores.value("s", "log")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "INTERNAL", "INVALID_ARGUMENT", "ABORTED" })
	void whenWriteFailsAndEtagHasChangedThenItIsAConflict(String code) {
		this.stores.fail("save s[a=2", code);
		this.stores.before("save s[a=2", Mono.fromRunnable(() -> this.stores.put("s", "a", "100")));
		assertThat(this.fixture.call("increment").status()).isEqualTo(200);
		assertThat(Functions.runs).hasValue(2);
		assertThat(this.stores.value("s", "a")).isEqualTo("101");
	}

	@Test
	void whenWriteFailsAndEtagIsTheSameThenItIsNoConflict() {
		this.stores.fail("save s[a", "INTERNAL");
		TestResponse response = this.fixture.call("increment");
		assertThat(response.status()).isEqualTo(502);
		assertThat(response.detail()).startsWith("Writing state 'a' of store 's' for function 'increment' failed: ");
		assertThat(this.stores.requests()).containsExactly("get s/a", "save s[a=2 if 1 FIRST_WRITE]", "get s/a");
		assertThat(Functions.runs).hasValue(1);
	}

	@Test
	void whenStateCannotBeReadAgainThenTheFailureOfTheWriteCounts() {
		this.stores.before("save s[a", Mono.fromRunnable(() -> this.stores.fail("get s/a", "UNAVAILABLE")));
		this.stores.fail("save s[a", "INTERNAL");
		assertThat(this.fixture.call("increment").status()).isEqualTo(502);
	}

	@Test
	void whenEntryHasMetadataThenItIsReadAgainWithIt() {
		this.stores.fail("save s[a", "INTERNAL");
		this.fixture.call("metadata");
		assertThat(this.stores.requests()).containsExactly("get s/a STRONG {partitionKey=p}",
				"save s[a=2 if 1 FIRST_WRITE {partitionKey=p, ttlInSeconds=60}]", "get s/a STRONG {partitionKey=p}");
	}

	@ParameterizedTest
	@CsvSource({ "increment, UNAVAILABLE, 503", "increment, DEADLINE_EXCEEDED, 504", "increment, CANCELLED, 503",
			"incrementLater, DEADLINE_EXCEEDED, 504" })
	void whenOutcomeIsUnknownThenFunctionDoesNotRunAgain(String function, String code, int status) {
		this.stores.failAfterwards("save s[a", code);
		TestResponse response = this.fixture.call(function, "[1]");
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.detail()).endsWith("; whether it has happened is unknown");
		assertThat(response.json()).containsEntry("unknown", List.of("state 'a' of store 's'"));
		assertThat(Functions.runs).hasValue(1);
		assertThat(this.stores.value("s", "a")).isEqualTo("2");
		assertThat(this.stores.requests()).containsExactly("get s/a", "save s[a=2 if 1 FIRST_WRITE]");
	}

	@Test
	void whenStoresDifferThenThatWithTheEntryIsWrittenFirst() {
		this.stores.fail("save s", "INTERNAL");
		assertThat(this.fixture.call("collect").status()).isEqualTo(502);
		assertThat(this.stores.requests()).noneMatch((request) -> request.contains(" t"));
	}

	@Test
	void whenValueComesWithoutEtagThenResponseIs500() {
		this.stores.put("s", "a", "1", null);
		TestResponse response = this.fixture.call("increment");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).isEqualTo("The state 'a' of store 's' for parameter 'a' of function "
				+ "'increment' has no ETag to write against: a state entry needs a store that has ETags");
		assertThat(Functions.runs).hasValue(0);
	}

	@Test
	void whenEntriesAreOfTwoStoresThenStartStops() {
		assertStops(TwoStores.class, "is a state entry of another store than parameter 'b'");
	}

	@Test
	void whenPayloadIsAStreamThenStartStops() {
		assertStops(StreamPayload.class, "is a state entry, so that the function may run again, but the payload "
				+ "'payload' is a stream that can be read once only");
	}

	private static void assertStops(Class<?> functions, String problem) {
		try (FunctionFixture wrong = FunctionFixture.of(functions)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(wrong::start)
				.withMessageStartingWith("Parameter 'a' (StateEntry<Integer>) of method wrong(")
				.withMessageEndingWith(problem);
		}
	}

	private void changeBefore(String request, int times) {
		AtomicInteger changes = new AtomicInteger();
		this.stores.before(request, Mono.fromRunnable(() -> {
			if (changes.incrementAndGet() <= times) {
				this.stores.put("s", "a", String.valueOf(100 + changes.get()));
			}
		}));
	}

	static class Functions {

		static final AtomicInteger runs = new AtomicInteger();

		static final List<String> seen = new ArrayList<>();

		private static int plusOne(@Nullable Integer value) {
			return (value != null) ? value + 1 : 1;
		}

		@ServiceInvocationFunction
		void increment(@Nullable List<Integer> payload, @DaprState(store = "s", key = "a") StateEntry<Integer> a) {
			runs.incrementAndGet();
			seen.add(payload + " " + a.get());
			a.update(Functions::plusOne);
			if (payload != null) {
				payload.clear();
			}
		}

		@ServiceInvocationFunction
		Mono<Void> incrementLater(@Nullable List<Integer> payload,
				@DaprState(store = "s", key = "a") StateEntry<Integer> a) {
			return Mono.fromRunnable(() -> increment(payload, a));
		}

		@ServiceInvocationFunction
		CompletionStage<Void> incrementStage(@Nullable List<Integer> payload,
				@DaprState(store = "s", key = "a") StateEntry<Integer> a) {
			return CompletableFuture.runAsync(() -> increment(payload, a));
		}

		@ServiceInvocationFunction
		void remove(@DaprState(store = "s", key = "a") StateEntry<Integer> a) {
			a.delete();
		}

		@ServiceInvocationFunction
		String look(@DaprState(store = "s", key = "a") StateEntry<Integer> a) {
			return a.get() + " " + a.etag();
		}

		@ServiceInvocationFunction
		void metadata(@DaprState(store = "s", key = "a", metadata = "partitionKey=p", ttl = "60s",
				consistency = DaprState.Consistency.STRONG) StateEntry<Integer> a) {
			a.update(Functions::plusOne);
		}

		@ServiceInvocationFunction
		void collect(@DaprState(store = "s", key = "a") StateEntry<Integer> a,
				@DaprState(store = "t") OutputCollector<StateWrite<Integer>> log) {
			runs.incrementAndGet();
			a.update(Functions::plusOne);
			log.add(StateWrite.of("log", log.values().size() + runs.get()));
		}

		@ServiceInvocationFunction
		void move(@DaprState(store = "s", key = "a") StateEntry<Integer> a,
				@DaprState(store = "${store}", key = "b") StateEntry<Integer> b,
				@DaprState(store = "s", key = "log") OutputBinding<Integer> log) {
			runs.incrementAndGet();
			a.update((value) -> value - 1);
			b.update(Functions::plusOne);
			log.setValue(1);
		}

		@ServiceInvocationFunction
		Mono<Void> moveLater(@DaprState(store = "s", key = "a") StateEntry<Integer> a,
				@DaprState(store = "s", key = "b") StateEntry<Integer> b,
				@DaprState(store = "s", key = "log") OutputBinding<Integer> log) {
			return Mono.fromRunnable(() -> move(a, b, log));
		}

	}

	static class TwoStores {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "s", key = "a") StateEntry<Integer> a,
				@DaprState(store = "t", key = "b") StateEntry<Integer> b) {
			a.set(1);
		}

	}

	static class StreamPayload {

		@ServiceInvocationFunction
		void wrong(InputStream payload, @DaprState(store = "s", key = "a") StateEntry<Integer> a) {
			a.set(1);
		}

	}

}
