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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import com.google.protobuf.Empty;
import com.google.protobuf.MessageLite;
import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.StateWrite;
import dev.daprfunctions.annotation.DaprBinding;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.TestResponse;
import dev.daprfunctions.json.JsonMapperObjectSerializer;
import io.dapr.client.DaprClient;
import io.dapr.client.DaprClientBuilder;
import io.dapr.config.Properties;
import io.dapr.v1.DaprBindingsProtos.InvokeBindingRequest;
import io.dapr.v1.DaprBindingsProtos.InvokeBindingResponse;
import io.dapr.v1.DaprGrpc;
import io.dapr.v1.DaprMetadataProtos.GetMetadataRequest;
import io.dapr.v1.DaprMetadataProtos.GetMetadataResponse;
import io.dapr.v1.DaprMetadataProtos.RegisteredComponents;
import io.dapr.v1.DaprPubsubProtos.BulkPublishRequest;
import io.dapr.v1.DaprPubsubProtos.BulkPublishResponse;
import io.dapr.v1.DaprPubsubProtos.PublishEventRequest;
import io.dapr.v1.DaprStateProtos.ExecuteStateTransactionRequest;
import io.dapr.v1.DaprStateProtos.SaveStateRequest;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.stub.StreamObserver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.bind.annotation.PathVariable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestSizes} over the Dapr SDK's client and gRPC, with a server that
 * takes 4 MiB as a sidecar does.
 */
class RequestSizesTests {

	private static final int MEGABYTE = 1024 * 1024;

	private final Sidecar sidecar = new Sidecar();

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
	}

	@AfterEach
	void stop() throws Exception {
		this.fixture.close();
		this.client.close();
		this.server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
	}

	@ParameterizedTest
	@CsvSource({ "save, 5, 1500000, 3", "save, 2, 2097152, 2", "save, 3, 1000000, 1", "publish, 5, 1500000, 3",
			"publish, 2, 2097152, 2", "publish, 3, 1000000, 1" })
	void whenValuesAreTooLargeTogetherThenTheyAreSentInSeveralRequests(String function, int count, int size,
			int requests) {
		assertThat(this.fixture.call(function + "/" + count + "/" + size).status()).isEqualTo(200);
		assertThat(this.sidecar.requests).hasSize(requests);
		assertThat(this.sidecar.requests.stream().mapToLong(MessageLite::getSerializedSize).sum())
			.isGreaterThan((long) count * size);
	}

	@Test
	void whenTransactionIsTooLargeThenNothingIsSent() {
		TestResponse response = this.fixture.call("transact/2/" + 2 * MEGABYTE);
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).startsWith("The transaction with the 2 outputs of function 'transact/{count}/")
			.contains("to store 'memory' needs a request of up to 4194")
			.endsWith(" bytes, and a sidecar takes at most 4194304");
		assertThat(response.json()).containsEntry("sent", List.of())
			.containsEntry("notSent", List.of("state 'key0' of store 'memory'", "state 'key1' of store 'memory'",
					"state 'key' of store 'other'"));
		assertThat(this.sidecar.requests).isEmpty();
	}

	@Test
	void whenTransactionIsSmallEnoughThenItIsSent() {
		assertThat(this.fixture.call("transact/2/" + (2 * MEGABYTE - 500)).status()).isEqualTo(200);
		assertThat(this.sidecar.requests).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "saveOne", "publishOne", "bind" })
	void whenValueFillsARequestThenNothingIsSent(String function) {
		TestResponse response = this.fixture.call(function + "/" + 4 * MEGABYTE);
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).startsWith("The output of function '" + function + "/{size}' for ")
			.contains(" needs a request of up to 4194")
			.endsWith(" bytes, and a sidecar takes at most 4194304");
		assertThat(this.sidecar.requests).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "saveOne", "publishOne", "bind" })
	void whenValueIsNearlyAsLargeThenItIsSent(String function) {
		assertThat(this.fixture.call(function + "/" + (4 * MEGABYTE - 500)).status()).isEqualTo(200);
		assertThat(this.sidecar.requests).hasSize(1);
	}

	static class Functions {

		@ServiceInvocationFunction("save/{count}/{size}")
		void save(@PathVariable int count, @PathVariable int size,
				@DaprState(store = "plain") OutputCollector<StateWrite<byte[]>> output) {
			for (int i = 0; i < count; i++) {
				output.add(StateWrite.of("key" + i, new byte[size]));
			}
		}

		@ServiceInvocationFunction("transact/{count}/{size}")
		void transact(@PathVariable int count, @PathVariable int size,
				@DaprState(store = "memory") OutputCollector<StateWrite<byte[]>> output,
				@DaprState(store = "other", key = "key") OutputBinding<Integer> other) {
			save(count, size, output);
			other.setValue(1);
		}

		@ServiceInvocationFunction("saveOne/{size}")
		void saveOne(@PathVariable int size, @DaprState(store = "plain", key = "key") OutputBinding<byte[]> output) {
			output.setValue(new byte[size]);
		}

		@ServiceInvocationFunction("publishOne/{size}")
		void publishOne(@PathVariable int size,
				@DaprPublish(pubsub = "messagebus", topic = "t") OutputBinding<byte[]> output) {
			output.setValue(new byte[size]);
		}

		@ServiceInvocationFunction("bind/{size}")
		void bind(@PathVariable int size,
				@DaprBinding(name = "queue", operation = "create") OutputBinding<byte[]> output) {
			output.setValue(new byte[size]);
		}

		@ServiceInvocationFunction("publish/{count}/{size}")
		void publish(@PathVariable int count, @PathVariable int size,
				@DaprPublish(pubsub = "messagebus", topic = "t") OutputCollector<byte[]> output) {
			for (int i = 0; i < count; i++) {
				output.add(new byte[size]);
			}
		}

	}

	private static final class Sidecar extends DaprGrpc.DaprImplBase {

		private final List<MessageLite> requests = new CopyOnWriteArrayList<>();

		@Override
		public void getMetadata(GetMetadataRequest request, StreamObserver<GetMetadataResponse> observer) {
			observer.onNext(GetMetadataResponse.newBuilder()
				.addRegisteredComponents(RegisteredComponents.newBuilder()
					.setName("memory")
					.setType("state.in-memory")
					.addCapabilities("TRANSACTIONAL"))
				.build());
			observer.onCompleted();
		}

		@Override
		public void saveState(SaveStateRequest request, StreamObserver<Empty> observer) {
			answer(request, Empty.getDefaultInstance(), observer);
		}

		@Override
		public void executeStateTransaction(ExecuteStateTransactionRequest request, StreamObserver<Empty> observer) {
			answer(request, Empty.getDefaultInstance(), observer);
		}

		@Override
		public void publishEvent(PublishEventRequest request, StreamObserver<Empty> observer) {
			answer(request, Empty.getDefaultInstance(), observer);
		}

		@Override
		public void bulkPublishEvent(BulkPublishRequest request, StreamObserver<BulkPublishResponse> observer) {
			answer(request, BulkPublishResponse.getDefaultInstance(), observer);
		}

		@Override
		public void invokeBinding(InvokeBindingRequest request, StreamObserver<InvokeBindingResponse> observer) {
			answer(request, InvokeBindingResponse.getDefaultInstance(), observer);
		}

		private <T> void answer(MessageLite request, T response, StreamObserver<T> observer) {
			this.requests.add(request);
			observer.onNext(response);
			observer.onCompleted();
		}

	}

}
