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

import java.net.http.HttpResponse;
import java.util.List;

import com.google.protobuf.ByteString;
import io.dapr.v1.CommonProtos.Etag;
import io.dapr.v1.CommonProtos.StateItem;
import io.dapr.v1.DaprStateProtos.ExecuteStateTransactionRequest;
import io.dapr.v1.DaprStateProtos.SaveStateRequest;
import io.dapr.v1.DaprStateProtos.TransactionalStateOperation;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for state stores of the type {@code state.redis}. What they expect was seen on a
 * real sidecar with Redis 7.
 */
class RedisStateTests {

	private static final String SET_FAILED = "ERR user_script:14: failed to set key myapp||%s script: "
			+ "d908b9553add63a82e03589b5c6d01a7654ef0f2, on @user_script:14.";

	private static final String DELETE_FAILED = "ERR user_script:6: failed to delete myapp||%s script: "
			+ "2446db0de2c963f100727b388f03ead01d18c265, on @user_script:6.";

	private static final String SAVE = "failed saving state in state store statestore: ";

	private static final String TRANSACTION = "error while executing state transaction: ";

	private static final String MISMATCH = "possible etag mismatch. error from state store: ";

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture(new TestFolder().component("statestore", "state.redis"),
			(builder) -> {
			});

	@Test
	void etagsCount() {
		save("'key':'a1','value':1");
		assertThat(fixture.etag("a1")).isEqualTo("1");
		save("'key':'a1','value':2,'etag':'1'");
		assertThat(fixture.etag("a1")).isEqualTo("2");
		assertRefused(save("'key':'a1','value':3,'etag':'7'"), 409, SAVE + MISMATCH + SET_FAILED.formatted("a1"));
		assertThat(fixture.get("a1").body()).isEqualTo("2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "'etag':'0'", "'etag':'+1'", "'etag':'01'", "'options':{'concurrency':'first-write'}",
			"'etag':'x','options':{'concurrency':'last-write'}" })
	void keyThatPlainSaveCreatedTakesMuch(String condition) {
		fixture.send("DELETE", "/v1.0/state/statestore/a2");
		save("'key':'a2','value':1");
		assertThat(save("'key':'a2','value':2," + condition).statusCode()).isEqualTo(204);
		assertThat(fixture.etag("a2")).isEqualTo("2");
		assertThat(fixture.get("a2").body()).isEqualTo("2");
	}

	@ParameterizedTest
	@CsvSource({ "x, invalid syntax", "99999999999999999999, value out of range" })
	void etagMustBeNumber(String etag, String problem) {
		save("'key':'a3','value':1");
		assertRefused(save("'key':'a3','value':2,'etag':'" + etag + "'"), 400,
				SAVE + "invalid etag value: strconv.Atoi: parsing \"%s\": %s".formatted(etag, problem));
		assertRefused(transact("{'operation':'upsert','request':{'key':'a3','value':2,'etag':'" + etag + "'}}"), 500,
				TRANSACTION + "invalid etag value: strconv.Atoi: parsing \"%s\": %s".formatted(etag, problem));
		assertThat(fixture.get("a3").body()).isEqualTo("1");
	}

	@Test
	void keyThatFirstWriteCreatedTakesNoWriteWithoutEtag() {
		assertThat(save("'key':'f1','value':1,'options':{'concurrency':'first-write'}").statusCode()).isEqualTo(204);
		String failure = SAVE + "failed to set key myapp||f1: " + SET_FAILED.formatted("f1");
		assertRefused(save("'key':'f1','value':2,'options':{'concurrency':'first-write'}"), 500, failure);
		assertRefused(save("'key':'f1','value':2"), 500, failure);
		assertRefused(save("'key':'f1','value':2,'etag':'0'"), 409, SAVE + MISMATCH + SET_FAILED.formatted("f1"));
		assertRefused(transact("{'operation':'upsert','request':{'key':'f1','value':2}}"), 500,
				TRANSACTION + SET_FAILED.formatted("f1"));
		assertThat(save("'key':'f1','value':2,'etag':'1'").statusCode()).isEqualTo(204);
	}

	@Test
	void absentKeyTakesAnyEtag() {
		assertThat(save("'key':'n1','value':1,'etag':'9'").statusCode()).isEqualTo(204);
		assertThat(fixture.etag("n1")).isEqualTo("1");
		assertThat(delete("absent", "5").statusCode()).isEqualTo(204);
	}

	@Test
	void wrongEtagDeletesNothing() {
		save("'key':'d1','value':1");
		String failure = "failed deleting state with key d1: " + MISMATCH + DELETE_FAILED.formatted("d1");
		assertRefused(delete("d1", "5"), 409, failure);
		assertRefused(delete("d1", "x"), 409, failure);
		assertThat(delete("d1", "1").statusCode()).isEqualTo(204);
		assertThat(fixture.get("d1").statusCode()).isEqualTo(204);
	}

	@Test
	void failedTransactionKeepsItsOtherOperations() {
		save("'key':'t1','value':1");
		save("'key':'t2','value':1");
		assertRefused(
				transact("{'operation':'upsert','request':{'key':'t0','value':9}},"
						+ "{'operation':'delete','request':{'key':'t1','etag':'8'}},"
						+ "{'operation':'upsert','request':{'key':'t2','value':9}}"),
				500, TRANSACTION + DELETE_FAILED.formatted("t1"));
		assertThat(fixture.get("t0").body()).isEqualTo("9");
		assertThat(fixture.get("t1").body()).isEqualTo("1");
		assertThat(fixture.get("t2").body()).isEqualTo("9");
	}

	@Test
	void firstWriteInTransactionOverwrites() {
		save("'key':'t3','value':1");
		assertThat(transact(
				"{'operation':'upsert','request':{'key':'t3','value':2," + "'options':{'concurrency':'first-write'}}}")
			.statusCode()).isEqualTo(204);
		assertThat(fixture.get("t3").body()).isEqualTo("2");
		assertThat(save("'key':'t3','value':3").statusCode()).isEqualTo(204);
	}

	@Test
	void oneKeyTwiceInTransactionHasTheLastValue() {
		transact("{'operation':'upsert','request':{'key':'t4','value':1}},"
				+ "{'operation':'upsert','request':{'key':'t4','value':2}}");
		assertThat(fixture.get("t4").body()).isEqualTo("2");
		transact("{'operation':'delete','request':{'key':'t4'}},"
				+ "{'operation':'upsert','request':{'key':'t4','value':3}}");
		assertThat(fixture.etag("t4")).isEqualTo("1");
	}

	@Test
	void oneOfSeveralSavesFailsAlone() {
		save("'key':'s1','value':1");
		HttpResponse<String> response = fixture
			.save(json("[{'key':'s1','value':2,'etag':'9'},{'key':'s2','value':2}]"));
		assertRefused(response, 409, SAVE + MISMATCH + MISMATCH + SET_FAILED.formatted("s1"));
		assertThat(fixture.get("s2").body()).isEqualTo("2");
		assertThat(fixture.save(json("[{'key':'s1','value':2,'etag':'x'},{'key':'s2','value':2,'etag':'9'}]")))
			.satisfies((failed) -> assertThat(failed.statusCode()).isEqualTo(400))
			.satisfies((failed) -> assertThat(failed.body()).contains("invalid etag value: invalid etag value: "));
	}

	@Test
	void timeToLiveIsNotTold() {
		save("'key':'u1','value':1,'metadata':{'ttlInSeconds':'100'}");
		assertThat(fixture.get("u1").headers().map()).doesNotContainKey("metadata.ttlexpiretime");
		String problem = "failed to parse ttl from metadata: strconv.ParseInt: parsing \"x\": invalid syntax";
		assertRefused(save("'key':'u1','value':2,'metadata':{'ttlInSeconds':'x'}"), 500, SAVE + problem);
		assertRefused(
				transact("{'operation':'upsert','request':{'key':'u1','value':2,'metadata':{'ttlInSeconds':'x'}}}"),
				500, TRANSACTION + problem);
	}

	@Test
	void optionsAreCheckedOutsideOfTransactionsOnly() {
		assertRefused(save("'key':'o1','value':1,'options':{'concurrency':'zz'}"), 500,
				SAVE + "unrecognized concurrency model 'zz'");
		assertThat(transact("{'operation':'upsert','request':{'key':'o1','value':1,'options':{'concurrency':'zz'}}}")
			.statusCode()).isEqualTo(204);
	}

	@Test
	void statusesOverGrpc() {
		save("'key':'g1','value':1");
		assertThat(failureOf("g1", "9")).isEqualTo(Status.Code.ABORTED);
		assertThat(failureOf("g1", "x")).isEqualTo(Status.Code.INVALID_ARGUMENT);
		ExecuteStateTransactionRequest request = ExecuteStateTransactionRequest.newBuilder()
			.setStoreName("statestore")
			.addOperations(
					TransactionalStateOperation.newBuilder().setOperationType("upsert").setRequest(item("g1", "9")))
			.build();
		StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class,
				() -> fixture.stub().executeStateTransaction(request));
		assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
		assertThat(failure.getStatus().getDescription()).isEqualTo(TRANSACTION + SET_FAILED.formatted("g1"));
	}

	private static Status.Code failureOf(String key, String etag) {
		SaveStateRequest request = SaveStateRequest.newBuilder()
			.setStoreName("statestore")
			.addAllStates(List.of(item(key, etag)))
			.build();
		return catchThrowableOfType(StatusRuntimeException.class, () -> fixture.stub().saveState(request)).getStatus()
			.getCode();
	}

	private static StateItem item(String key, String etag) {
		return StateItem.newBuilder()
			.setKey(key)
			.setValue(ByteString.copyFromUtf8("2"))
			.setEtag(Etag.newBuilder().setValue(etag))
			.build();
	}

	private static HttpResponse<String> save(String item) {
		return fixture.save(json("[{" + item + "}]"));
	}

	private static HttpResponse<String> transact(String operations) {
		return fixture.send("POST", "/v1.0/state/statestore/transaction", json("{'operations':[" + operations + "]}"));
	}

	private static HttpResponse<String> delete(String key, String etag) {
		return fixture.send("DELETE", "/v1.0/state/statestore/" + key, null, "If-Match", etag);
	}

	private static String json(String text) {
		return text.replace('\'', '"');
	}

	private static void assertRefused(HttpResponse<String> response, int status, String message) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.body()).contains("\"message\":\"" + message.replace("\"", "\\\"") + "\"");
	}

}
