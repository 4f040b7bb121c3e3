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

package dev.daprfunctions.function;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.StateEntry;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.annotation.TopicFunction;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.GetStateRequest;
import io.dapr.client.domain.PublishEventRequest;
import io.dapr.client.domain.SaveStateRequest;
import io.dapr.client.domain.State;
import io.dapr.exceptions.DaprException;
import io.dapr.utils.TypeRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.mock;
import static org.mockito.BDDMockito.never;
import static org.mockito.BDDMockito.then;

/**
 * Tests for {@link AsyncCall}s that expire.
 */
class AsyncCallTests {

	private static final Duration LIMIT = Duration.ofMillis(300);

	private static final String STATE = "state 'k' of store 'store'";

	private static final String EVENT = "event to topic 't' of pub/sub 'pubsub'";

	private final CompletableFuture<Void> state = new CompletableFuture<>();

	private final CompletableFuture<Void> event = new CompletableFuture<>();

	private final DaprClient client = mock(DaprClient.class);

	private final FunctionFixture fixture = FunctionFixture.of(Functions.class).client(this.client);

	@BeforeEach
	void answer() {
		given(this.client.saveBulkState(any(SaveStateRequest.class)))
			.willAnswer((call) -> Mono.fromFuture(this.state, true));
		given(this.client.publishEvent(any(PublishEventRequest.class)))
			.willAnswer((call) -> Mono.fromFuture(this.event, true));
		Functions.pending = new CompletableFuture<>();
		Functions.closed.set(0);
		Functions.runs.set(0);
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whenFunctionIsNotDoneThenItIsCancelledAndNothingIsWritten() {
		AsyncCall call = call("save");
		CompletableFuture<TriggerResponse> response = call.toFuture();
		TestResponse expired = TestResponse.of(call.expire(LIMIT));
		assertThat(expired.status()).isEqualTo(503);
		assertThat(expired.detail()).isEqualTo("Function 'save' did not complete within 300 ms");
		assertThat(expired.json()).doesNotContainKeys("sent", "notSent", "unknown");
		assertThat(Functions.pending).isCancelled();
		assertThat(response).isCompletedWithValue(null);
		then(this.client).should(never()).saveBulkState(any(SaveStateRequest.class));
	}

	@Test
	void whenFunctionReturnsWhileItsCallExpiresThenNothingIsWritten() {
		AsyncCall call = call("save");
		call.subscribe();
		Functions.pending.whenComplete((done, failure) -> call.expire(null));
		Functions.pending.complete("x");
		then(this.client).should(never()).saveBulkState(any(SaveStateRequest.class));
	}

	@Test
	void whenOutputsAreBeingWrittenThenTheyAreFinishedAndLogged() {
		AsyncCall call = call("all");
		call.subscribe();
		try (CapturedLog log = new CapturedLog(FunctionInvoker.class)) {
			TestResponse expired = TestResponse.of(call.expire(LIMIT));
			assertThat(expired.status()).isEqualTo(503);
			assertThat(expired.detail())
				.isEqualTo("Function 'all' did not complete within 300 ms; its outputs are still being written");
			assertThat(expired.json()).containsEntry("sent", List.of()).containsEntry("notSent", List.of());
			assertThat(list(expired, "unknown")).containsExactlyInAnyOrder(STATE, EVENT);
			assertThat(log.lines()).singleElement().asString().startsWith("WARN function 'all' answers 503: ");
			this.state.complete(null);
			then(this.client).should().publishEvent(any(PublishEventRequest.class));
			assertThat(log.lines()).hasSize(1);
			this.event.complete(null);
			assertThat(log.lines()).hasSize(2)
				.last()
				.asString()
				.startsWith("WARN Nobody waited for the outputs of function 'all'; written: ")
				.contains(STATE, EVENT);
		}
	}

	@Test
	void whenSomeOutputsWereWrittenThenTheyAreListed() {
		AsyncCall call = call("all");
		call.subscribe();
		this.state.complete(null);
		TestResponse expired = TestResponse.of(call.expire(null));
		assertThat(expired.detail())
			.isEqualTo("Function 'all' did not complete in time; its outputs are still being written");
		assertThat(list(expired, "sent")).containsExactly(STATE);
		assertThat(list(expired, "unknown")).containsExactly(EVENT);
	}

	@Test
	void whenOutputsFailAfterwardsThenThatIsLoggedWithWhatWasWritten() {
		AsyncCall call = call("all");
		call.subscribe();
		this.state.complete(null);
		call.expire(LIMIT);
		try (CapturedLog log = new CapturedLog(FunctionInvoker.class)) {
			this.event.completeExceptionally(new DaprException("INTERNAL", "refused", new IllegalStateException()));
			assertThat(log.lines()).singleElement()
				.asString()
				.startsWith("WARN Nobody waited for the outputs of function 'all', which failed")
				.contains("refused")
				.endsWith("; written: " + STATE);
		}
	}

	@Test
	void whenNobodyReadsTheResponseThenItsStreamIsClosed() {
		AsyncCall call = call("stream");
		call.subscribe();
		call.expire(LIMIT);
		assertThat(Functions.closed).hasValue(1);
		this.state.complete(null);
		assertThat(Functions.closed).hasValue(1);
	}

	@Test
	void whenEntryConflictsAfterwardsThenFunctionDoesNotRunAgain() {
		given(this.client.getMetadata())
			.willReturn(Mono.error(new DaprException("INTERNAL", "none", new IllegalStateException())));
		given(this.client.getState(any(GetStateRequest.class), eq(TypeRef.BYTE_ARRAY)))
			.willReturn(Mono.just(new State<>("k", "1".getBytes(StandardCharsets.UTF_8), "1")));
		AsyncCall call = call("increment");
		call.subscribe();
		assertThat(Functions.runs).hasValue(1);
		call.expire(LIMIT);
		try (CapturedLog log = new CapturedLog(FunctionInvoker.class)) {
			this.state.completeExceptionally(new DaprException("ABORTED", "changed", new IllegalStateException()));
			assertThat(log.lines()).singleElement()
				.asString()
				.isEqualTo("WARN Nobody waited for the outputs of function 'increment', which failed: The " + STATE
						+ " was changed by somebody else since function 'increment' read it");
		}
		assertThat(Functions.runs).hasValue(1);
	}

	@Test
	void whenTopicFunctionIsNotDoneThenItsEventIsDeliveredAgain() {
		AsyncCall call = call("forward", "{\"specversion\":\"1.0\",\"data\":\"x\"}");
		call.subscribe();
		TestResponse expired = TestResponse.of(call.expire(LIMIT));
		assertThat(expired.status()).isEqualTo(500);
		assertThat(list(expired, "unknown")).containsExactly(EVENT);
	}

	@Test
	void whenBulkFunctionIsNotDoneThenItsEventsAreDeliveredAgain() {
		AsyncCall call = call("forwardAll",
				"{\"entries\":[{\"entryId\":\"1\",\"event\":{\"specversion\":\"1.0\",\"data\":\"x\"}}]}");
		call.subscribe();
		TestResponse expired = TestResponse.of(call.expire(LIMIT));
		assertThat(expired.status()).isEqualTo(200);
		assertThat(expired.body()).isEqualTo("{\"statuses\":[{\"entryId\":\"1\",\"status\":\"RETRY\"}]}");
	}

	private AsyncCall call(String function) {
		return call(function, "");
	}

	private AsyncCall call(String function, String body) {
		return this.fixture.invoker().invokeAsync(this.fixture.function(function), TestRequest.post(body));
	}

	@SuppressWarnings("unchecked")
	private static List<String> list(TestResponse response, String property) {
		return (List<String>) response.json().get(property);
	}

	static class Functions {

		static final AtomicInteger closed = new AtomicInteger();

		static final AtomicInteger runs = new AtomicInteger();

		static CompletableFuture<String> pending;

		@ServiceInvocationFunction
		@DaprState(store = "store", key = "k")
		CompletionStage<String> save() {
			return pending;
		}

		@ServiceInvocationFunction
		Mono<Void> all(@DaprPublish(pubsub = "pubsub", topic = "t") OutputBinding<String> event,
				@DaprState(store = "store", key = "k") OutputBinding<String> state) {
			return Mono.fromRunnable(() -> {
				event.setValue("x");
				state.setValue("x");
			});
		}

		@ServiceInvocationFunction
		Mono<InputStream> stream(@DaprState(store = "store", key = "k") OutputBinding<String> state) {
			state.setValue("x");
			return Mono.just(new ByteArrayInputStream(new byte[1]) {

				@Override
				public void close() {
					closed.incrementAndGet();
				}

			});
		}

		@ServiceInvocationFunction
		Mono<Void> increment(@DaprState(store = "store", key = "k") StateEntry<Integer> entry) {
			return Mono.fromRunnable(() -> {
				runs.incrementAndGet();
				entry.update((value) -> value + 1);
			});
		}

		@TopicFunction(pubsub = "pubsub")
		@DaprPublish(pubsub = "pubsub", topic = "t")
		Mono<String> forward(String data) {
			return Mono.just(data);
		}

		@TopicFunction(pubsub = "pubsub", bulk = true)
		@DaprPublish(pubsub = "pubsub", topic = "t")
		Mono<List<String>> forwardAll(List<String> data) {
			return Mono.just(data);
		}

	}

}
