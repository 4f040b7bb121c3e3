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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.StateWrite;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.TestResponse;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.DaprMetadata;
import io.dapr.client.domain.DeleteStateRequest;
import io.dapr.client.domain.GetBulkStateRequest;
import io.dapr.client.domain.SaveStateRequest;
import io.dapr.client.domain.State;
import io.dapr.exceptions.DaprException;
import io.dapr.utils.TypeRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.mock;
import static org.mockito.BDDMockito.then;

/**
 * Tests for typed state writes and for inputs of several keys.
 */
class StateMessagesTests {

	private final DaprClient client = mock(DaprClient.class);

	private final FunctionFixture fixture = FunctionFixture.of(Functions.class).client(this.client);

	private final List<SaveStateRequest> saves = new ArrayList<>();

	private final List<DeleteStateRequest> deletes = new ArrayList<>();

	private final List<GetBulkStateRequest> reads = new ArrayList<>();

	private final Map<String, String> stored = new LinkedHashMap<>();

	@BeforeEach
	void answer() {
		given(this.client.getMetadata())
			.willReturn(Mono.just(new DaprMetadata("app", "1.18.1", null, null, null, null, null, null, null)));
		given(this.client.saveBulkState(any(SaveStateRequest.class))).willAnswer((invocation) -> {
			this.saves.add(invocation.getArgument(0));
			return Mono.empty();
		});
		given(this.client.deleteState(any(DeleteStateRequest.class))).willAnswer((invocation) -> {
			this.deletes.add(invocation.getArgument(0));
			return Mono.empty();
		});
		given(this.client.getBulkState(any(GetBulkStateRequest.class), eq(TypeRef.BYTE_ARRAY)))
			.willAnswer((invocation) -> {
				GetBulkStateRequest request = invocation.getArgument(0);
				this.reads.add(request);
				return Mono.just(request.getKeys().stream().sorted().map(this::state).toList());
			});
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whenWriteHasAttributesThenTheyGoBeforeThoseOfTheAnnotation() {
		this.fixture.call("overriding");
		assertThat(this.saves).singleElement().satisfies((request) -> {
			assertThat(request.getStoreName()).isEqualTo("other");
			assertThat(request.getStates()).singleElement().satisfies((state) -> {
				assertThat(state.getKey()).isEqualTo("own");
				assertThat(StateClient.text(state)).isEqualTo("\"value\"");
				assertThat(state.getMetadata()).containsExactlyInAnyOrderEntriesOf(
						Map.of("ttlInSeconds", "5", "kept", "1", "replaced", "new", "added", "2"));
			});
		});
	}

	@Test
	void whenWriteHasNoAttributesThenThoseOfTheAnnotationCount() {
		this.fixture.call("keeping");
		assertThat(this.saves).singleElement().satisfies((request) -> {
			assertThat(request.getStoreName()).isEqualTo("store");
			assertThat(request.getStates()).singleElement().satisfies((state) -> {
				assertThat(state.getKey()).isEqualTo("k");
				assertThat(state.getMetadata()).isEqualTo(Map.of("ttlInSeconds", "60", "kept", "1"));
			});
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "collected", "returned", "returnedLater" })
	void whenThereAreSeveralWritesThenEachHasItsKey(String function) {
		assertThat(this.fixture.call(function).status()).isEqualTo(200);
		assertThat(this.saves).singleElement()
			.satisfies((request) -> assertThat(request.getStates())
				.extracting((state) -> state.getKey() + " " + StateClient.text(state))
				.containsExactly("a 1", "b 2"));
		assertThat(this.deletes).singleElement().satisfies((request) -> {
			assertThat(request.getStateStoreName()).isEqualTo("store");
			assertThat(request.getKey()).isEqualTo("c");
		});
	}

	@Test
	void whenWriteDeletesThenItsMetadataIsSentWithoutTtl() {
		this.fixture.call("deleting");
		assertThat(this.saves).isEmpty();
		assertThat(this.deletes).singleElement()
			.satisfies((request) -> assertThat(request.getMetadata()).isEqualTo(Map.of("kept", "1", "added", "2")));
	}

	@ParameterizedTest
	@CsvSource({ "noKey, key", "blankStore, store" })
	void whenWriteHasNoTargetThenNothingIsSent(String function, String attribute) {
		TestResponse response = this.fixture.call(function);
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).startsWith("An output of function '" + function + "' has no " + attribute + ":");
		then(this.client).shouldHaveNoInteractions();
	}

	@Test
	void whenValueIsTooLargeThenNothingIsSent() {
		TestResponse response = this.fixture.call("tooLarge");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).isEqualTo("The output of function 'tooLarge' for state 'b' of store 'store' has "
				+ "4194305 bytes, and a sidecar takes at most 4194304");
		then(this.client).shouldHaveNoInteractions();
	}

	@Test
	void whenInputHasKeysThenTheyAreReadInOneRequestAndMissingOnesAreLeftOut() {
		this.stored.put("x", "{\"id\":1}");
		this.stored.put("a", "{\"id\":2}");
		this.stored.put("none", "null");
		assertThat(this.fixture.call("orders", "\"x\"").body()).isEqualTo("\"{x=Order[id=1], a=Order[id=2]}\"");
		assertThat(this.reads).singleElement().satisfies((request) -> {
			assertThat(request.getStoreName()).isEqualTo("store-x");
			assertThat(request.getKeys()).containsExactly("x", "a", "missing", "none");
			assertThat(request.getMetadata()).isEqualTo(Map.of("m", "x"));
			assertThat(request.getParallelism()).isEqualTo(4);
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', value = { "texts ! {a=plain, b=quoted}", "nodes ! {a=[1], b=\"quoted\"}",
			"bytes ! {a=plain, b=\"quoted\"}", "streams ! {a=plain, b=\"quoted\"}" })
	void whenInputHasKeysThenValuesAreReadAsTheirType(String function, String expected) {
		this.stored.put("a", function.equals("nodes") ? "[1]" : "plain");
		this.stored.put("b", "\"quoted\"");
		assertThat(this.fixture.call(function).body()).isEqualTo("\"" + expected.replace("\"", "\\\"") + "\"");
	}

	@Test
	void whenOneOfTheKeysCannotBeReadThenResponseIs502NamingIt() {
		this.stored.put("a", "!broken");
		TestResponse response = this.fixture.call("texts");
		assertThat(response.status()).isEqualTo(502);
		assertThat(response.detail())
			.isEqualTo("Reading state 'a' of store 'store' for parameter 'values' of function 'texts' failed: broken");
	}

	@Test
	void whenOneOfTheValuesIsUnreadableThenResponseIs500NamingIt() {
		this.stored.put("a", "not json");
		TestResponse response = this.fixture.call("orders", "\"x\"");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).startsWith(
				"The state 'a' of store 'store-x' for parameter 'values' of function 'orders' cannot be read as Order");
	}

	@ParameterizedTest
	@CsvSource({ "UNAVAILABLE, 503", "DEADLINE_EXCEEDED, 504", "INVALID_ARGUMENT, 500", "INTERNAL, 502" })
	void whenSidecarFailsToReadKeysThenFailureIsTranslated(String code, int status) {
		given(this.client.getBulkState(any(GetBulkStateRequest.class), eq(TypeRef.BYTE_ARRAY)))
			.willReturn(Mono.error(new DaprException(code, "failed", new IllegalStateException())));
		assertThat(this.fixture.call("texts").status()).isEqualTo(status);
	}

	@Test
	void whenOneOfTheKeysIsEmptyThenCallerGets400() {
		TestResponse response = this.fixture.call("orders", "\"\"");
		assertThat(response.status()).isEqualTo(400);
		then(this.client).shouldHaveNoInteractions();
	}

	@ParameterizedTest
	@ValueSource(classes = { KeysWithoutMap.class, KeysOfNumbers.class, KeyAndKeys.class, EmptyKeys.class,
			NoKeyOfValue.class })
	void whenAnnotationCannotWorkThenStartStops(Class<?> bean) {
		try (FunctionFixture invalid = FunctionFixture.of(bean)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(invalid::start)
				.withMessageStartingWith("Parameter 'values' (")
				.withMessageContaining(bean.getName());
		}
	}

	private State<byte[]> state(String key) {
		String value = this.stored.get(key);
		if (value != null && value.startsWith("!")) {
			return new State<>(key, value.substring(1));
		}
		return new State<>(key, (value != null) ? value.getBytes(StandardCharsets.UTF_8) : null,
				(value != null) ? "etag" : null);
	}

	record Order(int id) {

	}

	static class Functions {

		@ServiceInvocationFunction
		void overriding(@DaprState(store = "store", key = "k", ttl = "1m",
				metadata = { "kept=1", "replaced=old" }) OutputBinding<StateWrite<String>> output) {
			output.setValue(StateWrite.builder("value")
				.store("other")
				.key("own")
				.ttl(Duration.ofSeconds(5))
				.metadata("replaced", "new")
				.metadata("added", "2")
				.build());
		}

		@ServiceInvocationFunction
		void keeping(@DaprState(store = "store", key = "k", ttl = "1m",
				metadata = "kept=1") OutputBinding<StateWrite<String>> output) {
			output.setValue(StateWrite.builder("value").build());
		}

		@ServiceInvocationFunction
		void collected(@DaprState(store = "store") OutputCollector<StateWrite<Integer>> output) {
			returned().forEach(output::add);
		}

		@ServiceInvocationFunction("returned")
		@DaprState(store = "store")
		List<StateWrite<Integer>> returned() {
			return List.of(StateWrite.of("a", 1), StateWrite.of("b", 2), StateWrite.delete("c"));
		}

		@ServiceInvocationFunction
		@DaprState(store = "store")
		Mono<List<StateWrite<Integer>>> returnedLater() {
			return Mono.fromSupplier(this::returned);
		}

		@ServiceInvocationFunction
		void deleting(@DaprState(store = "store", key = "k", ttl = "1m",
				metadata = "kept=1") OutputBinding<StateWrite<Integer>> output) {
			output.setValue(StateWrite.<Integer>builder(null).metadata("added", "2").build());
		}

		@ServiceInvocationFunction
		void noKey(@DaprState(store = "store") OutputCollector<StateWrite<Integer>> output) {
			output.add(StateWrite.of("a", 1));
			output.add(StateWrite.builder(2).build());
		}

		@ServiceInvocationFunction
		void blankStore(@DaprState(store = "store", key = "k") OutputBinding<StateWrite<Integer>> output) {
			output.setValue(StateWrite.builder(2).store(" ").build());
		}

		@ServiceInvocationFunction
		void tooLarge(@DaprState(store = "store") OutputCollector<StateWrite<byte[]>> output) {
			output.add(StateWrite.of("a", new byte[1]));
			output.add(StateWrite.of("b", new byte[4 * 1024 * 1024 + 1]));
		}

		@ServiceInvocationFunction
		String orders(String payload,
				@DaprState(store = "store-{payload}", keys = { "{payload}", "a", "missing", "none", "a" },
						metadata = "m={payload}") Map<String, Order> values) {
			return values.toString();
		}

		@ServiceInvocationFunction
		String texts(@DaprState(store = "store", keys = { "a", "b" }) Map<String, String> values) {
			return values.toString();
		}

		@ServiceInvocationFunction
		String nodes(@DaprState(store = "store", keys = { "a", "b" }) Map<String, JsonNode> values) {
			return values.toString();
		}

		@ServiceInvocationFunction
		String bytes(@DaprState(store = "store", keys = { "a", "b" }) Map<String, byte[]> values) {
			Map<String, String> texts = new LinkedHashMap<>();
			values.forEach((key, value) -> texts.put(key, new String(value, StandardCharsets.UTF_8)));
			return texts.toString();
		}

		@ServiceInvocationFunction
		String streams(@DaprState(store = "store", keys = { "a", "b" }) Map<String, InputStream> values)
				throws Exception {
			Map<String, String> texts = new LinkedHashMap<>();
			for (Map.Entry<String, InputStream> entry : values.entrySet()) {
				texts.put(entry.getKey(), new String(entry.getValue().readAllBytes(), StandardCharsets.UTF_8));
			}
			return texts.toString();
		}

	}

	static class KeysWithoutMap {

		@ServiceInvocationFunction
		void call(@DaprState(store = "store", keys = "a") List<String> values) {
		}

	}

	static class KeysOfNumbers {

		@ServiceInvocationFunction
		void call(@DaprState(store = "store", keys = "a") Map<Integer, String> values) {
		}

	}

	static class KeyAndKeys {

		@ServiceInvocationFunction
		void call(@DaprState(store = "store", key = "k", keys = "a") Map<String, String> values) {
		}

	}

	static class EmptyKeys {

		@ServiceInvocationFunction
		void call(@DaprState(store = "store", keys = { "a", "" }) Map<String, String> values) {
		}

	}

	static class NoKeyOfValue {

		@ServiceInvocationFunction
		void call(@DaprState(store = "store") OutputBinding<String> values) {
		}

	}

}
