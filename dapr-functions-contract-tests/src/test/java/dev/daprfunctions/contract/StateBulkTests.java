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
import io.dapr.v1.DaprStateProtos.BulkStateItem;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for reading several keys at once.
 */
@ClassTemplate
class StateBulkTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create().withoutApp().everyStateStore("statestore"));

	private final StateHttp http = new StateHttp(contract);

	private final StateGrpc grpc = new StateGrpc(contract);

	@Test
	void getsSeveral() {
		this.http.save("[{\"key\":\"b1\",\"value\":\"s\"},{\"key\":\"b2\"}]");
		Answer answer = this.http.bulk("{\"keys\":[\"b2\",\"nope\",\"b1\"],\"parallelism\":2}");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		List<String> items = List.of("{\"key\":\"b2\",\"data\":null,\"etag\":\"%s\"}".formatted(this.http.etag("b2")),
				"{\"key\":\"nope\"}",
				"{\"key\":\"b1\",\"data\":\"s\",\"etag\":\"%s\"}".formatted(this.http.etag("b1")));
		assertThat(answer.json()).extracting(JsonNode::toString).containsExactlyInAnyOrderElementsOf(items);
		if (contract.usually(false).on(true, Store.IN_MEMORY, Store.REDIS).value()) {
			assertThat(answer.body()).isEqualTo("[" + String.join(",", items) + "]\n");
		}
	}

	@Test
	void getsSeveralOverGrpc() {
		this.http.save("[{\"key\":\"g1\",\"value\":1},{\"key\":\"g2\",\"value\":2}]");
		List<BulkStateItem> items = this.grpc.bulk("g2", "nope", "g1");
		assertThat(items).extracting((item) -> item.getKey() + "=" + item.getData().toStringUtf8())
			.containsExactlyInAnyOrder("g2=2", "nope=", "g1=1");
		if (contract.usually(false).on(true, Store.IN_MEMORY, Store.REDIS).value()) {
			assertThat(items).extracting(BulkStateItem::getKey).containsExactly("g2", "nope", "g1");
		}
		assertThat(this.grpc.bulk("nope").get(0).getEtag()).isEmpty();
		assertThat(this.grpc.bulk()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"keys\":[]}", "{\"keys\":null}", "null" })
	void whenThereAreNoKeysThenListIsEmpty(String body) {
		Answer answer = this.http.bulk(body);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("[]\n");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "'' | EOF",
			"[] | json: cannot unmarshal array into Go value of type http.BulkGetRequest",
			"{\"keys\":\"k\"} | json: cannot unmarshal string into Go struct field BulkGetRequest.keys of type []string",
			"{\"parallelism\":1.5} | json: cannot unmarshal number 1.5 into Go struct field BulkGetRequest.parallelism of type int" })
	void refusesMalformedBody(String body, String message) {
		assertThat(this.http.bulk(body).failure())
			.isEqualTo(new Failure(400, "ERR_MALFORMED_REQUEST", "failed deserializing HTTP body: " + message));
	}

	@Test
	void putIsTheSame() {
		this.http.saveOne("p1", "1");
		assertThat(contract.send("PUT", StateHttp.STORE + "/bulk", "{\"keys\":[\"p1\"]}").body())
			.contains("\"data\":1");
	}

	@Test
	void keyMayBeThereTwice() {
		this.http.saveOne("t1", "1");
		assertThat(this.http.bulk("{\"keys\":[\"t1\",\"t1\"]}").json().size()).isEqualTo(2);
	}

}
