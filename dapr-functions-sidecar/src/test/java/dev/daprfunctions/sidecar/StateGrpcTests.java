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

import java.util.List;
import java.util.Map;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.ResourceInfo;
import io.dapr.v1.CommonProtos.Etag;
import io.dapr.v1.CommonProtos.StateItem;
import io.dapr.v1.CommonProtos.StateOptions;
import io.dapr.v1.CommonProtos.StateOptions.StateConcurrency;
import io.dapr.v1.DaprStateProtos.BulkStateItem;
import io.dapr.v1.DaprStateProtos.DeleteBulkStateRequest;
import io.dapr.v1.DaprStateProtos.DeleteStateRequest;
import io.dapr.v1.DaprStateProtos.ExecuteStateTransactionRequest;
import io.dapr.v1.DaprStateProtos.GetBulkStateRequest;
import io.dapr.v1.DaprStateProtos.GetStateRequest;
import io.dapr.v1.DaprStateProtos.GetStateResponse;
import io.dapr.v1.DaprStateProtos.SaveStateRequest;
import io.dapr.v1.DaprStateProtos.TransactionalStateOperation;
import io.dapr.v1.DaprWorkflowProtos.GetWorkflowRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for the state API over gRPC. What they expect was seen on a real sidecar.
 */
class StateGrpcTests {

	private static final String STORE = "statestore";

	private static final ErrorInfo SAVE = reason("ERR_STATE_SAVE");

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture();

	@Test
	void savesAndGets() {
		save(item("g1", "not json"));
		GetStateResponse response = get("g1");
		assertThat(response.getData().toStringUtf8()).isEqualTo("not json");
		assertThat(response.getEtag()).isNotEmpty();
		assertThat(response.getMetadataMap()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "missing", "" })
	void missingKeyIsEmpty(String key) {
		assertThat(get(key)).isEqualTo(GetStateResponse.getDefaultInstance());
	}

	@Test
	void valueOfOneProtocolIsReadOverTheOther() {
		save(item("across1", "not json"));
		assertThat(fixture.get("across1").body()).isEqualTo("not json");
		assertThat(fixture.get("across1").headers().firstValue("Content-Type")).hasValue("application/json");
		fixture.save("[{\"key\":\"across2\",\"value\":\"json\"}]");
		assertThat(get("across2").getData().toStringUtf8()).isEqualTo("\"json\"");
		assertThat(get("across2").getEtag()).isEqualTo(fixture.etag("across2"));
	}

	@Test
	void emptyValueExistsOverGrpcOnly() {
		save(item("across3", ""));
		assertThat(get("across3").getEtag()).isNotEmpty();
		assertThat(fixture.get("across3").statusCode()).isEqualTo(204);
		assertThat(fixture.get("across3").headers().firstValue("Etag")).isEmpty();
		assertThat(fixture.send("POST", "/v1.0/state/statestore/bulk", "{\"keys\":[\"across3\"]}").body())
			.isEqualTo("[{\"key\":\"across3\",\"etag\":\"%s\"}]\n".formatted(get("across3").getEtag()));
	}

	@Test
	void bulkOverHttpCompactsJson() {
		save(item("across4", "{ \"z\" : 1.10, \"a\":\"<\\\" >\" }"));
		assertThat(fixture.send("POST", "/v1.0/state/statestore/bulk", "{\"keys\":[\"across4\"]}").body())
			.contains("\"data\":{\"z\":1.10,\"a\":\"\\u003c\\\" \\u003e\"},");
	}

	@Test
	void bulkOverHttpIsEmptyWhenOneValueIsNotJson() {
		save(item("across5", "not json"));
		fixture.save("[{\"key\":\"across6\",\"value\":1}]");
		RawHttp.Answer answer = fixture.raw()
			.sendBody("POST", "/v1.0/state/statestore/bulk", "{\"keys\":[\"across6\",\"across5\"]}");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEmpty();
		assertThat(answer.header("Content-Length")).isEqualTo("0");
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
	}

	@Test
	void contentTypeJsonIsWrittenAnew() {
		StateItem item = item("ct", "{ \"b\":1, \"a\":1.0 }").toBuilder()
			.putMetadata("contentType", "application/json")
			.build();
		save(item);
		assertThat(get("ct").getData().toStringUtf8()).isEqualTo("{\"a\":1,\"b\":1}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "x | invalid character 'x' looking for beginning of value", "'' | unexpected end of JSON input",
					"{} x | invalid character 'x' after top-level value", "[1 | unexpected end of JSON input" })
	void contentTypeJsonNeedsJson(String value, String message) {
		StateItem item = item("ct", value).toBuilder().putMetadata("contentType", "application/json").build();
		assertFailure(() -> save(item), Status.Code.UNKNOWN, message);
	}

	@Test
	void getsInBulk() {
		save(item("b1", "1"), item("b2", "2"));
		GetBulkStateRequest request = GetBulkStateRequest.newBuilder()
			.setStoreName(STORE)
			.addAllKeys(List.of("b2", "nope", "b1"))
			.build();
		List<BulkStateItem> items = fixture.stub().getBulkState(request).getItemsList();
		assertThat(items).extracting(BulkStateItem::getKey).containsExactly("b2", "nope", "b1");
		assertThat(items).extracting((item) -> item.getData().toStringUtf8()).containsExactly("2", "", "1");
		assertThat(items.get(1).getEtag()).isEmpty();
		assertThat(fixture.stub().getBulkState(request.toBuilder().clearKeys().build()).getItemsList()).isEmpty();
	}

	@Test
	void wrongEtagAborts() {
		save(item("e1", "1"));
		String reason = "possible etag mismatch. error from state store: state etag not match for key=myapp||e1: "
				+ "current=%s, expect=wrong".formatted(get("e1").getEtag());
		StateItem item = item("e1", "2").toBuilder().setEtag(etag("wrong")).build();
		assertFailure(() -> save(item), Status.Code.ABORTED, "failed saving state in state store statestore: " + reason,
				SAVE);
		assertFailure(() -> delete("e1", "wrong"), Status.Code.ABORTED, "failed deleting state with key e1: " + reason,
				reason("ERR_STATE_DELETE"));
		assertFailure(() -> deleteBulk(item), Status.Code.ABORTED,
				"failed deleting state in state store statestore: " + reason, reason("ERR_STATE_BULK_DELETE"));
		assertFailure(() -> transact("upsert", item), Status.Code.INTERNAL,
				"error while executing state transaction: " + reason, reason("ERR_STATE_TRANSACTION"));
		assertThat(get("e1").getData().toStringUtf8()).isEqualTo("1");
		delete("e1", get("e1").getEtag());
		assertThat(get("e1").getEtag()).isEmpty();
	}

	@Test
	void firstWriteNeedsNewKey() {
		StateItem item = item("first", "1").toBuilder()
			.setOptions(StateOptions.newBuilder().setConcurrency(StateConcurrency.CONCURRENCY_FIRST_WRITE))
			.build();
		save(item);
		assertFailure(() -> save(item), Status.Code.ABORTED,
				"failed saving state in state store statestore: possible etag mismatch. error from state store: "
						+ "item already exists and no etag was passed",
				SAVE);
	}

	@Test
	void emptyKeyCannotBeSaved() {
		assertFailure(() -> save(item("nothing1", "1"), item("", "1")), Status.Code.INVALID_ARGUMENT,
				"state key cannot be empty", SAVE);
		assertThat(get("nothing1").getEtag()).isEmpty();
		transact("upsert", item("", "1"));
		assertThat(get("").getData().toStringUtf8()).isEqualTo("1");
		delete("", "");
	}

	@Test
	void keyWithSeparatorIsRefused() {
		String message = "input key/keyPrefix 'a||b' can't contain '||'";
		Message[] details = {
				BadRequest.newBuilder()
					.addFieldViolations(BadRequest.FieldViolation.newBuilder().setField("a||b").setDescription(message))
					.build(),
				ResourceInfo.newBuilder().setResourceType("state").setResourceName(STORE).build(),
				reason("DAPR_STATE_ILLEGAL_KEY") };
		StateItem item = item("a||b", "1");
		List<ThrowingCallable> calls = List.of(() -> save(item), () -> get("a||b"), () -> delete("a||b", ""),
				() -> deleteBulk(item), () -> transact("upsert", item));
		for (ThrowingCallable call : calls) {
			assertFailure(call, Status.Code.INVALID_ARGUMENT, message, details);
		}
	}

	@Test
	void unknownStoreIsInvalid() {
		GetStateRequest request = GetStateRequest.newBuilder().setStoreName("nostore").setKey("k").build();
		assertFailure(() -> fixture.stub().getState(request), Status.Code.INVALID_ARGUMENT,
				"state store nostore is not found", reason("DAPR_STATE_NOT_FOUND"));
	}

	@Test
	void transactionChangesAllOrNothing() {
		save(item("x1", "1"));
		ExecuteStateTransactionRequest request = ExecuteStateTransactionRequest.newBuilder()
			.setStoreName(STORE)
			.addOperations(operation("delete", item("x1", "")))
			.addOperations(operation("upsert", item("x2", "2")))
			.build();
		fixture.stub().executeStateTransaction(request);
		assertThat(get("x1").getEtag()).isEmpty();
		assertThat(get("x2").getData().toStringUtf8()).isEqualTo("2");
		assertFailure(() -> transact("frobnicate", item("x2", "3")), Status.Code.UNIMPLEMENTED,
				"operation type frobnicate not supported", reason("ERR_NOT_SUPPORTED_STATE_OPERATION"));
	}

	@Test
	void timeToLive() {
		save(item("t1", "1").toBuilder().putMetadata("ttlInSeconds", "100").build());
		assertThat(get("t1").getMetadataMap()).containsOnlyKeys("ttlExpireTime");
		assertFailure(() -> save(item("t2", "1").toBuilder().putMetadata("ttlInSeconds", "soon").build()),
				Status.Code.INTERNAL,
				"failed saving state in state store statestore: " + "strconv.Atoi: parsing \"soon\": invalid syntax",
				SAVE);
	}

	@Test
	void whatIsNotBuiltIsUnimplemented() {
		StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class,
				() -> fixture.stub().getWorkflowAlpha1(GetWorkflowRequest.getDefaultInstance()));
		assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
	}

	private static void save(StateItem... items) {
		fixture.stub()
			.saveState(SaveStateRequest.newBuilder().setStoreName(STORE).addAllStates(List.of(items)).build());
	}

	private static GetStateResponse get(String key) {
		return fixture.stub().getState(GetStateRequest.newBuilder().setStoreName(STORE).setKey(key).build());
	}

	private static void delete(String key, String etag) {
		fixture.stub()
			.deleteState(DeleteStateRequest.newBuilder().setStoreName(STORE).setKey(key).setEtag(etag(etag)).build());
	}

	private static void deleteBulk(StateItem item) {
		fixture.stub().deleteBulkState(DeleteBulkStateRequest.newBuilder().setStoreName(STORE).addStates(item).build());
	}

	private static void transact(String type, StateItem item) {
		fixture.stub()
			.executeStateTransaction(ExecuteStateTransactionRequest.newBuilder()
				.setStoreName(STORE)
				.addOperations(operation(type, item))
				.build());
	}

	private static TransactionalStateOperation operation(String type, StateItem item) {
		return TransactionalStateOperation.newBuilder().setOperationType(type).setRequest(item).build();
	}

	private static StateItem item(String key, String value) {
		return StateItem.newBuilder().setKey(key).setValue(ByteString.copyFromUtf8(value)).build();
	}

	private static Etag etag(String value) {
		return Etag.newBuilder().setValue(value).build();
	}

	private static ErrorInfo reason(String reason) {
		return ErrorInfo.newBuilder().setDomain("dapr.io").setReason(reason).putAllMetadata(Map.of()).build();
	}

	private static void assertFailure(ThrowingCallable call, Status.Code code, String message, Message... details) {
		StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, call);
		assertThat(failure.getStatus().getCode()).isEqualTo(code);
		assertThat(failure.getStatus().getDescription()).isEqualTo(message);
		com.google.rpc.Status status = StatusProto.fromThrowable(failure);
		assertThat(status).isNotNull();
		assertThat(status.getDetailsCount()).isEqualTo(details.length);
		for (int i = 0; i < details.length; i++) {
			try {
				assertThat((Object) status.getDetails(i).unpack(details[i].getClass())).isEqualTo(details[i]);
			}
			catch (InvalidProtocolBufferException ex) {
				throw new AssertionError(ex);
			}
		}
	}

}
