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

import dev.daprfunctions.contract.Target.Store;
import io.dapr.v1.CommonProtos.StateItem;
import io.dapr.v1.DaprStateProtos.GetStateResponse;
import io.grpc.Status.Code;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for state over gRPC, and for reading what the other protocol wrote.
 */
@ClassTemplate
class StateGrpcTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create().withoutApp().everyStateStore("statestore"));

	private final StateHttp http = new StateHttp(contract);

	private final StateGrpc grpc = new StateGrpc(contract);

	@Test
	void savesAndGets() {
		this.grpc.save(StateGrpc.item("g1", "1"));
		GetStateResponse response = this.grpc.get("g1");
		assertThat(response.getData().toStringUtf8()).isEqualTo("1");
		assertThat(response.getEtag()).isNotEmpty();
		assertThat(response.getMetadataMap()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "missing", "" })
	void whenKeyIsMissingThenResponseIsEmpty(String key) {
		assertThat(this.grpc.get(key)).isEqualTo(GetStateResponse.getDefaultInstance());
	}

	@Test
	void valueThatIsNotJsonIsReadAsItIs() {
		this.grpc.save(StateGrpc.item("across1", "not json"));
		assertThat(this.grpc.text("across1")).isEqualTo("not json");
		Answer answer = this.http.get("across1");
		assertThat(answer.body()).isEqualTo("not json");
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
	}

	@Test
	void valueSavedOverHttpIsJson() {
		this.http.saveOne("across2", "\"json\"");
		assertThat(this.grpc.text("across2")).isEqualTo("\"json\"");
		assertThat(this.grpc.get("across2").getEtag()).isEqualTo(this.http.etag("across2"));
	}

	@Test
	void emptyValueDependsOnStore() {
		if (contract.store() == Store.POSTGRESQL) {
			assertThat(GrpcFailure.of(() -> this.grpc.save(StateGrpc.item("across3", ""))).code())
				.isEqualTo(Code.INTERNAL);
			return;
		}
		this.grpc.save(StateGrpc.item("across3", ""));
		assertThat(this.grpc.get("across3").getEtag()).isNotEmpty();
		assertThat(this.http.get("across3").status()).isEqualTo(contract.usually(200).on(204, Store.IN_MEMORY).value());
		assertThat(this.http.get("across3").body()).isEmpty();
	}

	@Test
	void bulkOverHttpIsEmptyWhenOneValueIsNotJson() {
		this.grpc.save(StateGrpc.item("across4", "not json"));
		this.http.saveOne("across5", "1");
		Answer answer = this.http.bulk("{\"keys\":[\"across5\",\"across4\"]}");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEmpty();
	}

	@Test
	void contentTypeJsonIsWrittenAnew() {
		this.grpc.save(jsonItem("ct", "{ \"b\":1, \"a\":1.0 }"));
		String read = this.grpc.text("ct");
		assertThat(read).isIn("{\"a\":1,\"b\":1}", "{\"b\":1,\"a\":1}", "{\"a\": 1, \"b\": 1}");
		if (contract.store() != Store.REDIS) {
			assertThat(read).isEqualTo(
					contract.usually("{\"a\":1,\"b\":1}").on("{\"a\": 1, \"b\": 1}", Store.POSTGRESQL_V1).value());
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "x | invalid character 'x' looking for beginning of value", "'' | unexpected end of JSON input",
					"{} x | invalid character 'x' after top-level value", "[1 | unexpected end of JSON input" })
	void contentTypeJsonNeedsJson(String value, String message) {
		assertThat(GrpcFailure.of(() -> this.grpc.save(jsonItem("ct", value))))
			.isEqualTo(new GrpcFailure(Code.UNKNOWN, message));
	}

	@Test
	void whenKeyIsEmptyThenNothingIsSaved() {
		assertThat(GrpcFailure.of(() -> this.grpc.save(StateGrpc.item("nothing1", "1"), StateGrpc.item("", "1"))))
			.isEqualTo(new GrpcFailure(Code.INVALID_ARGUMENT, "state key cannot be empty"));
		assertThat(this.grpc.get("nothing1").getEtag()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "sp ace", "a/b", "é", "\ud83d\ude00", "a\nb" })
	void keyMayBeOdd(String key) {
		this.grpc.save(StateGrpc.item(key, "1"));
		assertThat(this.grpc.text(key)).isEqualTo("1");
		assertThat(this.grpc.bulk(key).get(0).getData().toStringUtf8()).isEqualTo("1");
		this.grpc.delete(key, "");
		assertThat(this.grpc.get(key).getEtag()).isEmpty();
	}

	@Test
	void whenMessageIsOverLimitThenExhausted() {
		StateItem item = StateGrpc.item("big", "x".repeat(4 * 1024 * 1024));
		assertThat(GrpcFailure.of(() -> this.grpc.save(item)).code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
	}

	@Test
	void timeToLiveMustBeNumber() {
		StateItem item = StateGrpc.item("ttl", "1").toBuilder().putMetadata("ttlInSeconds", "soon").build();
		assertThat(GrpcFailure.of(() -> this.grpc.save(item)).code()).isEqualTo(Code.INTERNAL);
	}

	private static StateItem jsonItem(String key, String value) {
		return StateGrpc.item(key, value).toBuilder().putMetadata("contentType", "application/json").build();
	}

}
