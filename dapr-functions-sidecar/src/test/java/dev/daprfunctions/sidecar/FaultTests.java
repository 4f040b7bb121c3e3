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

package dev.daprfunctions.sidecar;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import dev.daprfunctions.sidecar.fault.Calls;
import dev.daprfunctions.sidecar.fault.Faults;
import dev.daprfunctions.sidecar.fault.Operation;
import io.dapr.v1.CommonProtos.HTTPExtension;
import io.dapr.v1.CommonProtos.InvokeRequest;
import io.dapr.v1.CommonProtos.StateItem;
import io.dapr.v1.DaprBindingsProtos.InvokeBindingRequest;
import io.dapr.v1.DaprInvokeProtos.InvokeServiceRequest;
import io.dapr.v1.DaprMetadataProtos.GetMetadataRequest;
import io.dapr.v1.DaprPubsubProtos.BulkPublishRequest;
import io.dapr.v1.DaprPubsubProtos.BulkPublishRequestEntry;
import io.dapr.v1.DaprPubsubProtos.PublishEventRequest;
import io.dapr.v1.DaprSecretProtos.GetBulkSecretRequest;
import io.dapr.v1.DaprSecretProtos.GetSecretRequest;
import io.dapr.v1.DaprStateProtos.BulkStateItem;
import io.dapr.v1.DaprStateProtos.DeleteBulkStateRequest;
import io.dapr.v1.DaprStateProtos.DeleteStateRequest;
import io.dapr.v1.DaprStateProtos.ExecuteStateTransactionRequest;
import io.dapr.v1.DaprStateProtos.GetBulkStateRequest;
import io.dapr.v1.DaprStateProtos.GetStateRequest;
import io.dapr.v1.DaprStateProtos.SaveStateRequest;
import io.dapr.v1.DaprStateProtos.TransactionalStateOperation;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Faults}.
 */
class FaultTests {

	private static final String STORE = "statestore";

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture(new TestFolder()
		.file("config/secrets.json", "{\"my-secret\":\"abcd\"}")
		.component("queue", "bindings.kafka")
		.component("secrets", "secretstores.local.file", "{name: secretsFile, value: FOLDER/config/secrets.json}")
		.component("pubsub", "pubsub.in-memory")
		.component(STORE, "state.in-memory"), (builder) -> {
		});

	@AfterEach
	void clear() {
		faults().clear();
	}

	private static Faults faults() {
		return fixture.sidecar().faults();
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "GET_METADATA" })
	void everyOperationCanFailByItself(Operation operation) {
		faults().fail(Calls.of(operation), "out of order");
		for (Map.Entry<Operation, ThrowingCallable> call : calls().entrySet()) {
			if (call.getKey() == operation) {
				StatusRuntimeException failure = failure(call.getValue());
				assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
				assertThat(failure.getStatus().getDescription()).isEqualTo("out of order");
			}
			else {
				assertThatCode(call.getValue()).doesNotThrowAnyException();
			}
		}
	}

	@Test
	void metadataCanFail() {
		faults().fail(Calls.of(Operation.GET_METADATA), "out of order");
		assertThat(failure(() -> fixture.stub().getMetadata(GetMetadataRequest.getDefaultInstance())).getStatus()
			.getCode()).isEqualTo(Status.Code.INTERNAL);
		assertThat(fixture.send("GET", "/v1.0/metadata").body())
			.isEqualTo("{\"errorCode\":\"ERR_METADATA_GET\",\"message\":\"out of order\"}");
	}

	@Test
	void faultIsForItsComponentAndItemOnly() {
		faults().fail(Calls.of(Operation.SAVE_STATE).component(STORE).item("bad"), "out of order");
		faults().fail(Calls.of(Operation.SAVE_STATE).component("other"), "wrong store");
		save("good");
		assertThat(failure(() -> save("fine", "bad")).getStatus().getDescription()).isEqualTo("out of order");
		assertThat(fixture.get("fine").statusCode()).isEqualTo(204);
		assertThat(fixture.save("[{\"key\":\"bad\",\"value\":1}]").body())
			.isEqualTo("{\"errorCode\":\"ERR_STATE_SAVE\",\"message\":\"out of order\"}");
	}

	@Test
	void faultEndsAfterItsTimes() {
		faults().fail(Calls.of(Operation.SAVE_STATE).times(2), "out of order");
		failure(() -> save("k"));
		failure(() -> save("k"));
		save("k");
		assertThatIllegalArgumentException().isThrownBy(() -> Calls.all().times(-1))
			.withMessage("The number of calls must not be negative, but is -1");
	}

	@Test
	void unavailableCallIsNotCarriedOut() {
		faults().unavailable(Calls.all());
		assertThat(failure(() -> save("u1")).getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
		assertThatExceptionOfType(CompletionException.class)
			.isThrownBy(() -> fixture.save("[{\"key\":\"u1\",\"value\":1}]"))
			.withCauseInstanceOf(IOException.class);
		faults().clear();
		assertThat(fixture.get("u1").statusCode()).isEqualTo(204);
	}

	@Test
	void callThatTimesOutAfterwardsIsCarriedOut() {
		faults().timeOutAfterwards(Calls.of(Operation.SAVE_STATE).item("t1"));
		assertThat(failure(() -> save("t1")).getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
		assertThat(fixture.get("t1").body()).isEqualTo("1");
	}

	@Test
	void callThatTimesOutOverHttpIsNotAnswered() {
		faults().timeOutAfterwards(Calls.of(Operation.INVOKE_APP));
		CompletableFuture<HttpResponse<String>> response = fixture.sendAsync("POST", "/v1.0/invoke/myapp/method/silent",
				"{}");
		await().until(() -> !fixture.app().received().isEmpty());
		assertThat(response).isNotDone();
		faults().clear();
		assertThat(response).failsWithin(Duration.ofSeconds(5));
	}

	@Test
	void conflictIsToldAsTheStoreDoes() {
		faults().conflict(Calls.of(Operation.SAVE_STATE, Operation.DELETE_STATE, Operation.TRANSACT_STATE).item("c1"));
		String mismatch = "possible etag mismatch. error from state store: injected conflict";
		StatusRuntimeException refused = failure(() -> save("c1"));
		assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
		assertThat(refused.getStatus().getDescription())
			.isEqualTo("failed saving state in state store statestore: " + mismatch);
		assertThat(failure(calls("c1").get(Operation.DELETE_STATE)).getStatus().getCode())
			.isEqualTo(Status.Code.ABORTED);
		StatusRuntimeException transaction = failure(calls("c1").get(Operation.TRANSACT_STATE));
		assertThat(transaction.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
		assertThat(transaction.getStatus().getDescription())
			.isEqualTo("error while executing state transaction: " + mismatch);
		assertThat(failure(() -> save("c2", "c1")).getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
		assertThat(fixture.get("c2").body()).isEqualTo("1");
		assertThat(fixture.get("c1").statusCode()).isEqualTo(204);
	}

	@Test
	void keysOfBulkReadFailAlone() {
		save("b1", "b2");
		faults().failKey(Calls.of(Operation.GET_BULK_STATE).item("b1"), "broken");
		GetBulkStateRequest request = GetBulkStateRequest.newBuilder()
			.setStoreName(STORE)
			.addAllKeys(List.of("b1", "b2"))
			.build();
		assertThat(fixture.stub().getBulkState(request).getItemsList()).extracting(BulkStateItem::getError)
			.containsExactly("broken", "");
		assertThat(fixture.send("POST", "/v1.0/state/statestore/bulk", "{\"keys\":[\"b1\"]}").body())
			.isEqualTo("[{\"key\":\"b1\",\"error\":\"broken\"}]\n");
	}

	@Test
	void delayEndsWhenFaultsAreCleared() throws Exception {
		faults().delay(Calls.of(Operation.SAVE_STATE), Duration.ofMinutes(1));
		CompletableFuture<Void> saved = CompletableFuture.runAsync(() -> save("w1"));
		save(Duration.ofMillis(100));
		assertThat(saved).isNotDone();
		faults().clear();
		saved.get(5, TimeUnit.SECONDS);
		assertThat(fixture.get("w1").body()).isEqualTo("1");
	}

	@Test
	void delayIsWaitedFor() {
		faults().delay(Duration.ofMillis(50));
		long start = System.nanoTime();
		save("w2");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
	}

	private static void save(Duration timeout) {
		StatusRuntimeException failure = failure(() -> fixture.stub()
			.withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS)
			.saveState(saveRequest("w0")));
		assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
	}

	private static void save(String... keys) {
		fixture.stub().saveState(saveRequest(keys));
	}

	private static SaveStateRequest saveRequest(String... keys) {
		SaveStateRequest.Builder request = SaveStateRequest.newBuilder().setStoreName(STORE);
		for (String key : keys) {
			request.addStates(item(key));
		}
		return request.build();
	}

	private static StateItem item(String key) {
		return StateItem.newBuilder().setKey(key).setValue(ByteString.copyFromUtf8("1")).build();
	}

	private static StatusRuntimeException failure(ThrowingCallable call) {
		return catchThrowableOfType(StatusRuntimeException.class, call);
	}

	private static Map<Operation, ThrowingCallable> calls() {
		return calls("all");
	}

	private static Map<Operation, ThrowingCallable> calls(String key) {
		Map<Operation, ThrowingCallable> calls = new EnumMap<>(Operation.class);
		calls.putAll(stateCalls(key));
		calls.put(Operation.PUBLISH, () -> fixture.stub()
			.publishEvent(PublishEventRequest.newBuilder().setPubsubName("pubsub").setTopic("t").build()));
		calls.put(Operation.PUBLISH_BULK,
				() -> fixture.stub()
					.bulkPublishEvent(BulkPublishRequest.newBuilder()
						.setPubsubName("pubsub")
						.setTopic("t")
						.addEntries(BulkPublishRequestEntry.newBuilder().setEntryId("1"))
						.build()));
		calls.put(Operation.INVOKE_BINDING, () -> fixture.stub()
			.invokeBinding(InvokeBindingRequest.newBuilder().setName("queue").setOperation("create").build()));
		calls.put(Operation.GET_SECRET, () -> fixture.stub()
			.getSecret(GetSecretRequest.newBuilder().setStoreName("secrets").setKey("my-secret").build()));
		calls.put(Operation.GET_BULK_SECRET,
				() -> fixture.stub().getBulkSecret(GetBulkSecretRequest.newBuilder().setStoreName("secrets").build()));
		calls.put(Operation.INVOKE_APP, () -> fixture.stub().invokeService(invocation()));
		return calls;
	}

	private static Map<Operation, ThrowingCallable> stateCalls(String key) {
		return Map.of(Operation.GET_STATE,
				() -> fixture.stub().getState(GetStateRequest.newBuilder().setStoreName(STORE).setKey(key).build()),
				Operation.GET_BULK_STATE,
				() -> fixture.stub()
					.getBulkState(GetBulkStateRequest.newBuilder().setStoreName(STORE).addKeys(key).build()),
				Operation.SAVE_STATE, () -> save(key), Operation.DELETE_STATE,
				() -> fixture.stub()
					.deleteState(DeleteStateRequest.newBuilder().setStoreName(STORE).setKey(key).build()),
				Operation.TRANSACT_STATE,
				() -> fixture.stub()
					.executeStateTransaction(ExecuteStateTransactionRequest.newBuilder()
						.setStoreName(STORE)
						.addOperations(TransactionalStateOperation.newBuilder()
							.setOperationType("upsert")
							.setRequest(item(key)))
						.build()),
				Operation.DELETE_BULK_STATE,
				() -> fixture.stub()
					.deleteBulkState(
							DeleteBulkStateRequest.newBuilder().setStoreName(STORE).addStates(item(key)).build()));
	}

	private static InvokeServiceRequest invocation() {
		return InvokeServiceRequest.newBuilder()
			.setId("myapp")
			.setMessage(InvokeRequest.newBuilder()
				.setMethod("echo")
				.setData(Any.getDefaultInstance())
				.setHttpExtension(HTTPExtension.newBuilder().setVerb(HTTPExtension.Verb.POST)))
			.build();
	}

}
