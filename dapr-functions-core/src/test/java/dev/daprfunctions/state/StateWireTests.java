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

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.DaprState.Concurrency;
import dev.daprfunctions.annotation.DaprState.Consistency;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.TestResponse;
import dev.daprfunctions.json.JsonMapperObjectSerializer;
import io.dapr.client.DaprClient;
import io.dapr.client.DaprClientBuilder;
import io.dapr.config.Properties;
import io.dapr.v1.CommonProtos.StateItem;
import io.dapr.v1.CommonProtos.StateOptions.StateConcurrency;
import io.dapr.v1.CommonProtos.StateOptions.StateConsistency;
import io.dapr.v1.DaprGrpc;
import io.dapr.v1.DaprStateProtos.DeleteStateRequest;
import io.dapr.v1.DaprStateProtos.GetStateRequest;
import io.dapr.v1.DaprStateProtos.GetStateResponse;
import io.dapr.v1.DaprStateProtos.SaveStateRequest;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.bind.annotation.PathVariable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for state over the Dapr SDK's client and gRPC.
 */
class StateWireTests {

	private final RecordingSidecar sidecar = new RecordingSidecar();

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
		this.fixture = FunctionFixture.of(StateFunctions.class).client(this.client).start();
	}

	@AfterEach
	void stop() throws Exception {
		this.fixture.close();
		this.client.close();
		this.server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
	}

	@Test
	void whenValueIsSavedThenItAndItsOptionsAreOnTheWireAndItIsReadAgain() {
		this.fixture.call("save", "{\"id\":41}");
		SaveStateRequest request = (SaveStateRequest) this.sidecar.requests.get(0);
		StateItem item = request.getStates(0);
		assertThat(request.getStoreName()).isEqualTo("statestore");
		assertThat(item.getKey()).isEqualTo("order-41");
		assertThat(item.getValue().toStringUtf8()).isEqualTo("{\"id\":41}");
		assertThat(item.getMetadataMap()).isEqualTo(Map.of("ttlInSeconds", "30", "partitionKey", "p"));
		assertThat(item.getOptions().getConcurrency()).isEqualTo(StateConcurrency.CONCURRENCY_FIRST_WRITE);
		assertThat(item.getOptions().getConsistency()).isEqualTo(StateConsistency.CONSISTENCY_STRONG);
		assertThat(item.hasEtag()).isFalse();
		assertThat(this.fixture.call("read/41").body()).isEqualTo("{\"id\":41}");
		GetStateRequest read = (GetStateRequest) this.sidecar.requests.get(1);
		assertThat(read.getConsistency()).isEqualTo(StateConsistency.CONSISTENCY_EVENTUAL);
	}

	@Test
	void whenNoOptionsAreGivenThenNoneAreOnTheWire() {
		this.fixture.call("saveText");
		StateItem item = ((SaveStateRequest) this.sidecar.requests.get(0)).getStates(0);
		assertThat(item.hasOptions()).isFalse();
		assertThat(item.getMetadataMap()).isEmpty();
		assertThat(item.getValue().toStringUtf8()).isEqualTo("\"text\"");
	}

	@Test
	void whenNullIsSavedThenDeleteIsOnTheWire() {
		this.fixture.call("delete");
		DeleteStateRequest request = (DeleteStateRequest) this.sidecar.requests.get(0);
		assertThat(request.getStoreName()).isEqualTo("statestore");
		assertThat(request.getKey()).isEqualTo("order");
		assertThat(request.getOptions().getConcurrency()).isEqualTo(StateConcurrency.CONCURRENCY_LAST_WRITE);
		assertThat(request.hasEtag()).isFalse();
	}

	@Test
	void whenSidecarHasNoSuchKeyThenRequiredValueIsMissing() {
		TestResponse response = this.fixture.call("read/1");
		assertThat(response.status()).isEqualTo(404);
		assertThat(response.detail()).startsWith("There is no state 'order-1' of store 'statestore'");
	}

	@Test
	void whenSidecarRefusesThenItsMessageAndTargetsAreInTheResponse() {
		this.sidecar.failure = Status.INVALID_ARGUMENT.withDescription("state store statestore is not found");
		TestResponse response = this.fixture.call("saveText");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).contains("state store statestore is not found");
		assertThat(response.json()).containsEntry("notSent", List.of("state 'order' of store 'statestore'"));
	}

	@Test
	void whenSidecarIsGoneThenResponseIs503() throws Exception {
		this.server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
		assertThat(this.fixture.call("read/1").status()).isEqualTo(503);
		assertThat(this.fixture.call("saveText").json()).containsEntry("status", 503)
			.containsEntry("unknown", List.of("state 'order' of store 'statestore'"));
	}

	@Test
	void whenWriteConflictsThenResponseIs409() {
		this.sidecar.failure = Status.ABORTED.withDescription("possible etag mismatch");
		TestResponse response = this.fixture.call("saveText");
		assertThat(response.status()).isEqualTo(409);
		assertThat(response.json()).containsEntry("errorCode", "ERR_STATE_SAVE");
	}

	record Order(int id) {

	}

	static class StateFunctions {

		@ServiceInvocationFunction
		void save(Order payload,
				@DaprState(store = "statestore", key = "order-{payload.id}", ttl = "30s", metadata = "partitionKey=p",
						concurrency = Concurrency.FIRST_WRITE,
						consistency = Consistency.STRONG) OutputBinding<Order> order) {
			order.setValue(payload);
		}

		@ServiceInvocationFunction("read/{id}")
		Order read(@PathVariable int id,
				@DaprState(store = "statestore", key = "order-{id}", consistency = Consistency.EVENTUAL) Order order) {
			return order;
		}

		@ServiceInvocationFunction
		void saveText(@DaprState(store = "statestore", key = "order") OutputBinding<String> order) {
			order.setValue("text");
		}

		@ServiceInvocationFunction
		void delete(@DaprState(store = "statestore", key = "order",
				concurrency = Concurrency.LAST_WRITE) OutputBinding<String> order) {
			order.setValue(null);
		}

	}

	private static final class RecordingSidecar extends DaprGrpc.DaprImplBase {

		private final List<Object> requests = new CopyOnWriteArrayList<>();

		private final Map<String, ByteString> values = new ConcurrentHashMap<>();

		private volatile Status failure;

		@Override
		public void getState(GetStateRequest request, StreamObserver<GetStateResponse> observer) {
			ByteString value = this.values.get(request.getKey());
			GetStateResponse.Builder response = GetStateResponse.newBuilder();
			if (value != null) {
				response.setData(value).setEtag("1");
			}
			answer(request, response.build(), observer);
		}

		@Override
		public void saveState(SaveStateRequest request, StreamObserver<Empty> observer) {
			request.getStatesList().forEach((item) -> this.values.put(item.getKey(), item.getValue()));
			answer(request, Empty.getDefaultInstance(), observer);
		}

		@Override
		public void deleteState(DeleteStateRequest request, StreamObserver<Empty> observer) {
			answer(request, Empty.getDefaultInstance(), observer);
		}

		private <T> void answer(Object request, T response, StreamObserver<T> observer) {
			this.requests.add(request);
			if (this.failure != null) {
				observer.onError(this.failure.asRuntimeException());
				return;
			}
			observer.onNext(response);
			observer.onCompleted();
		}

	}

}
