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

package dev.daprfunctions.contract;

import java.util.List;

import dev.daprfunctions.contract.Answer.Failure;
import io.dapr.v1.DaprLockProtos.TryLockRequest;
import io.dapr.v1.DaprLockProtos.UnlockRequest;
import io.dapr.v1.DaprLockProtos.UnlockResponse.Status;
import io.grpc.Status.Code;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Cases for locks.
 */
@ClassTemplate
class LockTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create().lockStore("mutex"));

	@Test
	void lockIsTakenOnce() {
		Answer taken = lock("once", "me", 60);
		assertThat(taken.status()).isEqualTo(200);
		assertThat(taken.header("Content-Type")).isEqualTo("application/json");
		assertThat(taken.body()).isEqualTo("{\"success\":true}");
		assertThat(lock("once", "me", 60).body()).isEqualTo("{\"success\":false}");
		Answer refused = lock("once", "you", 60);
		assertThat(refused.status()).isEqualTo(200);
		assertThat(refused.body()).isEqualTo("{\"success\":false}");
		assertThat(lock("another", "you", 60).body()).isEqualTo("{\"success\":true}");
	}

	@Test
	void lockIsReleasedByItsOwnerOnly() {
		lock("owned", "me", 60);
		Answer refused = unlock("owned", "you");
		assertThat(refused.status()).isEqualTo(200);
		assertThat(refused.header("Content-Type")).isEqualTo("application/json");
		assertThat(refused.body()).isEqualTo("{\"status\":2}");
		assertThat(unlock("owned", "me").body()).isEqualTo("{\"status\":0}");
		assertThat(unlock("owned", "me").body()).isEqualTo("{\"status\":1}");
		assertThat(lock("owned", "you", 60).body()).isEqualTo("{\"success\":true}");
	}

	@Test
	void lockExpires() {
		lock("short", "me", 1);
		assertThat(lock("short", "you", 60).body()).isEqualTo("{\"success\":false}");
		await().untilAsserted(() -> assertThat(lock("short", "you", 60).body()).isEqualTo("{\"success\":true}"));
		assertThat(unlock("short", "me").body()).isEqualTo("{\"status\":2}");
	}

	@Test
	void ofManyOneTakesLock() {
		List<Answer> answers = contract.atOnce(8, (number) -> lock("contended", "owner" + number, 60));
		assertThat(answers).extracting(Answer::body).filteredOn((body) -> body.equals("{\"success\":true}")).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"resource_id\":\"snake\",\"lock_owner\":\"o\",\"expiry_in_seconds\":60}",
			"{\"resourceId\":\"text\",\"lockOwner\":\"o\",\"expiryInSeconds\":\"60\"}",
			"{\"resourceId\":\"point\",\"lockOwner\":\"o\",\"expiryInSeconds\":60.0}",
			"{\"resourceId\":\"more\",\"lockOwner\":\"o\",\"expiryInSeconds\":60,\"storeName\":\"x\",\"y\":[1]}",
			"{\"resourceId\":\"a/b c\u00e9\",\"lockOwner\":\"||\",\"expiryInSeconds\":60}" })
	void bodyMayBeWrittenInOtherWays(String body) {
		assertThat(contract.send("POST", "/v1.0-alpha1/lock/mutex", body).body()).isEqualTo("{\"success\":true}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"{\"resourceId\":\"r\",\"lockOwner\":\"o\"} | ExpiryInSeconds is not positive",
			"{\"resourceId\":\"r\",\"lockOwner\":\"o\",\"expiryInSeconds\":0} | ExpiryInSeconds is not positive",
			"{\"resourceId\":\"r\",\"lockOwner\":\"o\",\"expiryInSeconds\":-1} | ExpiryInSeconds is not positive",
			"{\"resourceId\":\"r\",\"lockOwner\":\"\",\"expiryInSeconds\":1} | LockOwner is empty",
			"{\"lockOwner\":\"o\",\"expiryInSeconds\":1} | ResourceId is empty",
			"{\"resourceId\":null,\"lockOwner\":\"o\",\"expiryInSeconds\":1} | ResourceId is empty",
			"'' | ExpiryInSeconds is not positive" })
	void whenSomethingIsMissingThenFails(String body, String problem) {
		assertThat(contract.send("POST", "/v1.0-alpha1/lock/mutex", body).failure())
			.isEqualTo(new Failure(400, "ERR_MALFORMED_REQUEST", problem + " in lock store mutex"));
	}

	@ParameterizedTest
	@CsvSource({ "'', o, ResourceId is empty", "r, '', LockOwner is empty" })
	void whenSomethingIsMissingThenUnlockingFails(String resource, String owner, String problem) {
		assertThat(unlock(resource, owner).failure())
			.isEqualTo(new Failure(400, "ERR_MALFORMED_REQUEST", problem + " in lock store mutex"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "xx", "[]", "{\"resourceId\":3}", "{\"expiryInSeconds\":1.5}",
			"{\"expiryInSeconds\":\"x\"}", "{\"expiryInSeconds\":3000000000}", "{\"expiryInSeconds\":true}",
			"{\"resourceId\":\"r\",}", "{} x" })
	void whenBodyIsMalformedThenFails(String body) {
		for (String verb : List.of("lock", "unlock")) {
			boolean hasField = verb.equals("lock") || !body.contains("expiryInSeconds");
			if (hasField) {
				Failure failure = contract.send("POST", "/v1.0-alpha1/%s/mutex".formatted(verb), body).failure();
				assertThat(failure.status()).isEqualTo(400);
				assertThat(failure.code()).isEqualTo("ERR_MALFORMED_REQUEST");
				assertThat(failure.message()).startsWith("failed deserializing HTTP body: proto:");
			}
		}
	}

	@Test
	void whenBodyIsTooLargeThenFails() {
		assertThat(lock("x".repeat(5 * 1024 * 1024), "o", 1).failure())
			.isEqualTo(new Failure(400, "ERR_BODY_READ", "failed to read request body: stream too large"));
	}

	@Test
	void whenResourceContainsSeparatorThenFails() {
		assertThat(lock("a||b", "o", 1).failure()).isEqualTo(new Failure(500, "ERR_TRY_LOCK",
				"failed to try acquiring lock: input key/keyPrefix 'a||b' can't contain '||'"));
		assertThat(unlock("a||b", "o").failure()).isEqualTo(new Failure(500, "ERR_UNLOCK",
				"failed to release lock: input key/keyPrefix 'a||b' can't contain '||'"));
		assertThat(GrpcFailure.of(() -> lockOverGrpc("mutex", "a||b", "o", 1))).isEqualTo(new GrpcFailure(Code.INTERNAL,
				"failed to try acquiring lock: input key/keyPrefix 'a||b' can't contain '||'"));
	}

	@Test
	void whenStoreIsUnknownThenFails() {
		Failure unknown = new Failure(400, "ERR_LOCK_STORE_NOT_FOUND", "lock store nowhere not found");
		assertThat(contract
			.send("POST", "/v1.0-alpha1/lock/nowhere",
					"{\"resourceId\":\"r\",\"lockOwner\":\"o\",\"expiryInSeconds\":1}")
			.failure()).isEqualTo(unknown);
		assertThat(contract.send("POST", "/v1.0-alpha1/unlock/nowhere", "{\"resourceId\":\"r\",\"lockOwner\":\"o\"}")
			.failure()).isEqualTo(unknown);
		assertThat(GrpcFailure.of(() -> lockOverGrpc("nowhere", "r", "o", 1)))
			.isEqualTo(new GrpcFailure(Code.INVALID_ARGUMENT, "lock store nowhere not found"));
	}

	@ParameterizedTest
	@CsvSource({ "GET, /v1.0-alpha1/lock/mutex", "PUT, /v1.0-alpha1/lock/mutex", "DELETE, /v1.0-alpha1/unlock/mutex",
			"POST, /v1.0/lock/mutex", "POST, /v1.0/unlock/mutex", "POST, /v1.0-alpha1/lock" })
	void otherVerbsAndPathsAreNotFound(String verb, String path) {
		assertThat(contract.send(verb, path).failure())
			.isEqualTo(new Failure(404, "ERR_DIRECT_INVOKE", Messages.NO_APP_ID));
	}

	@Test
	void locksOverGrpc() {
		assertThat(lockOverGrpc("mutex", "grpc", "me", 60)).isTrue();
		assertThat(lockOverGrpc("mutex", "grpc", "you", 60)).isFalse();
		assertThat(lock("grpc", "you", 60).body()).isEqualTo("{\"success\":false}");
		assertThat(unlockOverGrpc("grpc", "you")).isEqualTo(Status.LOCK_BELONGS_TO_OTHERS);
		assertThat(unlockOverGrpc("grpc", "me")).isEqualTo(Status.SUCCESS);
		assertThat(unlockOverGrpc("grpc", "me")).isEqualTo(Status.LOCK_DOES_NOT_EXIST);
	}

	@ParameterizedTest
	@CsvSource({ "r, o, 0, ExpiryInSeconds is not positive", "'', o, 1, ResourceId is empty",
			"r, '', 1, LockOwner is empty" })
	void whenSomethingIsMissingOverGrpcThenFails(String resource, String owner, int expiry, String problem) {
		assertThat(GrpcFailure.of(() -> lockOverGrpc("mutex", resource, owner, expiry)))
			.isEqualTo(new GrpcFailure(Code.INVALID_ARGUMENT, problem + " in lock store mutex"));
	}

	private static Answer lock(String resource, String owner, int expiry) {
		return contract.send("POST", "/v1.0-alpha1/lock/mutex",
				"{\"resourceId\":\"%s\",\"lockOwner\":\"%s\",\"expiryInSeconds\":%d}".formatted(resource, owner,
						expiry));
	}

	private static Answer unlock(String resource, String owner) {
		return contract.send("POST", "/v1.0-alpha1/unlock/mutex",
				"{\"resourceId\":\"%s\",\"lockOwner\":\"%s\"}".formatted(resource, owner));
	}

	private static boolean lockOverGrpc(String store, String resource, String owner, int expiry) {
		return contract.stub()
			.tryLockAlpha1(TryLockRequest.newBuilder()
				.setStoreName(store)
				.setResourceId(resource)
				.setLockOwner(owner)
				.setExpiryInSeconds(expiry)
				.build())
			.getSuccess();
	}

	private static Status unlockOverGrpc(String resource, String owner) {
		return contract.stub()
			.unlockAlpha1(UnlockRequest.newBuilder()
				.setStoreName("mutex")
				.setResourceId(resource)
				.setLockOwner(owner)
				.build())
			.getStatus();
	}

}
