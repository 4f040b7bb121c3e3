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
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprBinding;
import dev.daprfunctions.annotation.DaprInvoke;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.annotation.TopicFunction;
import dev.daprfunctions.invocation.SidecarHttpClient;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.InvokeBindingRequest;
import io.dapr.client.domain.PublishEventRequest;
import io.dapr.client.domain.SaveStateRequest;
import io.dapr.utils.TypeRef;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.mock;

/**
 * Tests for the stages in which a function writes outputs of all kinds.
 */
class OutputStagesTests {

	private static final String STATE = "state 'k' of store 'store'";

	private static final String EVENT = "event to topic 't' of pub/sub 'pubsub'";

	private static final String INVOCATION = "invocation of method 'm' of application 'app'";

	private static final String BINDING = "operation 'create' of binding 'queue'";

	private final List<String> sent = new CopyOnWriteArrayList<>();

	private final CompletableFuture<Void> state = new CompletableFuture<>();

	private final CompletableFuture<Void> event = new CompletableFuture<>();

	private final CompletableFuture<byte[]> binding = new CompletableFuture<>();

	private final CompletableFuture<Integer> invocation = new CompletableFuture<>();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final DaprClient client = mock(DaprClient.class);

	private HttpServer server;

	private FunctionFixture fixture;

	@BeforeEach
	void start() throws IOException {
		given(this.client.saveBulkState(any(SaveStateRequest.class))).willAnswer((call) -> answer("state", this.state));
		given(this.client.publishEvent(any(PublishEventRequest.class)))
			.willAnswer((call) -> answer("event", this.event));
		given(this.client.invokeBinding(any(InvokeBindingRequest.class), eq(TypeRef.BYTE_ARRAY)))
			.willAnswer((call) -> answer("binding", this.binding));
		this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		this.server.setExecutor(this.executor);
		this.server.createContext("/", this::answer);
		this.server.start();
		URI endpoint = URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
		this.fixture = FunctionFixture.of(Outputs.class)
			.client(this.client)
			.httpClient(new SidecarHttpClient(SidecarHttpClient.createHttpClient(Duration.ofSeconds(5)), endpoint, null,
					Duration.ofSeconds(20)));
	}

	@AfterEach
	void close() {
		this.invocation.complete(200);
		this.fixture.close();
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	@ParameterizedTest
	@ValueSource(strings = { "all", "allLater", "returned" })
	void whenFunctionHasOutputsOfAllKindsThenStateIsFirstAndTheRestIsSentAtTheSameTime(String function) {
		CompletableFuture<TestResponse> response = CompletableFuture.supplyAsync(() -> this.fixture.call(function),
				this.executor);
		Awaitility.await().until(() -> this.sent.contains("state"));
		assertThat(this.sent).containsExactly("state");
		this.state.complete(null);
		Awaitility.await().until(() -> this.sent.size() == 4);
		assertThat(this.sent).startsWith("state").containsExactlyInAnyOrder("state", "event", "binding", "invocation");
		assertThat(response).isNotDone();
		this.invocation.complete(200);
		this.binding.complete(new byte[0]);
		assertThat(response).isNotDone();
		this.event.complete(null);
		assertThat(response.join().status()).isEqualTo(200);
		assertThat(response.join().body()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "all", "allLater", "returned" })
	void whenStateFailsThenNothingElseIsSent(String function) {
		this.state.completeExceptionally(SidecarErrors.of("ABORTED"));
		TestResponse response = this.fixture.call(function);
		assertThat(this.sent).containsExactly("state");
		assertThat(response.status()).isEqualTo(409);
		assertThat(response.json()).containsEntry("sent", List.of()).doesNotContainKey("unknown");
		assertThat(list(response, "notSent")).containsExactlyInAnyOrder(STATE, EVENT, INVOCATION, BINDING);
	}

	@ParameterizedTest
	@ValueSource(strings = { "stream", "streamLater" })
	void whenStateFailsThenReturnedStreamIsClosed(String function) {
		Outputs.closed = 0;
		this.state.completeExceptionally(SidecarErrors.of("INTERNAL"));
		assertThat(this.fixture.call(function).status()).isEqualTo(502);
		assertThat(Outputs.closed).isEqualTo(1);
	}

	@Test
	void whenStateIsUnknownThenNothingElseIsSent() {
		this.state.completeExceptionally(SidecarErrors.of("DEADLINE_EXCEEDED"));
		TestResponse response = this.fixture.call("all");
		assertThat(this.sent).containsExactly("state");
		assertThat(response.status()).isEqualTo(504);
		assertThat(list(response, "unknown")).containsExactly(STATE);
		assertThat(list(response, "notSent")).containsExactlyInAnyOrder(EVENT, INVOCATION, BINDING);
	}

	@Test
	void whenInvocationFailsThenTheOthersAreSentAndAllAreListed() {
		this.state.complete(null);
		this.event.complete(null);
		this.binding.complete(new byte[0]);
		this.invocation.complete(500);
		TestResponse response = this.fixture.call("all");
		assertThat(response.status()).isEqualTo(502);
		assertThat(response.json()).containsEntry("errorCode", "ERR_INVOKE_FAILED").doesNotContainKey("unknown");
		assertThat(list(response, "sent")).containsExactlyInAnyOrder(STATE, EVENT, BINDING);
		assertThat(list(response, "notSent")).containsExactly(INVOCATION);
	}

	@Test
	void whenSeveralFailThenResponseIsThatOfOneAndAllAreListed() {
		this.state.complete(null);
		this.event.completeExceptionally(SidecarErrors.of("UNAVAILABLE"));
		this.binding.completeExceptionally(SidecarErrors.of("INTERNAL"));
		this.invocation.complete(404);
		TestResponse response;
		try (CapturedLog log = new CapturedLog(FunctionInvoker.class)) {
			response = this.fixture.call("all");
			assertThat(log.lines()).singleElement()
				.asString()
				.contains("; also: ")
				.contains("topic 't' of pub/sub 'pubsub'", "of binding 'queue'", "was answered with 404")
				.endsWith("; written: " + STATE + "; perhaps written: " + EVENT);
		}
		assertThat(response.status()).isIn(502, 503);
		assertThat(list(response, "sent")).containsExactly(STATE);
		assertThat(list(response, "unknown")).containsExactly(EVENT);
		assertThat(list(response, "notSent")).containsExactlyInAnyOrder(INVOCATION, BINDING);
	}

	@Test
	void whenOutputsOfATopicFunctionFailThenItsEventIsDeliveredAgain() {
		this.event.completeExceptionally(SidecarErrors.of("INTERNAL"));
		TestResponse response = this.fixture.call("forward", "{\"specversion\":\"1.0\",\"data\":\"x\"}");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.json()).containsEntry("status", 500).containsEntry("errorCode", "ERR_INVOKE_FAILED");
		assertThat(list(response, "notSent")).containsExactly(EVENT);
	}

	@Test
	void whenOutputsOfABulkFunctionFailThenItsEventsAreDeliveredAgain() {
		this.event.completeExceptionally(SidecarErrors.of("INTERNAL"));
		TestResponse response = this.fixture.call("forwardAll",
				"{\"entries\":[{\"entryId\":\"1\",\"event\":{\"specversion\":\"1.0\",\"data\":\"x\"}}]}");
		assertThat(response.body()).isEqualTo("{\"statuses\":[{\"entryId\":\"1\",\"status\":\"RETRY\"}]}");
	}

	@ParameterizedTest
	@CsvSource({ "dropped, drops its event", "retriedAll, answers RETRY for 1 events" })
	void whenOutputsOfATopicFunctionFailThenTheLogNamesWhatWasWritten(String function, String outcome) {
		this.state.complete(null);
		this.event.completeExceptionally(SidecarErrors.of("UNAVAILABLE"));
		try (CapturedLog log = new CapturedLog("dev.daprfunctions.pubsub.TopicResults")) {
			this.fixture.call(function,
					"{\"entries\":[{\"entryId\":\"1\",\"event\":{\"specversion\":\"1.0\",\"data\":\"x\"}}]}");
			assertThat(log.lines()).singleElement()
				.asString()
				.startsWith("WARN function '" + function + "' " + outcome + ": The Dapr sidecar cannot be reached")
				.endsWith("; written: " + STATE + "; perhaps written: " + EVENT);
		}
	}

	@Test
	void whenOneOutputHasNoTargetThenNothingIsSent() {
		TestResponse response = this.fixture.call("noTarget");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).contains("has no key");
		assertThat(this.sent).isEmpty();
	}

	@Test
	void whenExpressionOfOneOutputIsMissingThenFunctionDoesNotRun() {
		Outputs.ran = false;
		TestResponse response = this.fixture.call("missing", "{\"key\":null}");
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.detail()).isEqualTo("'{payload.key}' has no value: it is missing or null");
		assertThat(Outputs.ran).isFalse();
		assertThat(this.sent).isEmpty();
	}

	private <T> Mono<T> answer(String kind, CompletableFuture<T> answer) {
		this.sent.add(kind);
		return Mono.fromFuture(answer, true);
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			this.sent.add("invocation");
			exchange.getRequestBody().readAllBytes();
			exchange.sendResponseHeaders(this.invocation.join(), -1);
		}
	}

	@SuppressWarnings("unchecked")
	private static List<String> list(TestResponse response, String property) {
		return (List<String>) response.json().get(property);
	}

	record Payload(String key) {

	}

	static class Outputs {

		static boolean ran;

		static int closed;

		@ServiceInvocationFunction
		void all(@DaprPublish(pubsub = "pubsub", topic = "t") OutputBinding<String> event,
				@DaprInvoke(appId = "app", method = "m") OutputBinding<String> invocation,
				@DaprBinding(name = "queue", operation = "create") OutputBinding<byte[]> binding,
				@DaprState(store = "store", key = "k") OutputBinding<String> state) {
			event.setValue("x");
			invocation.setValue("x");
			binding.setValue("x".getBytes(StandardCharsets.UTF_8));
			state.setValue("x");
		}

		@ServiceInvocationFunction
		Mono<Void> allLater(@DaprPublish(pubsub = "pubsub", topic = "t") OutputBinding<String> event,
				@DaprInvoke(appId = "app", method = "m") OutputBinding<String> invocation,
				@DaprBinding(name = "queue", operation = "create") OutputBinding<byte[]> binding,
				@DaprState(store = "store", key = "k") OutputBinding<String> state) {
			return Mono.fromRunnable(() -> all(event, invocation, binding, state));
		}

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "pubsub", topic = "t")
		@DaprInvoke(appId = "app", method = "m")
		@DaprBinding(name = "queue", operation = "create")
		@DaprState(store = "store", key = "k")
		String returned() {
			return "x";
		}

		@ServiceInvocationFunction
		ResponseEntity<InputStream> stream(@DaprState(store = "store", key = "k") OutputBinding<String> state) {
			state.setValue("x");
			return ResponseEntity.ok(new ByteArrayInputStream(new byte[1]) {

				@Override
				public void close() {
					closed++;
				}

			});
		}

		@ServiceInvocationFunction
		Mono<ResponseEntity<InputStream>> streamLater(
				@DaprState(store = "store", key = "k") OutputBinding<String> state) {
			return Mono.fromSupplier(() -> stream(state));
		}

		@TopicFunction(pubsub = "pubsub")
		@DaprPublish(pubsub = "pubsub", topic = "t")
		String forward(String data) {
			return data;
		}

		@TopicFunction(pubsub = "pubsub", bulk = true)
		@DaprPublish(pubsub = "pubsub", topic = "t")
		List<String> forwardAll(List<String> data) {
			return data;
		}

		@TopicFunction(pubsub = "pubsub", dropOn = RuntimeException.class)
		void dropped(@DaprPublish(pubsub = "pubsub", topic = "t") OutputBinding<String> event,
				@DaprState(store = "store", key = "k") OutputBinding<String> state) {
			event.setValue("x");
			state.setValue("x");
		}

		@TopicFunction(pubsub = "pubsub", bulk = true)
		void retriedAll(@DaprPublish(pubsub = "pubsub", topic = "t") OutputBinding<String> event,
				@DaprState(store = "store", key = "k") OutputBinding<String> state) {
			dropped(event, state);
		}

		@ServiceInvocationFunction
		void noTarget(@DaprPublish(pubsub = "pubsub", topic = "t") OutputBinding<String> event,
				@DaprState(store = "store") OutputBinding<dev.daprfunctions.StateWrite<String>> state) {
			event.setValue("x");
			state.setValue(dev.daprfunctions.StateWrite.builder("x").build());
		}

		@ServiceInvocationFunction
		void missing(Payload payload, @DaprPublish(pubsub = "pubsub", topic = "t") OutputBinding<String> event,
				@DaprBinding(name = "{payload.key}", operation = "create") OutputBinding<String> binding) {
			ran = true;
			event.setValue("x");
		}

	}

}
