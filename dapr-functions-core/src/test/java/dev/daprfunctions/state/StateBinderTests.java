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

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.Publication;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.DaprState.Concurrency;
import dev.daprfunctions.annotation.DaprState.Consistency;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.TestRequest;
import dev.daprfunctions.function.TestResponse;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.DaprMetadata;
import io.dapr.client.domain.DeleteStateRequest;
import io.dapr.client.domain.GetBulkStateRequest;
import io.dapr.client.domain.GetStateRequest;
import io.dapr.client.domain.SaveStateRequest;
import io.dapr.client.domain.State;
import io.dapr.client.domain.StateOptions;
import io.dapr.exceptions.DaprException;
import io.dapr.utils.TypeRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import org.mockito.InOrder;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.AliasFor;
import org.springframework.http.ResponseEntity;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.inOrder;
import static org.mockito.BDDMockito.mock;
import static org.mockito.BDDMockito.never;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.times;
import static org.mockito.BDDMockito.willThrow;

/**
 * Tests for {@link StateBinder}, {@link StateInput}, {@link StateOutput} and
 * {@link StateWriter}.
 */
class StateBinderTests {

	private final DaprClient client = mock(DaprClient.class);

	private final FunctionFixture fixture = FunctionFixture.of(StateFunctions.class)
		.client(this.client)
		.property("store", "redis")
		.property("key", "{literal}")
		.property("ttl", "1m");

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@BeforeEach
	void givenNoTransactionalStores() {
		given(this.client.getMetadata())
			.willReturn(Mono.just(new DaprMetadata("app", "1.18.1", null, null, null, null, null, null, null)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`',
			value = { "required ! {\"id\":41} ! {\"id\":41}", "optional ! {\"id\":41} ! {\"id\":41}",
					"nullable ! {\"id\":41} ! {\"id\":41}", "list ! [{\"id\":1}] ! 1", "text ! \"quoted\" ! \"quoted\"",
					"text ! plain ! \"plain\"", "bytes ! raw ! raw", "count ! 5 ! 5",
					"date ! \"2026-02-28\" ! \"2026-02-28\"",
					"state ! {\"id\":41} ! `\"order etag-1 Order[id=41] {ttlExpireTime=soon}\"`" })
	void whenValueIsStoredThenItIsTheArgument(String function, String stored, String body) {
		givenState("order", stored);
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
	void whenAnnotationsAreComposedThenTheyCount() {
		givenWrites();
		givenState("orders/7", "{\"id\":1}");
		assertThat(this.fixture.call("composed", "7").status()).isEqualTo(200);
		assertThat(readRequest().getKey()).isEqualTo("orders/7");
		assertThat(saveRequest().getStoreName()).isEqualTo("composed");
		assertThat(saveRequest().getStates()).singleElement().extracting(State::getKey).isEqualTo("copies/7");
	}

	@ParameterizedTest
	@CsvSource({ "slowStage, 200", "slowStageFailing, 500" })
	void whenAsynchronousFunctionHasInputAndOutputThenItWritesOnlyAfterASuccess(String function, int status) {
		givenWrites();
		givenState("order", "5");
		assertThat(this.fixture.call(function).status()).isEqualTo(status);
		then(this.client).should(times((status == 200) ? 1 : 0)).saveBulkState(any());
	}

	@Test
	void whenEmptyTextIsStoredThenItIsTheArgument() {
		givenState("order", "");
		assertThat(this.fixture.call("text").body()).isEqualTo("\"\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!',
			value = { "required ! not json ! Order", "list ! {} ! List<Order>", "count ! \"x\" ! int" })
	void whenStoredValueIsUnreadableThenResponseIs500NamingStoreAndKey(String function, String stored, String type) {
		givenState("order", stored);
		TestResponse response = this.fixture.call(function);
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail())
			.startsWith("The state 'order' of store 'statestore' for parameter 'order' of function '" + function
					+ "' cannot be read as " + type + ": at line 1, column ");
	}

	@Test
	void whenInputHasOptionsThenTheyAreSent() {
		givenState("a/41/x", "{\"id\":41}");
		this.fixture.call("dynamic/41", TestRequest.post("\"x\"").header("X-Partition", "p=1"));
		GetStateRequest request = readRequest();
		assertThat(request.getStoreName()).isEqualTo("redis");
		assertThat(request.getKey()).isEqualTo("a/41/x");
		assertThat(request.getMetadata())
			.containsExactlyInAnyOrderEntriesOf(Map.of("partitionKey", "p=1", "fixed", "1"));
		assertThat(request.getStateOptions().getConsistency()).isEqualTo(StateOptions.Consistency.STRONG);
		assertThat(request.getStateOptions().getConcurrency()).isNull();
	}

	@Test
	void whenInputHasNoOptionsThenNoneAreSent() {
		givenState("order", "{}");
		this.fixture.call("required");
		assertThat(readRequest().getStateOptions()).isNull();
		assertThat(readRequest().getMetadata()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "UNAVAILABLE, 503, ERR_DAPR_SIDECAR_DOES_NOT_EXIST", "CANCELLED, 503, ERR_DAPR_SIDECAR_DOES_NOT_EXIST",
			"DEADLINE_EXCEEDED, 504, ERR_DAPR_SIDECAR_TIMEOUT", "ABORTED, 409, ERR_STATE_SAVE",
			"INVALID_ARGUMENT, 500, ERR_FUNCTION_FAILED", "FAILED_PRECONDITION, 500, ERR_FUNCTION_FAILED",
			"INTERNAL, 502, ERR_INVOKE_FAILED", "UNKNOWN, 502, ERR_INVOKE_FAILED" })
	void whenSidecarFailsToReadThenFailureIsTranslated(String code, int status, String errorCode) {
		given(this.client.getState(any(GetStateRequest.class), eq(TypeRef.BYTE_ARRAY)))
			.willReturn(Mono.error(failure(code)));
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
			.willReturn(Mono.just(List.of(state("b", "2"), state("a", "1"))));
		assertThat(this.fixture.call("sum").body()).isEqualTo("3");
		ArgumentCaptor<GetBulkStateRequest> request = ArgumentCaptor.forClass(GetBulkStateRequest.class);
		then(this.client).should().getBulkState(request.capture(), eq(TypeRef.BYTE_ARRAY));
		assertThat(request.getValue().getKeys()).containsExactly("a", "b");
		assertThat(request.getValue().getParallelism()).isEqualTo(2);
	}

	@Test
	void whenHolderIsSetThenValueIsSavedAfterTheFunction() {
		givenWrites();
		assertThat(this.fixture.call("save", "{\"id\":41}").status()).isEqualTo(200);
		SaveStateRequest request = saveRequest();
		assertThat(request.getStoreName()).isEqualTo("redis");
		State<?> state = request.getStates().get(0);
		assertThat(state.getKey()).isEqualTo("{literal}");
		assertThat(text(state)).isEqualTo("{\"id\":41}");
		assertThat(state.getEtag()).isNull();
		assertThat(state.getMetadata()).isEmpty();
		assertThat(state.getOptions()).isNull();
	}

	@Test
	void whenOutputHasOptionsThenTheyAreSent() {
		givenWrites();
		this.fixture.call("saveWithOptions", "{\"id\":41}");
		State<?> state = saveRequest().getStates().get(0);
		assertThat(state.getKey()).isEqualTo("order-41");
		assertThat(state.getMetadata()).containsExactlyInAnyOrderEntriesOf(Map.of("ttlInSeconds", "60", "id", "41"));
		assertThat(state.getOptions().getConsistency()).isEqualTo(StateOptions.Consistency.EVENTUAL);
		assertThat(state.getOptions().getConcurrency()).isEqualTo(StateOptions.Concurrency.FIRST_WRITE);
	}

	@Test
	void whenNullIsSetThenKeyIsDeleted() {
		givenWrites();
		this.fixture.call("delete");
		then(this.client).should(never()).saveBulkState(any());
		ArgumentCaptor<DeleteStateRequest> request = ArgumentCaptor.forClass(DeleteStateRequest.class);
		then(this.client).should().deleteState(request.capture());
		assertThat(request.getValue().getStateStoreName()).isEqualTo("statestore");
		assertThat(request.getValue().getKey()).isEqualTo("order");
		assertThat(request.getValue().getMetadata()).containsExactly(Map.entry("partitionKey", "p"));
		assertThat(request.getValue().getStateOptions().getConcurrency())
			.isEqualTo(StateOptions.Concurrency.LAST_WRITE);
		assertThat(request.getValue().getEtag()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "unset", "failAfterSet", "failAfterSetLater", "nullReturn", "emptyReturn",
			"nullReturnLater", "noBodyReturn" })
	void whenNothingIsToBeWrittenThenSidecarIsNotAsked(String function) {
		givenWrites();
		this.fixture.call(function);
		then(this.client).shouldHaveNoInteractions();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!',
			value = { "returned ! {\"id\":1}", "returnedText ! \"text\"", "returnedBytes ! raw",
					"returnedOptional ! {\"id\":1}", "returnedEntity ! {\"id\":1}", "returnedStage ! {\"id\":1}",
					"returnedMono ! {\"id\":1}", "savedText ! \"text\"", "savedBytes ! raw", "savedStream ! raw",
					"savedDate ! \"2026-02-28\"", "savedShapes ! [{\"@type\":\"circle\",\"radius\":1}]",
					"returnedShapes ! [{\"@type\":\"circle\",\"radius\":1}]" })
	void whenValueIsWrittenThenItIsStoredAsInputsReadIt(String function, String stored) {
		givenWrites();
		TestResponse response = this.fixture.call(function);
		assertThat(text(saveRequest().getStates().get(0))).isEqualTo(stored);
		assertThat(response.body()).isNull();
	}

	@Test
	void whenReturnedEntityIsAnOutputThenItsStatusIsTheResponses() {
		givenWrites();
		TestResponse response = this.fixture.call("returnedEntity");
		assertThat(response.status()).isEqualTo(201);
		assertThat(response.headers().getLocation()).hasToString("/1");
	}

	@Test
	void whenOneKeyIsWrittenTwiceThenTheLastWriteWins() {
		givenWrites();
		this.fixture.call("twice");
		assertThat(saveRequest().getStates()).singleElement()
			.satisfies((state) -> assertThat(text(state)).isEqualTo("2"));
		then(this.client).should(never()).deleteState(any());
	}

	@Test
	void whenKeyIsDeletedAfterAWriteThenItIsOnlyDeleted() {
		givenWrites();
		this.fixture.call("writeAndDelete");
		then(this.client).should(never()).saveBulkState(any());
		then(this.client).should().deleteState(any());
	}

	@Test
	void whenTwoHoldersHaveOneKeyThenTheOneThatWasSetLastWins() {
		givenWrites();
		this.fixture.call("setInReverse");
		assertThat(saveRequest().getStates()).singleElement()
			.satisfies((state) -> assertThat(text(state)).isEqualTo("1"));
	}

	@Test
	void whenStoresDifferThenEachGetsOneRequest() {
		givenWrites();
		this.fixture.call("several");
		ArgumentCaptor<SaveStateRequest> requests = ArgumentCaptor.forClass(SaveStateRequest.class);
		then(this.client).should(times(2)).saveBulkState(requests.capture());
		assertThat(requests.getAllValues()).extracting(SaveStateRequest::getStoreName).containsExactly("one", "two");
		assertThat(requests.getAllValues().get(0).getStates()).extracting(State::getKey).containsExactly("a", "b");
		assertThat(requests.getAllValues().get(1).getStates()).extracting(State::getKey).containsExactly("c");
	}

	@ParameterizedTest
	@CsvSource({ "UNAVAILABLE, 503, unknown", "DEADLINE_EXCEEDED, 504, unknown", "CANCELLED, 503, unknown",
			"ABORTED, 409, notSent", "INVALID_ARGUMENT, 500, notSent", "FAILED_PRECONDITION, 500, notSent",
			"INTERNAL, 502, notSent" })
	void whenSidecarFailsToWriteThenFailureIsTranslatedAndListed(String code, int status, String outcome) {
		given(this.client.saveBulkState(any())).willReturn(Mono.error(failure(code)));
		TestResponse response = this.fixture.call("save", "{\"id\":41}");
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.detail()).contains("riting state '{literal}' of store 'redis' for function 'save' failed");
		assertThat(response.json()).containsEntry("sent", List.of())
			.containsEntry(outcome, List.of("state '{literal}' of store 'redis'"));
		if (!outcome.equals("notSent")) {
			assertThat(response.json()).containsEntry("notSent", List.of());
		}
	}

	@Test
	void whenClientTimesOutThenOutcomeIsUnknown() {
		given(this.client.saveBulkState(any())).willReturn(Mono.error(new TimeoutException()));
		TestResponse response = this.fixture.call("save", "{\"id\":41}");
		assertThat(response.status()).isEqualTo(504);
		assertThat(response.json()).containsEntry("unknown", List.of("state '{literal}' of store 'redis'"));
	}

	@Test
	void whenClientThrowsAtOnceOnWritingThenNothingIsSent() {
		willThrow(new IllegalArgumentException("bad request")).given(this.client).saveBulkState(any());
		TestResponse response = this.fixture.call("save", "{\"id\":41}");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).endsWith("function 'save' failed: bad request");
		assertThat(response.json()).containsEntry("notSent", List.of("state '{literal}' of store 'redis'"));
	}

	@Test
	void whenOneOfTwoStoresFailsThenBothAreListed() {
		given(this.client.saveBulkState(any())).willAnswer((invocation) -> {
			SaveStateRequest request = invocation.getArgument(0);
			return request.getStoreName().equals("two") ? Mono.error(failure("INVALID_ARGUMENT")) : Mono.empty();
		});
		TestResponse response = this.fixture.call("several");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.json())
			.containsEntry("sent", List.of("state 'a' of store 'one'", "state 'b' of store 'one'"))
			.containsEntry("notSent", List.of("state 'c' of store 'two'"));
	}

	@Test
	void whenBothStoresFailThenResponseIsThatOfTheFirst() {
		given(this.client.saveBulkState(any())).willReturn(Mono.error(failure("INVALID_ARGUMENT")));
		TestResponse response = this.fixture.call("several");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).contains("riting state 'a' of store 'one', state 'b' of store 'one'");
		assertThat((List<?>) response.json().get("notSent")).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ABORTED", "INTERNAL" })
	void whenOneOfSeveralValuesOfAStoreFailsThenWhatBecameOfThemIsUnknown(String code) {
		given(this.client.saveBulkState(any())).willAnswer((invocation) -> {
			SaveStateRequest request = invocation.getArgument(0);
			return request.getStoreName().equals("one") ? Mono.error(failure(code)) : Mono.empty();
		});
		assertThat(this.fixture.call("several").json()).containsEntry("sent", List.of("state 'c' of store 'two'"))
			.containsEntry("unknown", List.of("state 'a' of store 'one'", "state 'b' of store 'one'"));
	}

	@Test
	void whenValueCannotBeWrittenAsJsonThenNothingIsSent() {
		givenWrites();
		TestResponse response = this.fixture.call("unwritable");
		assertThat(response.status()).isEqualTo(500);
		then(this.client).shouldHaveNoInteractions();
	}

	@Test
	void whenTargetOfOutputIsMissingThenNothingIsReadAndFunctionDoesNotRun() {
		StateFunctions.runs = 0;
		givenState("order", "{\"id\":1}");
		TestResponse response = this.fixture.call("inputAndOutput", "{\"id\":null}");
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.detail()).isEqualTo("'{payload.id}' has no value: it is missing or null");
		then(this.client).shouldHaveNoInteractions();
		assertThat(StateFunctions.runs).isZero();
	}

	@Test
	void whenFunctionHasInputAndOutputThenItReadsCallsAndWritesInThisOrder() {
		StateFunctions.runs = 0;
		givenWrites();
		givenState("order", "{\"id\":1}");
		assertThat(this.fixture.call("inputAndOutput", "{\"id\":7}").status()).isEqualTo(200);
		InOrder order = inOrder(this.client);
		order.verify(this.client).getState(any(GetStateRequest.class), eq(TypeRef.BYTE_ARRAY));
		order.verify(this.client).saveBulkState(any());
		assertThat(text(saveRequest().getStates().get(0))).isEqualTo("{\"id\":8}");
		assertThat(StateFunctions.runs).isEqualTo(1);
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

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`',
			value = { "EmptyStore ! the store is empty", "EmptyKey ! the key is empty",
					"BlankSetting ! the store is empty", "UnresolvedStore ! Could not resolve placeholder 'nowhere'",
					"UnknownVariable ! '{nope}' names no parameter", "VariableOfOutput ! '{other}' names no parameter",
					"WrongMetadata ! the metadata 'partition' is not written 'name=value'",
					"WrongTtl ! 'soon' is not a valid",
					"NegativeTtl ! the ttl '-1s' is not a positive number of whole seconds",
					"FractionTtl ! the ttl '1500ms' is not a positive number of whole seconds",
					"SeparatorInKey ! the key 'a||b' contains '||'" })
	void whenAttributesCannotWorkThenStartStopsNamingTheParameter(String bean, String problem) throws Exception {
		Class<?> type = Class.forName(StateBinderTests.class.getName() + "$" + bean);
		try (FunctionFixture wrong = FunctionFixture.of(type).property("blank", " ")) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(wrong::start)
				.withMessageStartingWith("Parameter 'order' (")
				.withMessageContaining(") of method wrong(")
				.withMessageContaining(" of " + type.getName() + " (bean '")
				.withMessageContaining(" cannot be bound by @DaprState: ")
				.withMessageContaining(problem)
				.satisfies((ex) -> assertThat(ex.getAction()).contains("Correct the attributes of @DaprState"));
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { MonoInput.class, StreamInput.class, FutureInput.class, OwnHolder.class })
	void whenTypeIsNeitherInputNorOutputThenStartStops(Class<?> bean) {
		try (FunctionFixture wrong = FunctionFixture.of(bean)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(wrong::start)
				.withMessageStartingWith("Parameter 'order' (")
				.withMessageEndingWith(" has a type that no state can be read as")
				.satisfies((ex) -> assertThat(ex.getAction()).contains("Optional<T>", "State<T>", "OutputBinding<T>"));
		}
	}

	@Test
	void whenHolderHasMessagesOfAnotherKindThenStartStops() {
		try (FunctionFixture wrong = FunctionFixture.of(PublicationOutput.class)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(wrong::start)
				.withMessageStartingWith("Parameter 'order' (OutputBinding<Publication<String>>)")
				.withMessageContaining("Publication");
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { VoidOutput.class, VoidStageOutput.class })
	void whenReturnValueToWriteIsVoidThenStartStops(Class<?> bean) {
		try (FunctionFixture wrong = FunctionFixture.of(bean)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(wrong::start)
				.withMessage("Method wrong() of " + bean.getName() + " (bean '"
						+ StringUtils.uncapitalize(bean.getSimpleName())
						+ "') is annotated as an output, but returns nothing");
		}
	}

	@Test
	void whenAttributesOfReturnValueCannotWorkThenStartStops() {
		try (FunctionFixture wrong = FunctionFixture.of(WrongReturn.class)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(wrong::start)
				.withMessageStartingWith("The return value of method wrong() of " + WrongReturn.class.getName())
				.withMessageEndingWith("cannot be bound by @DaprState: the key is empty");
		}
	}

	private void givenState(String key, String value) {
		given(this.client.getState(any(GetStateRequest.class), eq(TypeRef.BYTE_ARRAY)))
			.willReturn(Mono.just(state(key, value)));
	}

	private void givenMissing(boolean jsonNull) {
		State<byte[]> state = (jsonNull) ? state("order", "null")
				: new State<>("order", new byte[0], null, (StateOptions) null);
		given(this.client.getState(any(GetStateRequest.class), eq(TypeRef.BYTE_ARRAY))).willReturn(Mono.just(state));
	}

	private static State<byte[]> state(String key, String value) {
		return new State<>(key, value.getBytes(StandardCharsets.UTF_8), "etag-1", Map.of("ttlExpireTime", "soon"),
				null);
	}

	private void givenWrites() {
		given(this.client.saveBulkState(any())).willReturn(Mono.empty());
		given(this.client.deleteState(any())).willReturn(Mono.empty());
	}

	private GetStateRequest readRequest() {
		ArgumentCaptor<GetStateRequest> request = ArgumentCaptor.forClass(GetStateRequest.class);
		then(this.client).should().getState(request.capture(), eq(TypeRef.BYTE_ARRAY));
		return request.getValue();
	}

	private SaveStateRequest saveRequest() {
		ArgumentCaptor<SaveStateRequest> request = ArgumentCaptor.forClass(SaveStateRequest.class);
		then(this.client).should().saveBulkState(request.capture());
		return request.getValue();
	}

	private static String text(State<?> state) {
		return new String((byte[]) state.getValue(), StandardCharsets.UTF_8);
	}

	private static DaprException failure(String code) {
		return new DaprException(code, "from the sidecar", new IllegalStateException());
	}

	record Order(@Nullable Integer id) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	interface Shape {

	}

	@JsonTypeName("circle")
	record Circle(int radius) implements Shape {

	}

	public static class Self {

		public Self getSelf() {
			return this;
		}

	}

	@Target({ ElementType.PARAMETER, ElementType.METHOD })
	@Retention(RetentionPolicy.RUNTIME)
	@DaprState(store = "composed")
	@interface ComposedState {

		@AliasFor(annotation = DaprState.class, attribute = "key")
		String value();

	}

	static class StateFunctions {

		static int runs;

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
		@ComposedState("copies/{payload}")
		Order composed(int payload, @ComposedState("orders/{payload}") Order order) {
			return order;
		}

		@ServiceInvocationFunction
		CompletionStage<String> slowStage(@DaprState(store = "statestore", key = "order") int order,
				@DaprState(store = "statestore", key = "written") OutputBinding<Integer> written) {
			return CompletableFuture.supplyAsync(() -> {
				written.setValue(order + 1);
				return "done";
			});
		}

		@ServiceInvocationFunction
		CompletionStage<String> slowStageFailing(@DaprState(store = "statestore", key = "order") int order,
				@DaprState(store = "statestore", key = "written") OutputBinding<Integer> written) {
			return CompletableFuture.supplyAsync(() -> {
				written.setValue(order + 1);
				throw new IllegalStateException();
			});
		}

		@ServiceInvocationFunction
		int sum(@DaprState(store = "statestore", key = "a") int a, @DaprState(store = "statestore", key = "b") int b) {
			return a + b;
		}

		@ServiceInvocationFunction
		void save(Order payload, @DaprState(store = "${store}", key = "${key}") OutputBinding<Order> order) {
			order.setValue(payload);
		}

		@ServiceInvocationFunction
		void saveWithOptions(Order payload,
				@DaprState(store = "statestore", key = "order-{payload.id}", ttl = "${ttl}",
						metadata = "id={payload.id}", consistency = Consistency.EVENTUAL,
						concurrency = Concurrency.FIRST_WRITE) OutputBinding<Order> order) {
			order.setValue(payload);
		}

		@ServiceInvocationFunction
		void delete(@DaprState(store = "statestore", key = "order", ttl = "1m", metadata = "partitionKey=p",
				concurrency = Concurrency.LAST_WRITE) OutputBinding<Order> order) {
			order.setValue(new Order(1));
			order.setValue(null);
		}

		@ServiceInvocationFunction
		void unset(@DaprState(store = "statestore", key = "order") OutputBinding<Order> order) {
		}

		@ServiceInvocationFunction
		void failAfterSet(@DaprState(store = "statestore", key = "order") OutputBinding<Order> order) {
			order.setValue(new Order(1));
			throw new IllegalStateException("failed");
		}

		@ServiceInvocationFunction
		CompletionStage<Void> failAfterSetLater(
				@DaprState(store = "statestore", key = "order") OutputBinding<Order> order) {
			order.setValue(new Order(1));
			return CompletableFuture.failedStage(new IllegalStateException("failed"));
		}

		@ServiceInvocationFunction
		@DaprState(store = "statestore", key = "order")
		@Nullable Order nullReturn() {
			return null;
		}

		@ServiceInvocationFunction
		@DaprState(store = "statestore", key = "order")
		Optional<Order> emptyReturn() {
			return Optional.empty();
		}

		@ServiceInvocationFunction
		@DaprState(store = "statestore", key = "order")
		Mono<Order> nullReturnLater() {
			return Mono.empty();
		}

		@ServiceInvocationFunction
		@DaprState(store = "statestore", key = "order")
		ResponseEntity<Order> noBodyReturn() {
			return ResponseEntity.noContent().build();
		}

		@ServiceInvocationFunction
		@DaprState(store = "statestore", key = "order")
		Order returned() {
			return new Order(1);
		}

		@ServiceInvocationFunction
		@DaprState(store = "statestore", key = "order")
		String returnedText() {
			return "text";
		}

		@ServiceInvocationFunction
		@DaprState(store = "statestore", key = "order")
		byte[] returnedBytes() {
			return "raw".getBytes(StandardCharsets.UTF_8);
		}

		@ServiceInvocationFunction
		@DaprState(store = "statestore", key = "order")
		Optional<Order> returnedOptional() {
			return Optional.of(new Order(1));
		}

		@ServiceInvocationFunction
		@DaprState(store = "statestore", key = "order")
		ResponseEntity<Order> returnedEntity() {
			return ResponseEntity.created(URI.create("/1")).body(new Order(1));
		}

		@ServiceInvocationFunction
		@DaprState(store = "statestore", key = "order")
		CompletionStage<Order> returnedStage() {
			return CompletableFuture.supplyAsync(() -> new Order(1));
		}

		@ServiceInvocationFunction
		@DaprState(store = "statestore", key = "order")
		Mono<ResponseEntity<Order>> returnedMono() {
			return Mono.just(ResponseEntity.ok(new Order(1)));
		}

		@ServiceInvocationFunction
		@DaprState(store = "statestore", key = "order")
		List<Shape> returnedShapes() {
			return List.of(new Circle(1));
		}

		@ServiceInvocationFunction
		void savedShapes(@DaprState(store = "statestore", key = "order") OutputBinding<List<Shape>> order) {
			order.setValue(List.of(new Circle(1)));
		}

		@ServiceInvocationFunction
		void savedText(@DaprState(store = "statestore", key = "order") OutputBinding<String> order) {
			order.setValue("text");
		}

		@ServiceInvocationFunction
		void savedBytes(@DaprState(store = "statestore", key = "order") OutputBinding<byte[]> order) {
			order.setValue(returnedBytes());
		}

		@ServiceInvocationFunction
		void savedStream(@DaprState(store = "statestore", key = "order") OutputBinding<InputStream> order) {
			order.setValue(new ByteArrayInputStream(returnedBytes()));
		}

		@ServiceInvocationFunction
		void savedDate(@DaprState(store = "statestore", key = "order") OutputBinding<LocalDate> order) {
			order.setValue(LocalDate.of(2026, 2, 28));
		}

		@ServiceInvocationFunction
		@DaprState(store = "statestore", key = "order")
		int twice(@DaprState(store = "statestore", key = "order") OutputBinding<Integer> order) {
			order.setValue(1);
			return 2;
		}

		@ServiceInvocationFunction
		void writeAndDelete(@DaprState(store = "statestore", key = "order") OutputBinding<Integer> first,
				@DaprState(store = "statestore", key = "order") OutputBinding<Integer> second) {
			first.setValue(1);
			second.setValue(null);
		}

		@ServiceInvocationFunction
		void setInReverse(@DaprState(store = "statestore", key = "order") OutputBinding<Integer> first,
				@DaprState(store = "statestore", key = "order") OutputBinding<Integer> second) {
			second.setValue(2);
			first.setValue(1);
		}

		@ServiceInvocationFunction
		void several(@DaprState(store = "one", key = "a") OutputBinding<Integer> a,
				@DaprState(store = "one", key = "b") OutputBinding<Integer> b,
				@DaprState(store = "two", key = "c") OutputBinding<Integer> c) {
			a.setValue(1);
			b.setValue(2);
			c.setValue(3);
		}

		@ServiceInvocationFunction
		void unwritable(@DaprState(store = "statestore", key = "a") OutputBinding<Integer> a,
				@DaprState(store = "statestore", key = "b") OutputBinding<Self> b) {
			a.setValue(1);
			b.setValue(new Self());
		}

		@ServiceInvocationFunction
		void inputAndOutput(Order payload, @DaprState(store = "statestore", key = "order") Order order,
				@DaprState(store = "statestore", key = "{payload.id}") OutputBinding<Order> written) {
			runs++;
			written.setValue(new Order(order.id() + payload.id()));
		}

	}

	static class EmptyStore {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "", key = "k") String order) {
		}

	}

	static class EmptyKey {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "s") String order) {
		}

	}

	static class BlankSetting {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "%blank%", key = "k") OutputBinding<String> order) {
		}

	}

	static class UnresolvedStore {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "${nowhere}", key = "k") String order) {
		}

	}

	static class UnknownVariable {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "s", key = "{nope}") String order) {
		}

	}

	static class VariableOfOutput {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "s", key = "{other}") String order,
				@DaprState(store = "s", key = "k") String other) {
		}

	}

	static class WrongMetadata {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "s", key = "k", metadata = "partition") String order) {
		}

	}

	static class WrongTtl {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "s", key = "k", ttl = "soon") OutputBinding<String> order) {
		}

	}

	static class NegativeTtl {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "s", key = "k", ttl = "-1s") OutputBinding<String> order) {
		}

	}

	static class FractionTtl {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "s", key = "k", ttl = "1500ms") OutputBinding<String> order) {
		}

	}

	static class SeparatorInKey {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "s", key = "a||b") OutputBinding<String> order) {
		}

	}

	static class MonoInput {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "s", key = "k") Mono<String> order) {
		}

	}

	static class StreamInput {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "s", key = "k") Stream<String> order) {
		}

	}

	static class FutureInput {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "s", key = "k") Optional<CompletableFuture<String>> order) {
		}

	}

	interface SpecialHolder extends OutputBinding<String> {

	}

	static class OwnHolder {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "s", key = "k") SpecialHolder order) {
		}

	}

	static class PublicationOutput {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "statestore", key = "order") OutputBinding<Publication<String>> order) {
		}

	}

	static class VoidOutput {

		@ServiceInvocationFunction
		@DaprState(store = "s", key = "k")
		void wrong() {
		}

	}

	static class VoidStageOutput {

		@ServiceInvocationFunction
		@DaprState(store = "s", key = "k")
		CompletionStage<Void> wrong() {
			return CompletableFuture.completedStage(null);
		}

	}

	static class WrongReturn {

		@ServiceInvocationFunction
		@DaprState(store = "s")
		String wrong() {
			return "";
		}

	}

}
