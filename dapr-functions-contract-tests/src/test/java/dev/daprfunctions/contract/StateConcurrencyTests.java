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
import dev.daprfunctions.contract.Target.Store;
import io.dapr.v1.CommonProtos.StateItem;
import io.grpc.Status.Code;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for ETags and first-write, over HTTP and gRPC.
 */
@ClassTemplate
class StateConcurrencyTests {

	private static final String MISMATCH = "possible etag mismatch";

	/** An ETag that every store can read and that no value has. */
	private static final String WRONG = "987654";

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create().withoutApp().everyStateStore("statestore"));

	private final StateHttp http = new StateHttp(contract);

	private final StateGrpc grpc = new StateGrpc(contract);

	@Test
	void whenEtagIsCurrentThenSaves() {
		this.http.saveOne("e1", "1");
		assertThat(this.http.saveOne("e1", "2", StateHttp.etagField(this.http.etag("e1"))).status()).isEqualTo(204);
		assertThat(this.http.get("e1").body()).isEqualTo("2");
		this.grpc.save(StateGrpc.withEtag(StateGrpc.item("e1", "3"), this.grpc.get("e1").getEtag()));
		assertThat(this.http.get("e1").body()).isEqualTo("3");
	}

	@Test
	void whenEtagIsWrongThenSaveIsConflict() {
		this.http.saveOne("e2", "1");
		Failure failure = this.http.saveOne("e2", "2", StateHttp.etagField(WRONG)).failure();
		assertThat(failure.status()).isEqualTo(409);
		assertThat(failure.code()).isEqualTo("ERR_STATE_SAVE");
		assertThat(failure.message()).startsWith("failed saving state in state store statestore: " + MISMATCH);
		GrpcFailure aborted = GrpcFailure
			.of(() -> this.grpc.save(StateGrpc.withEtag(StateGrpc.item("e2", "2"), WRONG)));
		assertThat(aborted.code()).isEqualTo(Code.ABORTED);
		assertThat(aborted.message()).startsWith("failed saving state in state store statestore: " + MISMATCH);
		assertThat(this.http.get("e2").body()).isEqualTo("1");
	}

	@Test
	void whenEtagIsWrongThenDeleteIsConflict() {
		this.http.saveOne("e3", "1");
		Failure failure = this.http.delete("e3", "If-Match: " + WRONG).failure();
		assertThat(failure.status()).isEqualTo(409);
		assertThat(failure.code()).isEqualTo("ERR_STATE_DELETE");
		assertThat(failure.message()).startsWith("failed deleting state with key e3: " + MISMATCH);
		assertThat(GrpcFailure.of(() -> this.grpc.delete("e3", WRONG)).code()).isEqualTo(Code.ABORTED);
		assertThat(this.http.get("e3").body()).isEqualTo("1");
		assertThat(this.http.delete("e3", "If-Match: " + this.http.etag("e3")).status()).isEqualTo(204);
		assertThat(this.http.get("e3").status()).isEqualTo(204);
	}

	@Test
	void messageOfMemoryNamesBothEtags() {
		if (contract.store() == Store.IN_MEMORY) {
			this.http.saveOne("e4", "1");
			assertThat(this.http.saveOne("e4", "2", StateHttp.etagField("wrong")).failure().message())
				.isEqualTo(("failed saving state in state store statestore: possible etag mismatch. error from state "
						+ "store: state etag not match for key=myapp||e4: current=%s, expect=wrong")
					.formatted(this.http.etag("e4")));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "wrong", "1.5", "0x1" })
	void whenEtagIsNotNumberThenStoresThatCountRefuse(String etag) {
		this.http.saveOne("e5", "1");
		Failure failure = this.http.saveOne("e5", "2", StateHttp.etagField(etag)).failure();
		assertThat(failure.code()).isEqualTo("ERR_STATE_SAVE");
		Code code = GrpcFailure.of(() -> this.grpc.save(StateGrpc.withEtag(StateGrpc.item("e5", "2"), etag))).code();
		assertThat(failure.status()).isEqualTo(contract.usually(409).on(400, Store.REDIS, Store.POSTGRESQL_V1).value());
		assertThat(code).isEqualTo(
				contract.usually(Code.ABORTED).on(Code.INVALID_ARGUMENT, Store.REDIS, Store.POSTGRESQL_V1).value());
	}

	@Test
	void quotesArePartOfEtagExceptOnPostgresql() {
		this.http.saveOne("e6", "1");
		String etag = this.http.etag("e6");
		assertThat(this.http.delete("e6", "If-Match: \"" + etag + "\"").status())
			.isEqualTo(contract.usually(409).on(204, Store.POSTGRESQL).on(400, Store.POSTGRESQL_V1).value());
		assertThat(this.http.get("e6").status()).isEqualTo(contract.usually(200).on(204, Store.POSTGRESQL).value());
	}

	@Test
	void whenKeyIsAbsentThenSaveWithEtagDependsOnStore() {
		assertThat(this.http.saveOne("absent1", "1", StateHttp.etagField(WRONG)).status())
			.isEqualTo(contract.usually(409).on(204, Store.REDIS).value());
		assertThat(
				GrpcFailure.of(() -> this.grpc.save(StateGrpc.withEtag(StateGrpc.item("absent2", "1"), WRONG))).code())
			.isEqualTo(contract.usually(Code.ABORTED).on(Code.OK, Store.REDIS).value());
	}

	@Test
	void whenKeyIsAbsentThenDeleteWithEtagDependsOnStore() {
		assertThat(this.http.delete("absent3", "If-Match: " + WRONG).status())
			.isEqualTo(contract.usually(409).on(204, Store.REDIS).value());
		assertThat(GrpcFailure.of(() -> this.grpc.delete("absent3", WRONG)).code())
			.isEqualTo(contract.usually(Code.ABORTED).on(Code.OK, Store.REDIS).value());
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"\"", "null" })
	void emptyEtagIsNone(String etag) {
		this.http.saveOne("e7", "1");
		assertThat(this.http.saveOne("e7", "2", "\"etag\":" + etag).status()).isEqualTo(204);
	}

	@Test
	void whenOneOfSeveralConflictsThenOthersAreSaved() {
		this.http.saveOne("e8", "1");
		Answer answer = this.http
			.save("[{\"key\":\"e8\",\"value\":2,\"etag\":\"%s\"},{\"key\":\"e9\",\"value\":9}]".formatted(WRONG));
		assertThat(answer.status()).isEqualTo(409);
		assertThat(this.http.get("e8").body()).isEqualTo("1");
		assertThat(this.http.get("e9").body()).isEqualTo("9");
	}

	@Test
	void whenOneOfSeveralConflictsOverGrpcThenOthersAreSaved() {
		this.http.saveOne("e10", "1");
		StateItem wrong = StateGrpc.withEtag(StateGrpc.item("e10", "2"), WRONG);
		GrpcFailure failure = GrpcFailure.of(() -> this.grpc.save(wrong, StateGrpc.item("e11", "11")));
		assertThat(failure.code()).isEqualTo(Code.ABORTED);
		assertThat(this.http.get("e10").body()).isEqualTo("1");
		assertThat(this.http.get("e11").body()).isEqualTo("11");
	}

	@Test
	void firstWriteOfNewKeySaves() {
		assertThat(this.http.saveOne("f1", "1", StateHttp.firstWrite()).status()).isEqualTo(204);
		this.grpc.save(StateGrpc.firstWrite(StateGrpc.item("f2", "2")));
		assertThat(this.http.get("f1").body()).isEqualTo("1");
		assertThat(this.http.get("f2").body()).isEqualTo("2");
	}

	@Test
	void firstWriteOfOrdinaryKeyDependsOnStore() {
		this.http.saveOne("f3", "1");
		assertThat(this.http.saveOne("f3", "2", StateHttp.firstWrite()).status()).isEqualTo(
				contract.usually(409).on(204, Store.REDIS).on(500, Store.POSTGRESQL, Store.POSTGRESQL_V1).value());
		assertThat(this.http.get("f3").body()).isEqualTo(contract.usually("1").on("2", Store.REDIS).value());
	}

	@Test
	void firstWriteOfKeyWrittenFirstFails() {
		this.grpc.save(StateGrpc.firstWrite(StateGrpc.item("f4", "1")));
		GrpcFailure failure = GrpcFailure.of(() -> this.grpc.save(StateGrpc.firstWrite(StateGrpc.item("f4", "2"))));
		assertThat(failure.code()).isEqualTo(contract.usually(Code.ABORTED)
			.on(Code.INTERNAL, Store.REDIS, Store.POSTGRESQL, Store.POSTGRESQL_V1)
			.value());
		assertThat(this.http.get("f4").body()).isEqualTo("1");
	}

	@Test
	void firstWriteWithCurrentEtagSaves() {
		this.http.saveOne("f5", "1");
		assertThat(this.http.saveOne("f5", "2", StateHttp.etagField(this.http.etag("f5")), StateHttp.firstWrite())
			.status()).isEqualTo(204);
	}

	@Test
	void firstWriteOfDeletedKeySaves() {
		this.http.saveOne("f6", "1", StateHttp.firstWrite());
		this.http.delete("f6");
		assertThat(this.http.saveOne("f6", "2", StateHttp.firstWrite()).status()).isEqualTo(204);
	}

	@Test
	void whenSeveralSaveWithOneEtagThenOneWins() {
		this.http.saveOne("race1", "0");
		String etag = StateHttp.etagField(this.http.etag("race1"));
		List<Answer> answers = contract.atOnce(10,
				(number) -> this.http.saveOne("race1", String.valueOf(number + 1), etag));
		assertThat(answers).filteredOn((answer) -> answer.status() == 204).hasSize(1);
		assertThat(answers).filteredOn((answer) -> answer.status() == 409).hasSize(9);
		int winner = answers.indexOf(answers.stream().filter((answer) -> answer.status() == 204).findFirst().get());
		assertThat(this.http.get("race1").body()).isEqualTo(String.valueOf(winner + 1));
	}

	@Test
	void whenSeveralWriteFirstThenOneWins() {
		List<Answer> answers = contract.atOnce(10,
				(number) -> this.http.saveOne("race2", String.valueOf(number), StateHttp.firstWrite()));
		assertThat(answers).filteredOn((answer) -> answer.status() == 204).hasSize(1);
		List<Integer> refusals = contract.usually(List.of(409))
			.on(List.of(500), Store.REDIS, Store.POSTGRESQL, Store.POSTGRESQL_V1)
			.on(List.of(409, 500), Store.MYSQL)
			.value();
		assertThat(answers).filteredOn((answer) -> refusals.contains(answer.status())).hasSize(9);
	}

	@Test
	void bulkDeleteConflicts() {
		this.http.saveOne("b1", "1");
		GrpcFailure failure = GrpcFailure
			.of(() -> this.grpc.deleteBulk(StateGrpc.withEtag(StateGrpc.item("b1", ""), WRONG)));
		assertThat(failure.code()).isEqualTo(Code.ABORTED);
		assertThat(failure.message()).startsWith("failed deleting state in state store statestore: " + MISMATCH);
		this.grpc.deleteBulk(StateGrpc.item("b1", ""));
		assertThat(this.http.get("b1").status()).isEqualTo(204);
	}

}
