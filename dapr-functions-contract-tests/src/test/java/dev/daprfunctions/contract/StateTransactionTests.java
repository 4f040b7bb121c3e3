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

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import dev.daprfunctions.contract.Answer.Failure;
import dev.daprfunctions.contract.Target.Store;
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
 * Cases for state transactions, over HTTP and gRPC.
 */
@ClassTemplate
class StateTransactionTests {

	private static final String WRONG = "987654";

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create().withoutApp().everyStateStore("statestore"));

	private final StateHttp http = new StateHttp(contract);

	private final StateGrpc grpc = new StateGrpc(contract);

	@Test
	void changesSeveralKeys() {
		this.http.save("[{\"key\":\"x1\",\"value\":1},{\"key\":\"x2\",\"value\":2}]");
		Answer answer = this.http.transact(StateHttp.upsert("x1", "10"), StateHttp.remove("x2"),
				StateHttp.upsert("x3", "30"));
		assertThat(answer.status()).isEqualTo(204);
		assertThat(answer.body()).isEmpty();
		assertThat(this.http.get("x1").body()).isEqualTo("10");
		assertThat(this.http.get("x2").status()).isEqualTo(204);
		assertThat(this.http.get("x3").body()).isEqualTo("30");
	}

	@Test
	void changesSeveralKeysOverGrpc() {
		this.grpc.save(StateGrpc.item("g1", "1"));
		this.grpc.transact(StateGrpc.operation("delete", StateGrpc.item("g1", "")),
				StateGrpc.operation("upsert", StateGrpc.item("g2", "2")));
		assertThat(this.grpc.get("g1").getEtag()).isEmpty();
		assertThat(this.grpc.text("g2")).isEqualTo("2");
	}

	@Test
	void whenEtagIsWrongThenFails() {
		this.http.save("[{\"key\":\"w1\",\"value\":1},{\"key\":\"w2\",\"value\":2}]");
		Failure failure = this.http
			.transact(StateHttp.remove("w2"), StateHttp.upsert("w1", "9", StateHttp.etagField(WRONG)))
			.failure();
		assertThat(failure.status()).isEqualTo(500);
		assertThat(failure.code()).isEqualTo("ERR_STATE_TRANSACTION");
		assertThat(failure.message()).startsWith("error while executing state transaction: ")
			.contains(contract.usually("possible etag mismatch").on("failed to set key", Store.REDIS).value());
		assertThat(this.http.get("w1").body()).isEqualTo("1");
	}

	@Test
	void whenEtagIsWrongThenOthersAreRolledBackExceptOnRedis() {
		this.http.save("[{\"key\":\"r1\",\"value\":1},{\"key\":\"r2\",\"value\":2}]");
		this.http.transact(StateHttp.remove("r2"), StateHttp.upsert("r1", "9", StateHttp.etagField(WRONG)),
				StateHttp.upsert("r3", "3"));
		assertThat(this.http.get("r2").status()).isEqualTo(contract.usually(200).on(204, Store.REDIS).value());
		assertThat(this.http.get("r3").status()).isEqualTo(contract.usually(204).on(200, Store.REDIS).value());
	}

	@Test
	void whenEtagIsStaleThenOthersAreRolledBackExceptOnRedis() {
		this.http.save("[{\"key\":\"s1\",\"value\":1},{\"key\":\"s2\",\"value\":2}]");
		String stale = StateHttp.etagField(this.http.etag("s1"));
		this.http.saveOne("s1", "3");
		assertThat(this.http
			.transact(StateHttp.upsert("s2", "9"), StateHttp.upsert("s1", "9", stale), StateHttp.upsert("s3", "9"))
			.status()).isEqualTo(500);
		assertThat(this.http.transact(StateHttp.upsert("s2", "9"), StateHttp.remove("s1", stale)).status())
			.isEqualTo(500);
		assertThat(this.http.get("s1").body()).isEqualTo("3");
		assertThat(this.http.get("s2").body()).isEqualTo(contract.usually("2").on("9", Store.REDIS).value());
		assertThat(this.http.get("s3").status()).isEqualTo(contract.usually(204).on(200, Store.REDIS).value());
	}

	@Test
	void whenKeyOfFirstWriteExistsThenOthersAreRolledBackExceptOnRedis() {
		this.http.save("[{\"key\":\"n1\",\"value\":1},{\"key\":\"n2\",\"value\":2}]");
		Answer answer = this.http.transact(StateHttp.upsert("n2", "9"),
				StateHttp.upsert("n1", "9", StateHttp.firstWrite()), StateHttp.upsert("n3", "9"));
		assertThat(answer.status()).isEqualTo(contract.usually(500).on(204, Store.REDIS).value());
		assertThat(this.http.get("n2").body()).isEqualTo(contract.usually("2").on("9", Store.REDIS).value());
		assertThat(this.http.get("n3").status()).isEqualTo(contract.usually(204).on(200, Store.REDIS).value());
	}

	@Test
	void whenSeveralTransactWithOneEtagThenOneWins() {
		this.http.saveOne("race", "0");
		String etag = StateHttp.etagField(this.http.etag("race"));
		List<Answer> answers = contract.atOnce(10,
				(number) -> this.http.transact(StateHttp.upsert("race", String.valueOf(number + 1), etag),
						StateHttp.upsert("race-" + number, "1")));
		assertThat(answers).filteredOn((answer) -> answer.status() == 204).hasSize(1);
		long written = IntStream.range(0, 10)
			.filter((number) -> this.http.get("race-" + number).status() == 200)
			.count();
		assertThat(written).isEqualTo(contract.usually(1L).on(10L, Store.REDIS).value());
	}

	@Test
	void whenSeveralTransactInDifferentOrdersThenDatabasesWithRowLocksMayRefuse() {
		List<String> keys = IntStream.range(0, 20).mapToObj((number) -> "order-" + number).toList();
		List<String> backwards = IntStream.range(0, 20).mapToObj((number) -> keys.get(19 - number)).toList();
		transact(keys, 0);
		List<Answer> answers = contract.atOnce(10,
				(number) -> transact((number % 2 == 0) ? keys : backwards, number + 1));
		assertThat(answers).anyMatch((answer) -> answer.status() == 204);
		boolean locksRows = contract.usually(false)
			.on(true, Store.POSTGRESQL, Store.POSTGRESQL_V1, Store.MYSQL)
			.value();
		assertThat(answers).filteredOn((answer) -> answer.status() != 204)
			.allMatch(
					(answer) -> locksRows && answer.failure().message().toLowerCase(Locale.ROOT).contains("deadlock"));
		assertThat(keys).map((key) -> this.http.get(key).body()).containsOnly(this.http.get(keys.get(0)).body());
	}

	private Answer transact(List<String> keys, int value) {
		return this.http
			.transact(keys.stream().map((key) -> StateHttp.upsert(key, String.valueOf(value))).toArray(String[]::new));
	}

	@Test
	void whenEtagIsWrongOverGrpcThenInternal() {
		this.grpc.save(StateGrpc.item("i1", "1"));
		GrpcFailure failure = GrpcFailure.of(() -> this.grpc
			.transact(StateGrpc.operation("upsert", StateGrpc.withEtag(StateGrpc.item("i1", "2"), WRONG))));
		assertThat(failure.code()).isEqualTo(Code.INTERNAL);
		assertThat(failure.message()).startsWith("error while executing state transaction: ");
		assertThat(this.grpc.text("i1")).isEqualTo("1");
	}

	@Test
	void whenEtagIsCurrentThenChanges() {
		this.http.saveOne("c1", "1");
		assertThat(this.http.transact(StateHttp.upsert("c1", "2", StateHttp.etagField(this.http.etag("c1")))).status())
			.isEqualTo(204);
		assertThat(this.http.get("c1").body()).isEqualTo("2");
		assertThat(this.http.transact(StateHttp.remove("c1", StateHttp.etagField(this.http.etag("c1")))).status())
			.isEqualTo(204);
		assertThat(this.http.get("c1").status()).isEqualTo(204);
	}

	@Test
	void firstWriteOfExistingKeyDependsOnStore() {
		this.http.saveOne("f1", "1");
		assertThat(this.http.transact(StateHttp.upsert("f1", "2", StateHttp.firstWrite())).status())
			.isEqualTo(contract.usually(500).on(204, Store.REDIS).value());
		assertThat(this.http.get("f1").body()).isEqualTo(contract.usually("1").on("2", Store.REDIS).value());
	}

	@Test
	void lastChangeOfOneKeyWins() {
		this.http.transact(StateHttp.upsert("l1", "1"), StateHttp.upsert("l1", "2"));
		assertThat(this.http.get("l1").body()).isEqualTo("2");
		this.http.transact(StateHttp.upsert("l1", "3"), StateHttp.remove("l1"));
		assertThat(this.http.get("l1").status()).isEqualTo(204);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"operations\":[]}", "{\"operations\":null}", "null" })
	void transactionWithoutOperationsIsEmpty(String body) {
		assertThat(contract.send("PUT", StateHttp.STORE + "/transaction", body).status()).isEqualTo(204);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "`` | EOF", "{\"operations\":[ | unexpected EOF",
			"[] | json: cannot unmarshal array into Go value of type http.stateTransactionRequestBody",
			"{\"operations\":[{\"operation\":\"upsert\",\"request\":\"x\"}]} | '' expected a map, got 'string'" })
	void transactionRefusesMalformedBody(String body, String message) {
		assertThat(contract.send("POST", StateHttp.STORE + "/transaction", body).failure())
			.isEqualTo(new Failure(400, "ERR_MALFORMED_REQUEST", "failed deserializing HTTP body: " + message));
	}

	@ParameterizedTest
	@ValueSource(strings = { "frobnicate", "Upsert", "" })
	void whenOperationIsUnknownThenRefused(String operation) {
		assertThat(
				this.http.transact("{\"operation\":\"%s\",\"request\":{\"key\":\"k\"}}".formatted(operation)).failure())
			.isEqualTo(new Failure(400, "ERR_NOT_SUPPORTED_STATE_OPERATION",
					"operation type %s not supported".formatted(operation)));
		assertThat(GrpcFailure.of(() -> this.grpc.transact(StateGrpc.operation(operation, StateGrpc.item("k", "1")))))
			.isEqualTo(new GrpcFailure(Code.UNIMPLEMENTED, "operation type %s not supported".formatted(operation)));
	}

	@Test
	void timeToLiveOfQueryAndOfOperationCounts() {
		String brief = "\"metadata\":{\"ttlInSeconds\":\"1\"}";
		contract.send("POST", StateHttp.STORE + "/transaction?metadata.ttlInSeconds=1",
				"{\"operations\":[%s]}".formatted(StateHttp.upsert("t1", "1")));
		contract.send("POST", StateHttp.STORE + "/transaction", "{\"operations\":[%s,%s],%s}"
			.formatted(StateHttp.upsert("t2", "1"), StateHttp.upsert("t3", "1", brief), brief));
		this.http.transact(StateHttp.upsert("t4", "1", "\"metadata\":{\"ttlInSeconds\":\"100\"}"));
		await().pollInterval(Duration.ofMillis(50))
			.until(() -> this.http.get("t1").status() == 204 && this.http.get("t3").status() == 204);
		assertThat(this.http.get("t2").body()).isEqualTo("1");
		assertThat(this.http.get("t2").header("Metadata.ttlexpiretime")).isNull();
		assertThat(this.http.get("t4").body()).isEqualTo("1");
	}

}
