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

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprBinding;
import dev.daprfunctions.annotation.DaprInvoke;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.invocation.SidecarHttpClient;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.GetStateRequest;
import io.dapr.client.domain.InvokeBindingRequest;
import io.dapr.client.domain.PublishEventRequest;
import io.dapr.client.domain.SaveStateRequest;
import io.dapr.client.domain.State;
import io.dapr.utils.TypeRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.mock;

/**
 * Tests that asynchronous functions hold no thread while the sidecar has not answered.
 */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class NonBlockingTests {

	private final CompletableFuture<String> request = new CompletableFuture<>();

	private final CompletableFuture<Void> answer = new CompletableFuture<>();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final DaprClient client = mock(DaprClient.class);

	private HttpServer server;

	private FunctionFixture fixture;

	@BeforeEach
	void start() throws IOException {
		given(this.client.getState(any(GetStateRequest.class), eq(TypeRef.BYTE_ARRAY))).willAnswer(
				(call) -> answer("get").thenReturn(new State<>("k", "\"x\"".getBytes(StandardCharsets.UTF_8), "1")));
		given(this.client.saveBulkState(any(SaveStateRequest.class))).willAnswer((call) -> answer("save"));
		given(this.client.publishEvent(any(PublishEventRequest.class))).willAnswer((call) -> answer("publish"));
		given(this.client.invokeBinding(any(InvokeBindingRequest.class), eq(TypeRef.BYTE_ARRAY)))
			.willAnswer((call) -> answer("bind"));
		this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		this.server.setExecutor(this.executor);
		this.server.createContext("/", this::answer);
		this.server.start();
		URI endpoint = URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
		this.fixture = FunctionFixture.of(Functions.class)
			.client(this.client)
			.httpClient(new SidecarHttpClient(SidecarHttpClient.createHttpClient(Duration.ofSeconds(5)), endpoint, null,
					Duration.ofSeconds(20)));
	}

	@AfterEach
	void close() {
		this.answer.complete(null);
		this.fixture.close();
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	@ParameterizedTest
	@ValueSource(strings = { "get", "getStage", "save", "saveStage", "publish", "publishStage", "bind", "bindStage",
			"invoke", "invokeStage" })
	void whenSidecarDoesNotAnswerThenNobodyWaitsForIt(String function) throws Exception {
		CompletableFuture<TriggerResponse> response = this.fixture.invoker()
			.invokeAsync(this.fixture.function(function), TestRequest.post())
			.toFuture();
		assertThat(this.request.get(10, TimeUnit.SECONDS)).isEqualTo(function.replace("Stage", ""));
		assertThat(response).isNotDone();
		this.answer.complete(null);
		assertThat(response.get(10, TimeUnit.SECONDS).status().value()).isEqualTo(200);
	}

	private Mono<Void> answer(String kind) {
		this.request.complete(kind);
		return Mono.fromFuture(this.answer, true);
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			exchange.getRequestBody().readAllBytes();
			this.request.complete("invoke");
			this.answer.join();
			exchange.sendResponseHeaders(200, -1);
		}
	}

	static class Functions {

		@ServiceInvocationFunction
		Mono<String> get(@DaprState(store = "store", key = "k") String value) {
			return Mono.just(value);
		}

		@ServiceInvocationFunction
		CompletionStage<String> getStage(@DaprState(store = "store", key = "k") String value) {
			return CompletableFuture.completedStage(value);
		}

		@ServiceInvocationFunction
		@DaprState(store = "store", key = "k")
		Mono<String> save() {
			return Mono.just("x");
		}

		@ServiceInvocationFunction
		CompletionStage<Void> saveStage(@DaprState(store = "store", key = "k") OutputBinding<String> state) {
			return set(state);
		}

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "pubsub", topic = "t")
		Mono<String> publish() {
			return Mono.just("x");
		}

		@ServiceInvocationFunction
		CompletionStage<Void> publishStage(@DaprPublish(pubsub = "pubsub", topic = "t") OutputBinding<String> event) {
			return set(event);
		}

		@ServiceInvocationFunction
		@DaprBinding(name = "queue", operation = "create")
		Mono<String> bind() {
			return Mono.just("x");
		}

		@ServiceInvocationFunction
		CompletionStage<Void> bindStage(
				@DaprBinding(name = "queue", operation = "create") OutputBinding<String> binding) {
			return set(binding);
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "app", method = "m")
		Mono<String> invoke() {
			return Mono.just("x");
		}

		@ServiceInvocationFunction
		CompletionStage<Void> invokeStage(@DaprInvoke(appId = "app", method = "m") OutputBinding<String> invocation) {
			return set(invocation);
		}

		private static CompletionStage<Void> set(OutputBinding<String> output) {
			output.setValue("x");
			return CompletableFuture.completedStage(null);
		}

	}

}
