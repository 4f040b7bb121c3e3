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

import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.StateEntry;
import dev.daprfunctions.StateWrite;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.TestResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for entries beside outputs that are too large for one transaction.
 */
class StateSizeTests {

	private final FakeStores stores = new FakeStores().put("s", "a", "1");

	private final FunctionFixture fixture = FunctionFixture.of(Functions.class).client(this.stores.client());

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "state.in-memory", "state.redis", "state.postgresql" })
	void whenOutputsBesideAnEntryAreTooLargeForATransactionThenNothingIsWritten(String type) {
		this.stores.transactional("s", type);
		TestResponse response = this.fixture.call("large");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).startsWith("The transaction with the ")
			.contains(" outputs of function 'large' to store 's' needs a request of up to ");
		assertThat(response.json()).containsEntry("sent", List.of());
		assertThat(this.stores.requests()).containsExactly("get s/a");
	}

	@Test
	void whenStoreHasNoTransactionsThenEntryAndOutputsAreWritten() {
		this.stores.store("s", "state.other", "ETAG");
		assertThat(this.fixture.call("large").status()).isEqualTo(200);
		assertThat(this.stores.requests()).hasSize(4);
		assertThat(this.stores.value("s", "c")).hasSize(3 * 1024 * 1024);
	}

	static class Functions {

		@ServiceInvocationFunction
		void large(@DaprState(store = "s", key = "a") StateEntry<Integer> entry,
				@DaprState(store = "s") OutputCollector<StateWrite<byte[]>> output) {
			entry.set(2);
			output.add(StateWrite.of("b", new byte[3 * 1024 * 1024]));
			output.add(StateWrite.of("c", new byte[3 * 1024 * 1024]));
		}

	}

}
