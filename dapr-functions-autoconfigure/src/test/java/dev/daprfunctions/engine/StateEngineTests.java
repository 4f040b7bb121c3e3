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

package dev.daprfunctions.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.daprfunctions.engine.EngineApplication.Answer;
import dev.daprfunctions.engine.EngineFunctions.Move;
import dev.daprfunctions.sidecar.fault.Calls;
import dev.daprfunctions.sidecar.fault.Operation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of state entries, transactions and stages with an application and its sidecar.
 */
@ExtendWith(OutputCaptureExtension.class)
class StateEngineTests {

	private static final int THREADS = 8;

	private static EngineApplication application;

	private final String key = UUID.randomUUID().toString();

	@BeforeAll
	static void start() {
		application = EngineApplication.start("dapr.functions.sidecar.timeout=4s");
		await().until(application::isReady);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@BeforeEach
	void clear() {
		EngineFunctions.delivered.clear();
		EngineFunctions.runs.set(0);
	}

	@AfterEach
	void clearFaults() {
		application.faults().clear();
	}

	@ParameterizedTest
	@CsvSource({ "memory, increment", "redis, increment", "memory, incrementLater", "redis, incrementLater" })
	void whenManyIncrementOneCounterThenNoIncrementIsLost(String store, String function) throws Exception {
		application.save(store, this.key, 0);
		List<Answer> answers = callAtOnce(250, () -> application.call(function, store, this.key));
		assertThat(answers).hasSize(2000).extracting(Answer::status).containsOnly(200, 409);
		int conflicts = (int) answers.stream().filter((answer) -> answer.status() == 409).count();
		assertThat(application.readNumber(store, this.key)).isEqualTo(2000 - conflicts).isPositive();
	}

	@ParameterizedTest
	@CsvSource({ "memory, incrementAndTell", "redis, incrementAndTell", "memory, incrementAndTellLater",
			"redis, incrementAndTellLater" })
	void whenCounterHasOutputsBesideItThenEachSuccessIsPublishedOnce(String store, String function) throws Exception {
		application.save(store, this.key, 0);
		List<Answer> answers = callAtOnce(250, () -> application.call(function, store, this.key));
		assertThat(answers).extracting(Answer::status).containsOnly(200, 409);
		int successes = (int) answers.stream().filter((answer) -> answer.status() == 200).count();
		assertThat(application.readNumber(store, this.key)).isEqualTo(successes).isPositive();
		await().until(() -> EngineFunctions.delivered.size() >= successes);
		assertThat(EngineFunctions.delivered)
			.containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, successes).boxed().toList());
		assertThat(application.readNumber(store, this.key + "-last")).isBetween(1, successes);
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "redis" })
	void whenManyMoveAmountsThenTheSumIsKeptExceptForReportedParts(String store) throws Exception {
		String other = this.key + "-other";
		application.save(store, this.key, 10000);
		application.save(store, other, 10000);
		List<Moved> moves = callAtOnce(50, () -> {
			boolean forth = ThreadLocalRandom.current().nextBoolean();
			Move move = new Move(store, (forth) ? this.key : other, (forth) ? other : this.key,
					ThreadLocalRandom.current().nextInt(1, 10));
			return new Moved(move, application.call("move", move));
		});
		assertThat(moves).extracting((moved) -> moved.answer().status()).containsOnly(200, 409);
		List<Moved> torn = moves.stream().filter((moved) -> !moved.answer().listed("sent").isEmpty()).toList();
		assertThat(torn).allSatisfy((moved) -> assertThat(moved.answer().listed("sent")).map(Object::toString)
			.containsExactly("state '%s' of store '%s'".formatted(moved.move().from(), store)));
		if (store.equals("memory")) {
			assertThat(torn).isEmpty();
		}
		int lost = torn.stream().mapToInt((moved) -> moved.move().amount()).sum();
		assertThat(application.readNumber(store, this.key) + application.readNumber(store, other))
			.isEqualTo(20000 - lost);
	}

	@ParameterizedTest
	@CsvSource({ "memory, increment", "redis, increment", "memory, incrementLater", "redis, incrementLater" })
	void whenWriteLandsAndTimesOutThenResponseIs504AndItIsNotRepeated(String store, String function) {
		application.save(store, this.key, 0);
		application.faults().timeOutAfterwards(Calls.of(Operation.SAVE_STATE).item(this.key));
		Answer answer = application.call(function, store, this.key);
		assertThat(answer.status()).isEqualTo(504);
		assertThat(answer.detail()).endsWith("; whether it has happened is unknown");
		assertThat(answer.listed("unknown")).map(Object::toString)
			.containsExactly("state '%s' of store '%s'".formatted(this.key, store));
		assertThat(EngineFunctions.runs).hasValue(1);
		assertThat(application.readNumber(store, this.key)).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "redis" })
	void whenLaterEntryConflictsThenResponseIs409NamingTheFirst(String store, CapturedOutput output) {
		String other = this.key + "-other";
		application.save(store, this.key, 10);
		application.save(store, other, 10);
		application.faults().conflict(Calls.of(Operation.SAVE_STATE).component(store).item(other));
		Answer answer = application.call("moveApart", new Move(store, this.key, other, 3));
		assertThat(answer.status()).isEqualTo(409);
		String first = "state '%s' of store '%s'".formatted(this.key, store);
		assertThat(answer.detail()).contains(other).endsWith("; already written: " + first);
		assertThat(answer.listed("sent")).map(Object::toString).containsExactly(first);
		assertThat(EngineFunctions.runs).hasValue(1);
		assertThat(application.readNumber(store, this.key)).isEqualTo(7);
		assertThat(application.readNumber(store, other)).isEqualTo(10);
		assertThat(output).contains("function 'moveApart' answers 409").contains("; written: " + first);
	}

	@ParameterizedTest
	@CsvSource({ "memory, 3, 200", "redis, 3, 200", "memory, 4, 409", "redis, 4, 409" })
	void whenEntryConflictsThenFunctionRunsAgainAtMostThreeTimes(String store, int conflicts, int status) {
		application.save(store, this.key, 0);
		application.faults().conflict(Calls.of(Operation.SAVE_STATE).item(this.key).times(conflicts));
		assertThat(application.call("increment", store, this.key).status()).isEqualTo(status);
		assertThat(EngineFunctions.runs).hasValue(4);
	}

	@ParameterizedTest
	@CsvSource({ "memory, notSent", "redis, unknown" })
	void whenStoreSaysThatItIsTransactionalAndRefusesThenResponseIs502(String store, String outcome) {
		application.faults().fail(Calls.of(Operation.TRANSACT_STATE).component(store), "no transactions today");
		Answer answer = application.call("setTwo", store, this.key);
		assertThat(answer.status()).isEqualTo(502);
		assertThat(answer.detail()).contains("no transactions today");
		assertThat(answer.listed(outcome)).hasSize(2);
		assertThat(application.read(store, this.key)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "increment", "incrementLater", "setTwo" })
	void whenKeyIsEmptyThenResponseIs400AndSidecarIsNotAsked(String function) {
		application.faults().unavailable(Calls.all());
		Answer answer = application.call(function, "memory", "");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.detail())
			.isEqualTo("The key '{payload.key}' is empty in this call of function '" + function + "'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "redis" })
	void whenSidecarIsGoneAfterTheStateThenResponseIs503AndLogNamesTheState(String store, CapturedOutput output) {
		application.save(store, this.key, 0);
		application.faults().unavailable(Calls.of(Operation.INVOKE_BINDING));
		assertTorn(application.call("incrementAndBind", store, this.key), 503, store, output);
		assertThat(application.readNumber(store, this.key)).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "redis" })
	void whenSidecarHangsAfterTheStateThenResponseIs504AndLogNamesTheState(String store, CapturedOutput output) {
		application.save(store, this.key, 0);
		application.faults().delay(Calls.of(Operation.INVOKE_BINDING), Duration.ofMinutes(1));
		assertTorn(application.call("incrementAndBind", store, this.key), 504, store, output);
		assertThat(application.readNumber(store, this.key)).isOne();
	}

	@Test
	void whenSidecarDiesAfterTheStateThenResponseIs503AndLogNamesTheState(CapturedOutput output) {
		try (EngineApplication dying = EngineApplication.start("dapr.functions.sidecar.timeout=4s")) {
			dying.save("redis", this.key, 0);
			dying.client().beforeBinding(dying.sidecar()::close);
			assertTorn(dying.call("incrementAndBind", "redis", this.key), 503, "redis", output);
		}
	}

	private void assertTorn(Answer answer, int status, String store, CapturedOutput output) {
		String state = "state '%s' of store '%s'".formatted(this.key, store);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.listed("sent")).map(Object::toString).containsExactly(state);
		assertThat(answer.listed("unknown")).hasSize(1);
		assertThat(EngineFunctions.runs).hasValue(1);
		assertThat(output).contains("function 'incrementAndBind' answers " + status)
			.contains("; written: " + state + "; perhaps written: ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "redis" })
	void whenEntryWasUpdatedThenOutputsMayOverwriteIt(String store) {
		application.save(store, this.key, 0);
		assertThat(application.call("increment", store, this.key).status()).isEqualTo(200);
		assertThat(application.call("set", store, this.key).status()).isEqualTo(200);
		assertThat(application.readNumber(store, this.key)).isEqualTo(1000);
	}

	@ParameterizedTest
	@CsvSource({ "memory, 200", "redis, 502" })
	void whenEntryWasCreatedThenRedisTakesNoOutputForIt(String store, int status) {
		assertThat(application.call("increment", store, this.key).status()).isEqualTo(200);
		assertThat(application.call("set", store, this.key).status()).isEqualTo(status);
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "redis" })
	void whenManyCreateOneEntryThenNoIncrementIsLost(String store) throws Exception {
		List<Answer> answers = callAtOnce(5, () -> application.call("increment", store, this.key));
		int successes = (int) answers.stream().filter((answer) -> answer.status() == 200).count();
		assertThat(answers).extracting(Answer::status).containsOnly(200, 409);
		assertThat(application.readNumber(store, this.key)).isEqualTo(successes);
	}

	private static <T> List<T> callAtOnce(int times, Supplier<T> call) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try {
			Callable<List<T>> calls = () -> Stream.generate(call).limit(times).toList();
			List<T> results = new ArrayList<>();
			for (Future<List<T>> future : executor
				.invokeAll(IntStream.range(0, THREADS).mapToObj((thread) -> calls).toList())) {
				results.addAll(future.get());
			}
			return results;
		}
		finally {
			executor.shutdownNow();
		}
	}

	/**
	 * Move of an amount.
	 *
	 * @param move the move
	 * @param answer the answer of the function
	 */
	private record Moved(Move move, Answer answer) {
	}

}
