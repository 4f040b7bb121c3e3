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

package dev.daprfunctions.client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprSecret;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.json.JsonMapperObjectSerializer;
import io.dapr.client.DaprClient;
import io.dapr.client.DaprClientBuilder;
import io.dapr.client.domain.State;
import io.dapr.config.Properties;
import io.dapr.utils.TypeRef;
import io.dapr.v1.DaprGrpc;
import io.dapr.v1.DaprSecretProtos.GetBulkSecretRequest;
import io.dapr.v1.DaprSecretProtos.GetBulkSecretResponse;
import io.dapr.v1.DaprSecretProtos.GetSecretRequest;
import io.dapr.v1.DaprSecretProtos.GetSecretResponse;
import io.dapr.v1.DaprStateProtos.BulkStateItem;
import io.dapr.v1.DaprStateProtos.GetBulkStateRequest;
import io.dapr.v1.DaprStateProtos.GetBulkStateResponse;
import io.dapr.v1.DaprStateProtos.GetStateRequest;
import io.dapr.v1.DaprStateProtos.GetStateResponse;
import io.dapr.v1.DaprStateProtos.SaveStateRequest;
import io.grpc.Context;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link SidecarReads} over the Dapr SDK's client and gRPC.
 */
class SidecarReadsTests {

	private final SlowSidecar sidecar = new SlowSidecar();

	private Server server;

	private DaprClient client;

	private FunctionFixture fixture;

	@BeforeEach
	void start() throws IOException {
		this.server = ServerBuilder.forPort(0).addService(this.sidecar).build().start();
		JsonMapperObjectSerializer serializer = new JsonMapperObjectSerializer(JsonMapper.shared());
		this.client = new DaprClientBuilder().withObjectSerializer(serializer)
			.withStateSerializer(serializer)
			.withPropertyOverride(Properties.GRPC_ENDPOINT, "http://127.0.0.1:" + this.server.getPort())
			.build();
		this.fixture = FunctionFixture.of(Functions.class).client(this.client).start();
		Functions.contexts.clear();
	}

	@AfterEach
	void stop() throws Exception {
		this.fixture.close();
		this.client.close();
		this.server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
	}

	@ParameterizedTest
	@CsvSource({ "state, slow/a", "stateLater, slow/a", "bulkState, 'slow/a,b'", "secret, slow/a", "secrets, slow" })
	void whenOneInputFailsThenTheRequestsOfTheOthersAreCancelled(String function, String request) {
		assertThat(this.fixture.call(function).status()).isEqualTo(502);
		await().atMost(Duration.ofSeconds(5))
			.untilAsserted(() -> assertThat(this.sidecar.cancelled).containsExactly(request));
	}

	@ParameterizedTest
	@ValueSource(strings = { "slow", "slowLater" })
	void whenInputsTakeTooLongThenTheirRequestIsCancelled(String function) {
		assertThat(this.fixture.call("quick").status()).isEqualTo(200);
		this.fixture.inputsTimeout(Duration.ofSeconds(1));
		assertThat(this.fixture.call(function).status()).isEqualTo(504);
		await().atMost(Duration.ofSeconds(5))
			.untilAsserted(() -> assertThat(this.sidecar.cancelled).containsExactly("slow/a"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "quick", "quickLater" })
	void whenInputsAreReadThenFunctionRunsInTheContextOfItsCallerAndNothingIsCancelled(String function) {
		Context caller = Context.current().withValue(Context.key("caller"), "test");
		caller.run(() -> {
			for (int i = 0; i < 20; i++) {
				assertThat(this.fixture.call(function).body()).isEqualTo("\"value\"");
			}
		});
		assertThat(Functions.contexts).hasSize(20).containsOnly(caller);
		assertThat(this.sidecar.cancelled).isEmpty();
	}

	@Test
	void whenClientAnswersAtOnceThenWhatFollowsRunsInTheContextOfTheCaller() {
		Context caller = Context.current();
		List<Context> contexts = new ArrayList<>();
		Mono<String> read = SidecarReads.cancellable(() -> {
			contexts.add(Context.current());
			return Mono.just("value");
		});
		read.doOnNext((value) -> contexts.add(Context.current()))
			.doFinally((signal) -> contexts.add(Context.current()))
			.block();
		assertThat(contexts.get(0)).isNotSameAs(caller);
		assertThat(contexts.subList(1, 3)).containsOnly(caller);
		assertThat(Context.current()).isSameAs(caller);
	}

	@Test
	void whenAWriteIsCancelledThenItsRequestIsNot() {
		Disposable writing = this.client.saveState("slow", "a", "value").subscribe();
		await().until(() -> this.sidecar.saves.size() == 1);
		writing.dispose();
		State<String> read = this.client.getState("quick", "a", TypeRef.STRING).block();
		assertThat(read).isNotNull();
		assertThat(this.sidecar.saves.get(0).isCancelled()).isFalse();
	}

	static class Functions {

		static final List<Context> contexts = new CopyOnWriteArrayList<>();

		@ServiceInvocationFunction
		void state(@DaprState(store = "slow", key = "a") String slow,
				@DaprState(store = "failing", key = "a") String failing) {
		}

		@ServiceInvocationFunction
		Mono<Void> stateLater(@DaprState(store = "slow", key = "a") String slow,
				@DaprState(store = "failing", key = "a") String failing) {
			return Mono.empty();
		}

		@ServiceInvocationFunction
		void bulkState(@DaprState(store = "slow", keys = { "a", "b" }) Map<String, String> slow,
				@DaprState(store = "failing", key = "a") String failing) {
		}

		@ServiceInvocationFunction
		void secret(@DaprSecret(store = "slow", key = "a") String slow,
				@DaprState(store = "failing", key = "a") String failing) {
		}

		@ServiceInvocationFunction
		void secrets(@DaprSecret(store = "slow") Map<String, Map<String, String>> slow,
				@DaprState(store = "failing", key = "a") String failing) {
		}

		@ServiceInvocationFunction
		void slow(@DaprState(store = "slow", key = "a") String slow) {
		}

		@ServiceInvocationFunction
		Mono<Void> slowLater(@DaprState(store = "slow", key = "a") String slow) {
			return Mono.empty();
		}

		@ServiceInvocationFunction
		String quick(@DaprState(store = "quick", key = "a") String quick,
				@DaprState(store = "other", keys = { "a", "b" }) Map<String, String> others,
				@DaprState(store = "quick", key = "out") OutputBinding<String> output) {
			contexts.add(Context.current());
			output.setValue("written");
			return quick;
		}

		@ServiceInvocationFunction
		Mono<String> quickLater(@DaprState(store = "quick", key = "a") String quick,
				@DaprState(store = "other", keys = { "a", "b" }) Map<String, String> others,
				@DaprState(store = "quick", key = "out") OutputBinding<String> output) {
			return Mono.fromCallable(() -> quick(quick, others, output));
		}

	}

	/**
	 * Sidecar whose store 'slow' never answers. The store 'failing' fails once something
	 * slow was asked for.
	 */
	private static final class SlowSidecar extends DaprGrpc.DaprImplBase {

		private final Set<String> cancelled = ConcurrentHashMap.newKeySet();

		private final List<ServerCallStreamObserver<?>> saves = new CopyOnWriteArrayList<>();

		private final List<StreamObserver<?>> failing = new ArrayList<>();

		private boolean asked;

		@Override
		public void getState(GetStateRequest request, StreamObserver<GetStateResponse> observer) {
			ByteString value = ByteString.copyFromUtf8("\"value\"");
			answer(request.getStoreName(), "slow/" + request.getKey(),
					GetStateResponse.newBuilder().setData(value).setEtag("1").build(), observer);
		}

		@Override
		public void getBulkState(GetBulkStateRequest request, StreamObserver<GetBulkStateResponse> observer) {
			GetBulkStateResponse.Builder response = GetBulkStateResponse.newBuilder();
			request.getKeysList().forEach((key) -> response.addItems(BulkStateItem.newBuilder().setKey(key)));
			answer(request.getStoreName(), "slow/" + String.join(",", request.getKeysList()), response.build(),
					observer);
		}

		@Override
		public void getSecret(GetSecretRequest request, StreamObserver<GetSecretResponse> observer) {
			answer(request.getStoreName(), "slow/" + request.getKey(), GetSecretResponse.getDefaultInstance(),
					observer);
		}

		@Override
		public void getBulkSecret(GetBulkSecretRequest request, StreamObserver<GetBulkSecretResponse> observer) {
			answer(request.getStoreName(), "slow", GetBulkSecretResponse.getDefaultInstance(), observer);
		}

		@Override
		public void saveState(SaveStateRequest request, StreamObserver<Empty> observer) {
			this.saves.add((ServerCallStreamObserver<Empty>) observer);
			if (!request.getStoreName().equals("slow")) {
				answer(request.getStoreName(), "save", Empty.getDefaultInstance(), observer);
			}
		}

		private synchronized <T> void answer(String store, String name, T response, StreamObserver<T> observer) {
			((ServerCallStreamObserver<T>) observer).setOnCancelHandler(() -> this.cancelled.add(name));
			if (store.equals("failing")) {
				this.failing.add(observer);
			}
			else if (store.equals("slow")) {
				this.asked = true;
			}
			else {
				observer.onNext(response);
				observer.onCompleted();
			}
			if (this.asked) {
				this.failing.forEach((waiting) -> waiting.onError(Status.INTERNAL.asRuntimeException()));
				this.failing.clear();
			}
		}

	}

}
