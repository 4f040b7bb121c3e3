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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.TestResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the reading of several state inputs.
 */
class StatePlanTests {

	private final FakeStores stores = new FakeStores().put("s", "a", "1")
		.put("s", "b", "2")
		.put("s", "c", "3")
		.put("s", "d", "4")
		.put("t", "a", "5");

	private final FunctionFixture fixture = FunctionFixture.of(Functions.class)
		.client(this.stores.client())
		.property("store", "s");

	@BeforeEach
	void clear() {
		Functions.runs.set(0);
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "several", "severalLater", "severalStage" })
	void whenInputsAreOfOneStoreThenOneRequestReadsAllAtOnce(String function) {
		assertThat(this.fixture.call(function).body()).isEqualTo("\"1 2 3\"");
		assertThat(this.stores.allRequests()).containsExactly("bulk s[a, b, c] parallelism 3");
	}

	@Test
	void whenKeysAreEqualThenTheyAreReadOnce() {
		assertThat(this.fixture.call("equal", "\"b\"").body()).isEqualTo("\"1 1 2 {a=1, b=2}\"");
		assertThat(this.stores.requests()).containsExactly("bulk s[a, b] parallelism 2");
	}

	@Test
	void whenStoresAreNamedDifferentlyThenOneRequestReadsThem() {
		assertThat(this.fixture.call("named").body()).isEqualTo("\"1 2\"");
		assertThat(this.stores.requests()).containsExactly("bulk s[a, b] parallelism 2");
	}

	@Test
	void whenThereIsOneInputThenItIsReadByTheSingleCall() {
		assertThat(this.fixture.call("one").body()).isEqualTo("\"1\"");
		assertThat(this.stores.requests()).containsExactly("get s/a");
	}

	@Test
	void whenInputsHaveTheirOwnConsistencyOrMetadataThenTheyAreReadSingly() {
		assertThat(this.fixture.call("own").body()).isEqualTo("\"1 2 3 4 {a=1, b=2}\"");
		assertThat(this.stores.requests()).containsExactlyInAnyOrder("bulk s[a, b] parallelism 2", "get s/c STRONG",
				"get s/d {partitionKey=p}", "get s/a EVENTUAL", "get s/b EVENTUAL");
	}

	@ParameterizedTest
	@ValueSource(strings = { "apart", "apartLater" })
	void whenInputsNeedSeveralRequestsThenAllAreSentAtTheSameTime(String function) {
		AtomicInteger sent = new AtomicInteger();
		Sinks.Empty<Void> all = Sinks.empty();
		this.stores.before("", Mono.defer(() -> {
			if (sent.incrementAndGet() == 3) {
				all.tryEmitEmpty();
			}
			return all.asMono();
		}));
		this.fixture.inputsTimeout(Duration.ofSeconds(10));
		assertThat(this.fixture.call(function).body()).isEqualTo("\"1 3 5\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "apart", "apartLater" })
	void whenOneInputFailsThenTheOthersAreCancelledAndFunctionDoesNotRun(String function) {
		AtomicInteger cancelled = new AtomicInteger();
		this.stores.before("get s/a", Mono.never().doOnCancel(cancelled::incrementAndGet));
		this.stores.before("get s/c", Mono.never().doOnCancel(cancelled::incrementAndGet));
		this.stores.fail("get t/a", "INTERNAL");
		TestResponse response = this.fixture.call(function);
		assertThat(response.status()).isEqualTo(502);
		assertThat(response.detail()).startsWith("Reading state 'a' of store 't' for parameter 'c' of function '");
		assertThat(cancelled).hasValue(2);
		assertThat(Functions.runs).hasValue(0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "dynamic", "dynamicOutput" })
	void whenAnyTextCannotBeEvaluatedThenNothingIsRead(String function) {
		TestResponse response = this.fixture.call(function, "{\"first\":\"a\"}");
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.detail()).contains("payload.second");
		assertThat(this.stores.allRequests()).isEmpty();
		assertThat(Functions.runs).hasValue(0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "dynamic", "dynamicOutput" })
	void whenKeyIsEmptyThenNothingIsRead(String function) {
		TestResponse response = this.fixture.call(function, "{\"first\":\"a\",\"second\":\" \"}");
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.detail())
			.isEqualTo("The key '{payload.second}' is empty in this call of function '" + function + "'");
		assertThat(this.stores.allRequests()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "several", "severalLater", "apart" })
	void whenInputsTakeTooLongThenResponseIs504(String function) {
		this.stores.before("", Mono.never());
		this.fixture.inputsTimeout(Duration.ofMillis(50));
		TestResponse response = this.fixture.call(function);
		assertThat(response.status()).isEqualTo(504);
		assertThat(response.detail()).isEqualTo("The inputs of function '" + function + "' were not read within 50 ms");
		assertThat(Functions.runs).hasValue(0);
	}

	@Test
	void whenKeyOfBulkReadFailsThenItsParameterIsNamed() {
		TestResponse response = this.fixture.call("broken");
		assertThat(response.status()).isEqualTo(502);
		assertThat(response.detail()).isEqualTo("Reading state 'broken' of store 's' for parameter 'b' of function "
				+ "'broken' failed: the key is broken");
		assertThat(Functions.runs).hasValue(0);
	}

	@Test
	void whenKeyOfBulkReadIsMissingThenItsParameterIsNamed() {
		this.stores.remove("s", "b");
		TestResponse response = this.fixture.call("several");
		assertThat(response.status()).isEqualTo(404);
		assertThat(response.detail())
			.isEqualTo("There is no state 'b' of store 's', which parameter 'b' of function 'several' needs");
	}

	@Test
	void whenThereAreMoreThanAThousandKeysThenResponseIs500AndNothingIsRead() {
		List<String> keys = IntStream.rangeClosed(1, 1001).mapToObj(String::valueOf).toList();
		StateReader reader = new StateReader(this.stores.client());
		assertThatExceptionOfType(FunctionException.class)
			.isThrownBy(() -> reader.readAll("s", keys, Map.of(), "function 'many'"))
			.withMessage(
					"The inputs of function 'many' are 1001 states of store 's', and at most 1000 are read at once")
			.satisfies((ex) -> assertThat(ex.getStatusCode().value()).isEqualTo(500));
		assertThat(reader.readAll("s", keys.subList(0, 1000), Map.of(), "function 'many'").block()).hasSize(1000);
		assertThat(this.stores.requests()).singleElement().asString().endsWith(" parallelism 1000");
	}

	record Payload(String first, @Nullable String second) {
	}

	static class Functions {

		static final AtomicInteger runs = new AtomicInteger();

		@ServiceInvocationFunction
		String one(@DaprState(store = "s", key = "a") String a) {
			return a;
		}

		@ServiceInvocationFunction
		String several(@DaprState(store = "s", key = "a") String a, @DaprState(store = "s", key = "b") String b,
				@DaprState(store = "s", key = "c") String c) {
			runs.incrementAndGet();
			return a + " " + b + " " + c;
		}

		@ServiceInvocationFunction
		Mono<String> severalLater(@DaprState(store = "s", key = "a") String a,
				@DaprState(store = "s", key = "b") String b, @DaprState(store = "s", key = "c") String c) {
			return Mono.fromCallable(() -> several(a, b, c));
		}

		@ServiceInvocationFunction
		CompletionStage<String> severalStage(@DaprState(store = "s", key = "a") String a,
				@DaprState(store = "s", key = "b") String b, @DaprState(store = "s", key = "c") String c) {
			return CompletableFuture.completedFuture(several(a, b, c));
		}

		@ServiceInvocationFunction
		String equal(String payload, @DaprState(store = "s", key = "a") String a,
				@DaprState(store = "s", key = "a") String again, @DaprState(store = "s", key = "{payload}") String b,
				@DaprState(store = "s", keys = { "a", "{payload}" }) Map<String, String> both) {
			return a + " " + again + " " + b + " " + both;
		}

		@ServiceInvocationFunction
		String named(@DaprState(store = "s", key = "a") String a, @DaprState(store = "${store}", key = "b") String b) {
			return a + " " + b;
		}

		@ServiceInvocationFunction
		String own(@DaprState(store = "s", key = "a") String a, @DaprState(store = "s", key = "b") String b,
				@DaprState(store = "s", key = "c", consistency = DaprState.Consistency.STRONG) String c,
				@DaprState(store = "s", key = "d", metadata = "partitionKey=p") String d, @DaprState(store = "s",
						keys = { "a", "b" }, consistency = DaprState.Consistency.EVENTUAL) Map<String, String> both) {
			return a + " " + b + " " + c + " " + d + " " + both;
		}

		@ServiceInvocationFunction
		String apart(@DaprState(store = "s", key = "a", metadata = "x=y") String a,
				@DaprState(store = "s", key = "c", consistency = DaprState.Consistency.STRONG) String b,
				@DaprState(store = "t", key = "a") String c) {
			runs.incrementAndGet();
			return a + " " + b + " " + c;
		}

		@ServiceInvocationFunction
		Mono<String> apartLater(@DaprState(store = "s", key = "a", metadata = "x=y") String a,
				@DaprState(store = "s", key = "c", consistency = DaprState.Consistency.STRONG) String b,
				@DaprState(store = "t", key = "a") String c) {
			return Mono.fromCallable(() -> apart(a, b, c));
		}

		@ServiceInvocationFunction
		String dynamic(Payload payload, @DaprState(store = "s", key = "{payload.first}") String a,
				@DaprState(store = "t", key = "{payload.second}") String b) {
			runs.incrementAndGet();
			return a + " " + b;
		}

		@ServiceInvocationFunction
		@DaprState(store = "t", key = "{payload.second}")
		String dynamicOutput(Payload payload, @DaprState(store = "s", key = "{payload.first}") String a) {
			runs.incrementAndGet();
			return a;
		}

		@ServiceInvocationFunction
		String broken(@DaprState(store = "s", key = "a") String a, @DaprState(store = "s", key = "broken") String b) {
			runs.incrementAndGet();
			return a + " " + b;
		}

	}

}
