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

package dev.daprfunctions.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.StateEntry;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.sidecar.EmbeddedSidecar;
import dev.daprfunctions.sidecar.fault.Calls;
import dev.daprfunctions.sidecar.fault.Operation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for the settings of how states are written.
 */
class StateSettingsTests {

	@TempDir
	private Path components;

	@BeforeEach
	void writeComponents() throws IOException {
		for (String[] component : new String[][] { { "memory", "state.in-memory" }, { "mongo", "state.mongodb" } }) {
			Files.writeString(this.components.resolve(component[0] + ".yaml"), """
					apiVersion: dapr.io/v1alpha1
					kind: Component
					metadata:
					  name: %s
					spec:
					  type: %s
					  version: v1
					""".formatted((Object[]) component));
		}
	}

	@ParameterizedTest
	@CsvSource({ "memory, dapr.functions.enabled=true, true",
			"memory, dapr.functions.outputs.transactional=false, false", "mongo, dapr.functions.enabled=true, false",
			"mongo, dapr.functions.state.transactional-types=state.mongodb, true" })
	void whenTwoStatesAreWrittenThenSettingsSayWhetherByATransaction(String store, String setting,
			boolean transaction) {
		try (ConfigurableApplicationContext context = run(setting)) {
			context.getBean(EmbeddedSidecar.class)
				.faults()
				.fail(Calls.of(Operation.TRANSACT_STATE), "there was a transaction");
			HttpCalls.Response response = TestApplications.calls(context).post("/two", "\"" + store + "\"");
			assertThat(response.status()).isEqualTo((transaction) ? 502 : 200);
			assertThat(response.body().contains("there was a transaction")).isEqualTo(transaction);
		}
	}

	@ParameterizedTest
	@CsvSource({ "dapr.functions.enabled=true, 4", "dapr.functions.state.conflict-retries=0, 1",
			"dapr.functions.state.conflict-retries=5, 6" })
	void whenEntryConflictsAlwaysThenFunctionRunsAsOftenAsItIsSet(String setting, int runs) {
		try (ConfigurableApplicationContext context = run(setting)) {
			context.getBean(EmbeddedSidecar.class).faults().conflict(Calls.of(Operation.SAVE_STATE).times(100));
			assertThat(TestApplications.calls(context).post("/increment", "").status()).isEqualTo(409);
			assertThat(context.getBean(Application.class).runs).hasValue(runs);
		}
	}

	@Test
	void whenRetriesAreNegativeThenStartStops() {
		assertThatThrownBy(() -> run("dapr.functions.state.conflict-retries=-1").close()).rootCause()
			.hasMessageStartingWith("dapr.functions.state.conflict-retries must");
	}

	private ConfigurableApplicationContext run(String setting) {
		return TestApplications.run(Application.class, "dapr.functions.sidecar.resources-path=" + this.components,
				setting);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		private final AtomicInteger runs = new AtomicInteger();

		@ServiceInvocationFunction
		void two(String payload, @DaprState(store = "{payload}", key = "a") OutputBinding<Integer> first,
				@DaprState(store = "{payload}", key = "b") OutputBinding<Integer> second) {
			first.setValue(1);
			second.setValue(2);
		}

		@ServiceInvocationFunction
		void increment(@DaprState(store = "memory", key = "counter") StateEntry<Integer> counter) {
			this.runs.incrementAndGet();
			counter.update((value) -> (value != null) ? value + 1 : 1);
		}

	}

}
