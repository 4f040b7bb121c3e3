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
import dev.daprfunctions.engine.EngineFunctions.Count;
import dev.daprfunctions.engine.EngineFunctions.Move;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What holds for state entries, transactions and stages on every sidecar. A subclass has
 * the static method {@code stores}, which tells the names of the state stores; the one
 * with the ways of Redis is named {@code redis}.
 */
abstract class StateEngineCases {

	private static final int THREADS = 8;

	private final String key = UUID.randomUUID().toString();

	abstract EngineApplication application();

	int incrementingCalls() {
		return 250;
	}

	int publishingCalls() {
		return 250;
	}

	final String key() {
		return this.key;
	}

	@BeforeEach
	void clear() {
		EngineFunctions.delivered.clear();
		EngineFunctions.runs.set(0);
	}

	@ParameterizedTest
	@MethodSource("stores")
	void whenManyIncrementOneCounterThenNoIncrementIsLost(String store) throws Exception {
		assertThatNoIncrementIsLost("increment", store);
	}

	@ParameterizedTest
	@MethodSource("stores")
	void whenManyIncrementOneCounterLaterThenNoIncrementIsLost(String store) throws Exception {
		assertThatNoIncrementIsLost("incrementLater", store);
	}

	private void assertThatNoIncrementIsLost(String function, String store) throws Exception {
		application().save(store, this.key, 0);
		List<Answer> answers = callAtOnce(incrementingCalls(), () -> application().call(function, store, this.key));
		assertThat(answers).hasSize(THREADS * incrementingCalls()).extracting(Answer::status).containsOnly(200, 409);
		int conflicts = (int) answers.stream().filter((answer) -> answer.status() == 409).count();
		assertThat(application().readNumber(store, this.key)).isEqualTo(answers.size() - conflicts).isPositive();
	}

	@ParameterizedTest
	@MethodSource("stores")
	void whenCounterHasOutputsBesideItThenEachSuccessIsPublishedOnce(String store) throws Exception {
		assertThatEachSuccessIsPublishedOnce("incrementAndTell", store);
	}

	@ParameterizedTest
	@MethodSource("stores")
	void whenLaterCounterHasOutputsBesideItThenEachSuccessIsPublishedOnce(String store) throws Exception {
		assertThatEachSuccessIsPublishedOnce("incrementAndTellLater", store);
	}

	private void assertThatEachSuccessIsPublishedOnce(String function, String store) throws Exception {
		application().save(store, this.key, 0);
		List<Answer> answers = callAtOnce(publishingCalls(), () -> application().call(function, store, this.key));
		assertThat(answers).extracting(Answer::status).containsOnly(200, 409);
		int successes = (int) answers.stream().filter((answer) -> answer.status() == 200).count();
		assertThat(application().readNumber(store, this.key)).isEqualTo(successes).isPositive();
		await().until(() -> EngineFunctions.delivered.size() >= successes);
		assertThat(EngineFunctions.delivered)
			.containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, successes).boxed().toList());
		int last = application().readNumber(store, this.key + "-last");
		if (store.equals("redis")) {
			// The output follows the entry there, so a later call may be overtaken.
			assertThat(last).isBetween(1, successes);
		}
		else {
			assertThat(last).isEqualTo(successes);
		}
	}

	@ParameterizedTest
	@MethodSource("stores")
	void whenManyMoveAmountsThenTheSumIsKeptExceptForReportedParts(String store) throws Exception {
		String other = this.key + "-other";
		application().save(store, this.key, 10000);
		application().save(store, other, 10000);
		List<Moved> moves = callAtOnce(50, () -> {
			boolean forth = ThreadLocalRandom.current().nextBoolean();
			Move move = new Move(store, (forth) ? this.key : other, (forth) ? other : this.key,
					ThreadLocalRandom.current().nextInt(1, 10));
			return new Moved(move, application().call("move", move));
		});
		assertThat(moves).extracting((moved) -> moved.answer().status()).containsOnly(200, 409);
		List<Moved> torn = moves.stream().filter((moved) -> !moved.answer().listed("sent").isEmpty()).toList();
		assertThat(torn).allSatisfy((moved) -> assertThat(moved.answer().listed("sent")).map(Object::toString)
			.containsExactly("state '%s' of store '%s'".formatted(moved.move().from(), store)));
		if (!store.equals("redis")) {
			assertThat(torn).isEmpty();
		}
		int lost = torn.stream().mapToInt((moved) -> moved.move().amount()).sum();
		assertThat(application().readNumber(store, this.key) + application().readNumber(store, other))
			.isEqualTo(20000 - lost);
	}

	@ParameterizedTest
	@MethodSource("stores")
	void whenTwoOutputsAreOfOneStoreThenBothAreWritten(String store) {
		assertThat(application().call("setTwo", store, this.key).status()).isEqualTo(200);
		assertThat(application().readNumber(store, this.key)).isEqualTo(1);
		assertThat(application().readNumber(store, this.key + "-two")).isEqualTo(2);
	}

	@ParameterizedTest
	@MethodSource("stores")
	void whenEntryWasUpdatedThenOutputsMayOverwriteIt(String store) {
		application().save(store, this.key, 0);
		assertThat(application().call("increment", store, this.key).status()).isEqualTo(200);
		assertThat(application().call("set", store, this.key).status()).isEqualTo(200);
		assertThat(application().readNumber(store, this.key)).isEqualTo(1000);
	}

	@ParameterizedTest
	@MethodSource("stores")
	void whenEntryWasCreatedThenRedisTakesNoOutputForIt(String store) {
		assertThat(application().call("increment", store, this.key).status()).isEqualTo(200);
		assertThat(application().call("set", store, this.key).status()).isEqualTo((store.equals("redis")) ? 502 : 200);
	}

	@ParameterizedTest
	@MethodSource("stores")
	void whenManyCreateOneEntryThenNoIncrementIsLost(String store) throws Exception {
		List<Answer> answers = callAtOnce(5, () -> application().call("increment", store, this.key));
		int successes = (int) answers.stream().filter((answer) -> answer.status() == 200).count();
		assertThat(answers).extracting(Answer::status).containsOnly(200, 409);
		assertThat(application().readNumber(store, this.key)).isEqualTo(successes);
	}

	@Test
	void whenEventsAreOrderedThenAreDeliveredInOrder() {
		assertThat(application().call("countTo", new Count(100)).status()).isEqualTo(200);
		await().until(() -> EngineFunctions.delivered.size() >= 100);
		assertThat(EngineFunctions.delivered).isEqualTo(IntStream.rangeClosed(1, 100).boxed().toList());
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
