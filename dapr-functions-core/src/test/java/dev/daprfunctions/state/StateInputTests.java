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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.DaprState.Consistency;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.SidecarErrors;
import dev.daprfunctions.function.TestRequest;
import dev.daprfunctions.function.TestResponse;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.GetBulkStateRequest;
import io.dapr.client.domain.GetStateRequest;
import io.dapr.client.domain.State;
import io.dapr.client.domain.StateOptions;
import io.dapr.utils.TypeRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.ArgumentCaptor;
import reactor.core.publisher.Mono;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;

/**
 * Tests for {@link StateInput}.
 */
class StateInputTests {

	private final StateClient state = new StateClient();

	private final DaprClient client = this.state.client();

	private final FunctionFixture fixture = FunctionFixture.of(StateFunctions.class)
		.client(this.client)
		.property("store", "redis");

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`',
			value = { "required ! {\"id\":41} ! {\"id\":41}", "optional ! {\"id\":41} ! {\"id\":41}",
					"nullable ! {\"id\":41} ! {\"id\":41}", "list ! [{\"id\":1}] ! 1", "text ! \"quoted\" ! \"quoted\"",
					"text ! plain ! \"plain\"", "bytes ! raw ! raw", "count ! 5 ! 5",
					"date ! \"2026-02-28\" ! \"2026-02-28\"",
					"state ! {\"id\":41} ! `\"order etag-1 Order[id=41] {ttlExpireTime=soon}\"`" })
	void whenValueIsStoredThenItIsTheArgument(String function, String stored, String body) {
		this.state.givenState("order", stored);
		TestResponse response = this.fixture.call(function);
		assertThat(response.body()).isEqualTo(body);
		assertThat(response.status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "optional, false", "nullable, false", "state, false", "optional, true", "nullable, true",
			"state, true" })
	void whenOptionalValueIsMissingThenFunctionRunsWithoutIt(String function, boolean jsonNull) {
		givenMissing(jsonNull);
		TestResponse response = this.fixture.call(function);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isIn(null, "\"order null null null\"",
				"\"order etag-1 null {ttlExpireTime=soon}\"");
	}

	@ParameterizedTest
	@CsvSource({ "required, false", "text, false", "bytes, false", "count, false", "required, true", "text, true",
			"bytes, true", "count, true" })
	void whenRequiredValueIsMissingThenCallerGets404NamingStoreAndKey(String function, boolean jsonNull) {
		givenMissing(jsonNull);
		TestResponse response = this.fixture.call(function);
		assertThat(response.status()).isEqualTo(404);
		assertThat(response.json()).containsEntry("errorCode", "ERR_NO_CONTENT");
		assertThat(response.detail())
			.isEqualTo("There is no state 'order' of store 'statestore', which parameter 'order' " + "of function '"
					+ function + "' needs");
	}

	@Test
	void whenEmptyTextIsStoredThenItIsTheArgument() {
		this.state.givenState("order", "");
		assertThat(this.fixture.call("text").body()).isEqualTo("\"\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!',
			value = { "required ! not json ! Order", "list ! {} ! List<Order>", "count ! \"x\" ! int" })
	void whenStoredValueIsUnreadableThenResponseIs500NamingStoreAndKey(String function, String stored, String type) {
		this.state.givenState("order", stored);
		TestResponse response = this.fixture.call(function);
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail())
			.startsWith("The state 'order' of store 'statestore' for parameter 'order' of function '" + function
					+ "' cannot be read as " + type + ": at line 1, column ");
	}

	@Test
	void whenInputHasOptionsThenTheyAreSent() {
		this.state.givenState("a/41/x", "{\"id\":41}");
		this.fixture.call("dynamic/41", TestRequest.post("\"x\"").header("X-Partition", "p=1"));
		GetStateRequest request = this.state.readRequest();
		assertThat(request.getStoreName()).isEqualTo("redis");
		assertThat(request.getKey()).isEqualTo("a/41/x");
		assertThat(request.getMetadata())
			.containsExactlyInAnyOrderEntriesOf(Map.of("partitionKey", "p=1", "fixed", "1"));
		assertThat(request.getStateOptions().getConsistency()).isEqualTo(StateOptions.Consistency.STRONG);
		assertThat(request.getStateOptions().getConcurrency()).isNull();
	}

	@Test
	void whenInputHasNoOptionsThenNoneAreSent() {
		this.state.givenState("order", "{}");
		this.fixture.call("required");
		assertThat(this.state.readRequest().getStateOptions()).isNull();
		assertThat(this.state.readRequest().getMetadata()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "UNAVAILABLE, 503, ERR_DAPR_SIDECAR_DOES_NOT_EXIST", "CANCELLED, 503, ERR_DAPR_SIDECAR_DOES_NOT_EXIST",
			"DEADLINE_EXCEEDED, 504, ERR_DAPR_SIDECAR_TIMEOUT", "ABORTED, 409, ERR_STATE_SAVE",
			"INVALID_ARGUMENT, 500, ERR_FUNCTION_FAILED", "FAILED_PRECONDITION, 500, ERR_FUNCTION_FAILED",
			"INTERNAL, 502, ERR_INVOKE_FAILED", "UNKNOWN, 502, ERR_INVOKE_FAILED" })
	void whenSidecarFailsToReadThenFailureIsTranslated(String code, int status, String errorCode) {
		given(this.client.getState(any(GetStateRequest.class), eq(TypeRef.BYTE_ARRAY)))
			.willReturn(Mono.error(SidecarErrors.of(code)));
		TestResponse response = this.fixture.call("required");
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.json()).containsEntry("errorCode", errorCode);
		assertThat(response.detail()).contains(
				"eading state 'order' of store 'statestore' for parameter 'order' of " + "function 'required' failed");
	}

	@Test
	void whenClientThrowsAtOnceThenFailureIsTranslated() {
		willThrow(new IllegalArgumentException("bad request")).given(this.client)
			.getState(any(GetStateRequest.class), eq(TypeRef.BYTE_ARRAY));
		TestResponse response = this.fixture.call("required");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).isEqualTo("Reading state 'order' of store 'statestore' for parameter 'order' of "
				+ "function 'required' failed: bad request");
	}

	@Test
	void whenInputsTakeTooLongThenResponseIs504() {
		given(this.client.getState(any(GetStateRequest.class), eq(TypeRef.BYTE_ARRAY))).willReturn(Mono.never());
		this.fixture.inputsTimeout(Duration.ofMillis(50));
		TestResponse response = this.fixture.call("required");
		assertThat(response.status()).isEqualTo(504);
		assertThat(response.json()).containsEntry("errorCode", "ERR_DAPR_SIDECAR_TIMEOUT");
		assertThat(response.detail()).isEqualTo("The inputs of function 'required' were not read within 50 ms");
	}

	@Test
	void whenFunctionHasSeveralInputsThenTheyAreReadByOneRequest() {
		given(this.client.getBulkState(any(GetBulkStateRequest.class), eq(TypeRef.BYTE_ARRAY)))
			.willReturn(Mono.just(List.of(StateClient.state("b", "2"), StateClient.state("a", "1"))));
		assertThat(this.fixture.call("sum").body()).isEqualTo("3");
		ArgumentCaptor<GetBulkStateRequest> request = ArgumentCaptor.forClass(GetBulkStateRequest.class);
		then(this.client).should().getBulkState(request.capture(), eq(TypeRef.BYTE_ARRAY));
		assertThat(request.getValue().getKeys()).containsExactly("a", "b");
		assertThat(request.getValue().getParallelism()).isEqualTo(2);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`',
			value = { "\"  \" ! The key '{payload}' is empty in this call of function 'dynamicKey'",
					"`` ! The key '{payload}' is empty in this call of function 'dynamicKey'",
					"\"a||b\" ! The key of the state, 'a||b', contains '||' in this call of function 'dynamicKey'" })
	void whenKeyOfTheCallCannotBeUsedThenCallerGets400(String body, String detail) {
		TestResponse response = this.fixture.call("dynamicKey", body);
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.detail()).isEqualTo(detail);
		then(this.client).shouldHaveNoInteractions();
	}

	private void givenMissing(boolean jsonNull) {
		State<byte[]> state = (jsonNull) ? StateClient.state("order", "null")
				: new State<>("order", new byte[0], null, (StateOptions) null);
		this.state.givenState(state);
	}

	record Order(@Nullable Integer id) {

	}

	static class StateFunctions {

		@ServiceInvocationFunction
		Order required(@DaprState(store = "statestore", key = "order") Order order) {
			return order;
		}

		@ServiceInvocationFunction
		Optional<Order> optional(@DaprState(store = "statestore", key = "order") Optional<Order> order) {
			return order;
		}

		@ServiceInvocationFunction
		@Nullable Order nullable(@DaprState(store = "statestore", key = "order") @Nullable Order order) {
			return order;
		}

		@ServiceInvocationFunction
		Integer list(@DaprState(store = "statestore", key = "order") List<Order> order) {
			return order.get(0).id();
		}

		@ServiceInvocationFunction
		String text(@DaprState(store = "statestore", key = "order") String order) {
			return order;
		}

		@ServiceInvocationFunction
		byte[] bytes(@DaprState(store = "statestore", key = "order") byte[] order) {
			return order;
		}

		@ServiceInvocationFunction
		int count(@DaprState(store = "statestore", key = "order") int order) {
			return order;
		}

		@ServiceInvocationFunction
		LocalDate date(@DaprState(store = "statestore", key = "order") LocalDate order) {
			return order;
		}

		@ServiceInvocationFunction
		String state(@DaprState(store = "statestore", key = "order") State<Order> order) {
			return order.getKey() + " " + order.getEtag() + " " + order.getValue() + " " + order.getMetadata();
		}

		@ServiceInvocationFunction("dynamic/{id}")
		void dynamic(@PathVariable int id, String payload, @RequestHeader("X-Partition") String partition,
				@DaprState(store = "%store%", key = "a/{id}/{payload}", consistency = Consistency.STRONG,
						metadata = { "partitionKey={partition}", "fixed=1" }) Order order) {
		}

		@ServiceInvocationFunction
		void dynamicKey(String payload, @DaprState(store = "statestore", key = "{payload}") Optional<Order> order) {
		}

		@ServiceInvocationFunction
		int sum(@DaprState(store = "statestore", key = "a") int a, @DaprState(store = "statestore", key = "b") int b) {
			return a + b;
		}

	}

}
