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
import java.util.List;

import dev.daprfunctions.engine.EngineApplication.Answer;
import dev.daprfunctions.engine.EngineFunctions.Move;
import dev.daprfunctions.sidecar.fault.Calls;
import dev.daprfunctions.sidecar.fault.Operation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
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
 * Tests of state entries, transactions and stages with an application and its embedded
 * sidecar.
 */
@ExtendWith(OutputCaptureExtension.class)
class StateEngineTests extends StateEngineCases {

	private static EngineApplication application;

	@BeforeAll
	static void start() {
		application = EngineApplication.start("dapr.functions.sidecar.timeout=4s");
		await().until(application::isReady);
	}

	@Override
	EngineApplication application() {
		return application;
	}

	static List<String> stores() {
		return List.of("memory", "redis");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@AfterEach
	void clearFaults() {
		application.faults().clear();
	}

	@ParameterizedTest
	@CsvSource({ "memory, increment", "redis, increment", "memory, incrementLater", "redis, incrementLater" })
	void whenWriteLandsAndTimesOutThenResponseIs504AndItIsNotRepeated(String store, String function) {
		application.save(store, key(), 0);
		application.faults().timeOutAfterwards(Calls.of(Operation.SAVE_STATE).item(key()));
		Answer answer = application.call(function, store, key());
		assertThat(answer.status()).isEqualTo(504);
		assertThat(answer.detail()).endsWith("; whether it has happened is unknown");
		assertThat(answer.listed("unknown")).map(Object::toString)
			.containsExactly("state '%s' of store '%s'".formatted(key(), store));
		assertThat(EngineFunctions.runs).hasValue(1);
		assertThat(application.readNumber(store, key())).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "redis" })
	void whenLaterEntryConflictsThenResponseIs409NamingTheFirst(String store, CapturedOutput output) {
		String other = key() + "-other";
		application.save(store, key(), 10);
		application.save(store, other, 10);
		application.faults().conflict(Calls.of(Operation.SAVE_STATE).component(store).item(other));
		Answer answer = application.call("moveApart", new Move(store, key(), other, 3));
		assertThat(answer.status()).isEqualTo(409);
		String first = "state '%s' of store '%s'".formatted(key(), store);
		assertThat(answer.detail()).contains(other).endsWith("; already written: " + first);
		assertThat(answer.listed("sent")).map(Object::toString).containsExactly(first);
		assertThat(EngineFunctions.runs).hasValue(1);
		assertThat(application.readNumber(store, key())).isEqualTo(7);
		assertThat(application.readNumber(store, other)).isEqualTo(10);
		assertThat(output).contains("function 'moveApart' answers 409").contains("; written: " + first);
	}

	@ParameterizedTest
	@CsvSource({ "memory, 3, 200", "redis, 3, 200", "memory, 4, 409", "redis, 4, 409" })
	void whenEntryConflictsThenFunctionRunsAgainAtMostThreeTimes(String store, int conflicts, int status) {
		application.save(store, key(), 0);
		application.faults().conflict(Calls.of(Operation.SAVE_STATE).item(key()).times(conflicts));
		assertThat(application.call("increment", store, key()).status()).isEqualTo(status);
		assertThat(EngineFunctions.runs).hasValue(4);
	}

	@ParameterizedTest
	@CsvSource({ "memory, notSent", "redis, unknown" })
	void whenStoreSaysThatItIsTransactionalAndRefusesThenResponseIs502(String store, String outcome) {
		application.faults().fail(Calls.of(Operation.TRANSACT_STATE).component(store), "no transactions today");
		Answer answer = application.call("setTwo", store, key());
		assertThat(answer.status()).isEqualTo(502);
		assertThat(answer.detail()).contains("no transactions today");
		assertThat(answer.listed(outcome)).hasSize(2);
		assertThat(application.read(store, key())).isEmpty();
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
		application.save(store, key(), 0);
		application.faults().unavailable(Calls.of(Operation.INVOKE_BINDING));
		assertTorn(application.call("incrementAndBind", store, key()), 503, store, output);
		assertThat(application.readNumber(store, key())).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "redis" })
	void whenSidecarHangsAfterTheStateThenResponseIs504AndLogNamesTheState(String store, CapturedOutput output) {
		application.save(store, key(), 0);
		application.faults().delay(Calls.of(Operation.INVOKE_BINDING), Duration.ofMinutes(1));
		assertTorn(application.call("incrementAndBind", store, key()), 504, store, output);
		assertThat(application.readNumber(store, key())).isOne();
	}

	@Test
	void whenSidecarDiesAfterTheStateThenResponseIs503AndLogNamesTheState(CapturedOutput output) {
		try (EngineApplication dying = EngineApplication.start("dapr.functions.sidecar.timeout=4s")) {
			dying.save("redis", key(), 0);
			dying.client().beforeBinding(dying.sidecar()::close);
			assertTorn(dying.call("incrementAndBind", "redis", key()), 503, "redis", output);
		}
	}

	private void assertTorn(Answer answer, int status, String store, CapturedOutput output) {
		String state = "state '%s' of store '%s'".formatted(key(), store);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.listed("sent")).map(Object::toString).containsExactly(state);
		assertThat(answer.listed("unknown")).hasSize(1);
		assertThat(EngineFunctions.runs).hasValue(1);
		assertThat(output).contains("function 'incrementAndBind' answers " + status)
			.contains("; written: " + state + "; perhaps written: ");
	}

}
