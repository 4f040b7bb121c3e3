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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.DaprState.Concurrency;
import dev.daprfunctions.annotation.DaprState.Consistency;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.TestResponse;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.DeleteStateRequest;
import io.dapr.client.domain.SaveStateRequest;
import io.dapr.client.domain.State;
import io.dapr.client.domain.StateOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import reactor.core.publisher.Mono;

import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.never;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.times;

/**
 * Tests for {@link StateOutput} and {@link StateWriter}.
 */
class StateOutputTests {

	private final StateClient state = new StateClient();

	private final DaprClient client = this.state.client();

	private final FunctionFixture fixture = FunctionFixture.of(StateFunctions.class)
		.client(this.client)
		.property("store", "redis")
		.property("key", "{literal}")
		.property("ttl", "1m");

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whenHolderIsSetThenValueIsSavedAfterTheFunction() {
		this.state.givenWrites();
		assertThat(this.fixture.call("save", "{\"id\":41}").status()).isEqualTo(200);
		SaveStateRequest request = this.state.saveRequest();
		assertThat(request.getStoreName()).isEqualTo("redis");
		State<?> state = request.getStates().get(0);
		assertThat(state.getKey()).isEqualTo("{literal}");
		assertThat(StateClient.text(state)).isEqualTo("{\"id\":41}");
		assertThat(state.getEtag()).isNull();
		assertThat(state.getMetadata()).isEmpty();
		assertThat(state.getOptions()).isNull();
	}

	@Test
	void whenOutputHasOptionsThenTheyAreSent() {
		this.state.givenWrites();
		this.fixture.call("saveWithOptions", "{\"id\":41}");
		State<?> state = this.state.saveRequest().getStates().get(0);
		assertThat(state.getKey()).isEqualTo("order-41");
		assertThat(state.getMetadata()).containsExactlyInAnyOrderEntriesOf(Map.of("ttlInSeconds", "60", "id", "41"));
		assertThat(state.getOptions().getConsistency()).isEqualTo(StateOptions.Consistency.EVENTUAL);
		assertThat(state.getOptions().getConcurrency()).isEqualTo(StateOptions.Concurrency.FIRST_WRITE);
	}

	@Test
	void whenNullIsSetThenKeyIsDeleted() {
		this.state.givenWrites();
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
		this.state.givenWrites();
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
		this.state.givenWrites();
		TestResponse response = this.fixture.call(function);
		assertThat(StateClient.text(this.state.saveRequest().getStates().get(0))).isEqualTo(stored);
		assertThat(response.body()).isNull();
	}

	@Test
	void whenReturnedEntityIsAnOutputThenItsStatusIsTheResponses() {
		this.state.givenWrites();
		TestResponse response = this.fixture.call("returnedEntity");
		assertThat(response.status()).isEqualTo(201);
		assertThat(response.headers().getLocation()).hasToString("/1");
	}

	@Test
	void whenOneKeyIsWrittenTwiceThenTheLastWriteWins() {
		this.state.givenWrites();
		this.fixture.call("twice");
		assertThat(this.state.saveRequest().getStates()).singleElement()
			.satisfies((state) -> assertThat(StateClient.text(state)).isEqualTo("2"));
		then(this.client).should(never()).deleteState(any());
	}

	@Test
	void whenKeyIsDeletedAfterAWriteThenItIsOnlyDeleted() {
		this.state.givenWrites();
		this.fixture.call("writeAndDelete");
		then(this.client).should(never()).saveBulkState(any());
		then(this.client).should().deleteState(any());
	}

	@Test
	void whenTwoHoldersHaveOneKeyThenTheOneThatWasSetLastWins() {
		this.state.givenWrites();
		this.fixture.call("setInReverse");
		assertThat(this.state.saveRequest().getStates()).singleElement()
			.satisfies((state) -> assertThat(StateClient.text(state)).isEqualTo("1"));
	}

	@Test
	void whenStoresDifferThenEachGetsOneRequest() {
		this.state.givenWrites();
		this.fixture.call("several");
		ArgumentCaptor<SaveStateRequest> requests = ArgumentCaptor.forClass(SaveStateRequest.class);
		then(this.client).should(times(2)).saveBulkState(requests.capture());
		assertThat(requests.getAllValues()).extracting(SaveStateRequest::getStoreName).containsExactly("one", "two");
		assertThat(requests.getAllValues().get(0).getStates()).extracting(State::getKey).containsExactly("a", "b");
		assertThat(requests.getAllValues().get(1).getStates()).extracting(State::getKey).containsExactly("c");
	}

	record Order(@Nullable Integer id) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	interface Shape {

	}

	@JsonTypeName("circle")
	record Circle(int radius) implements Shape {

	}

	static class StateFunctions {

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

	}

}
