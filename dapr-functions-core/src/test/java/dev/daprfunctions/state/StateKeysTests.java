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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.DaprState.Consistency;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.function.FunctionFixture;
import io.dapr.client.domain.GetBulkStateRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.times;

/**
 * Tests for the keys that inputs read.
 */
class StateKeysTests {

	private final FakeStores stores = new FakeStores().put("s", "a", "1").put("s", "b", "2");

	private final FunctionFixture fixture = FunctionFixture.of(Functions.class).client(this.stores.client());

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "joined", "map", "joinedMap" })
	void whenNoKeyDependsOnTheCallThenEveryCallReadsTheSameKeys(String function) {
		List<List<String>> keys = keysOfTwoCalls(function);
		assertThat(keys.get(0)).containsExactly("a", "b").isSameAs(keys.get(1)).isUnmodifiable();
	}

	@ParameterizedTest
	@ValueSource(strings = { "dynamicJoined", "dynamicMap" })
	void whenKeyDependsOnTheCallThenEachCallReadsItsOwnKeys(String function) {
		List<List<String>> keys = keysOfTwoCalls(function);
		assertThat(keys.get(0)).containsExactly("a", "call0");
		assertThat(keys.get(1)).containsExactly("a", "call1");
	}

	private List<List<String>> keysOfTwoCalls(String function) {
		for (int i = 0; i < 2; i++) {
			assertThat(this.fixture.call(function, "call" + i).status()).isEqualTo(200);
		}
		ArgumentCaptor<GetBulkStateRequest> requests = ArgumentCaptor.forClass(GetBulkStateRequest.class);
		then(this.stores.client()).should(times(2)).getBulkState(requests.capture(), any());
		List<List<String>> keys = new ArrayList<>();
		requests.getAllValues().forEach((request) -> keys.add(request.getKeys()));
		return keys;
	}

	@Test
	void whenEqualKeysHaveTheirOwnConsistencyThenTheyAreReadOnce() {
		assertThat(this.fixture.call("consistent", "a").body()).isEqualTo("\"{a=1, b=2}\"");
		assertThat(this.stores.allRequests()).containsExactlyInAnyOrder("get s/a STRONG", "get s/b STRONG");
	}

	@Test
	void whenKeysHaveTheirOwnConsistencyThenTheMapHasTheirOrder() {
		assertThat(this.fixture.call("consistent", "c").body()).isEqualTo("\"{b=2, a=1}\"");
		assertThat(this.stores.allRequests()).containsExactlyInAnyOrder("get s/a STRONG", "get s/b STRONG",
				"get s/c STRONG");
	}

	static class Functions {

		@ServiceInvocationFunction
		String joined(String payload, @DaprState(store = "s", key = "a") String a,
				@DaprState(store = "s", key = "b") String b, @DaprState(store = "s", key = "a") String again) {
			return a + b + again;
		}

		@ServiceInvocationFunction
		String map(String payload, @DaprState(store = "s", keys = { "a", "b", "a" }) Map<String, String> values) {
			return values.toString();
		}

		@ServiceInvocationFunction
		String joinedMap(String payload, @DaprState(store = "s", keys = { "a", "b" }) Map<String, String> values,
				@DaprState(store = "s", key = "a") String a) {
			return values + a;
		}

		@ServiceInvocationFunction
		void dynamicJoined(String payload, @DaprState(store = "s", key = "a") String a,
				@DaprState(store = "s", keys = "{payload}") Map<String, String> values) {
		}

		@ServiceInvocationFunction
		void dynamicMap(String payload,
				@DaprState(store = "s", keys = { "a", "{payload}" }) Map<String, String> values) {
		}

		@ServiceInvocationFunction
		String consistent(String payload, @DaprState(store = "s", keys = { "{payload}", "b", "a", "b" },
				consistency = Consistency.STRONG) Map<String, String> values) {
			return values.toString();
		}

	}

}
