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

/**
 * Cases for stores and keys that the sidecar refuses, and for scopes and key prefixes.
 */
@ClassTemplate
class StateErrorTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create()
		.withoutApp()
		.everyStateStore("statestore")
		.resource("hidden", "{state:hidden}scopes: [other]\n")
		.resource("scoped", "{state:scoped}scopes: [other, myapp]\n")
		.resource("unscoped", "{state:unscoped}scopes: []\n")
		.everyStateStore("none", "{name: keyPrefix, value: none}")
		.everyStateStore("name", "{name: keyPrefix, value: name}")
		.everyStateStore("appid", "{name: keyPrefix, value: appid}")
		.everyStateStore("namespace", "{name: keyPrefix, value: namespace}")
		.everyStateStore("custom", "{name: keyPrefix, value: custom}"));

	@ParameterizedTest
	@CsvSource({ "GET, /k", "DELETE, /k", "POST, ''", "PUT, ''", "POST, /bulk", "POST, /transaction" })
	void whenStoreIsUnknownThenRefused(String verb, String path) {
		Answer answer = contract.send(verb, "/v1.0/state/nostore" + path, "{bad json");
		assertThat(answer.failure())
			.isEqualTo(new Failure(400, "ERR_STATE_STORE_NOT_FOUND", "state store nostore is not found"));
		assertThat(answer.json().at("/details/0").toString())
			.isEqualTo("{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"domain\":\"dapr.io\","
					+ "\"metadata\":{\"appID\":\"myapp\"},\"reason\":\"DAPR_STATE_NOT_FOUND\"}");
	}

	@Test
	void whenStoreIsUnknownOverGrpcThenInvalid() {
		assertThat(GrpcFailure.of(() -> new StateGrpc(contract, "nostore").get("k")))
			.isEqualTo(new GrpcFailure(Code.INVALID_ARGUMENT, "state store nostore is not found"));
	}

	@Test
	void whenStoreIsOutOfScopeThenItIsUnknown() {
		assertThat(contract.send("GET", "/v1.0/state/hidden/k").failure())
			.isEqualTo(new Failure(400, "ERR_STATE_STORE_NOT_FOUND", "state store hidden is not found"));
		assertThat(contract.send("GET", "/v1.0/metadata").body()).doesNotContain("hidden");
	}

	@ParameterizedTest
	@ValueSource(strings = { "scoped", "unscoped" })
	void whenStoreIsInScopeThenItIsThere(String store) {
		assertThat(contract.send("GET", "/v1.0/state/" + store + "/k").status()).isEqualTo(204);
	}

	@ParameterizedTest
	@CsvSource({ "none, k", "name, name||k", "appid, myapp||k", "namespace, myapp||k", "custom, custom||k" })
	void messageOfMemoryNamesKeyWithPrefix(String store, String key) {
		if (contract.store() == Store.IN_MEMORY) {
			assertThat(contract.send("POST", "/v1.0/state/" + store, "[{\"key\":\"k\",\"value\":1,\"etag\":\"e\"}]")
				.failure()
				.message()).endsWith("for key=" + key);
		}
	}

	@ParameterizedTest
	@CsvSource({ "none, false", "name, false", "appid, true", "namespace, true", "custom, false" })
	void storesOfOneDatabaseShareKeysOfOnePrefix(String store, boolean samePrefix) {
		String key = "shared" + store;
		contract.send("POST", StateHttp.STORE, "[{\"key\":\"%s\",\"value\":1}]".formatted(key));
		boolean shared = samePrefix && contract.usually(true).on(false, Store.IN_MEMORY, Store.SQLITE).value();
		assertThat(contract.send("GET", "/v1.0/state/%s/%s".formatted(store, key)).status())
			.isEqualTo((shared) ? 200 : 204);
	}

	@ParameterizedTest
	@ValueSource(strings = { "none", "name", "appid", "namespace", "custom" })
	void whateverThePrefixKeyIsReadAsItWasSaved(String store) {
		String path = "/v1.0/state/" + store;
		contract.send("POST", path, "[{\"key\":\"own%s\",\"value\":1}]".formatted(store));
		assertThat(contract.send("GET", path + "/own" + store).body()).isEqualTo("1");
	}

	@ParameterizedTest
	@CsvSource({ "GET, /a%7C%7Cb,", "GET, /a||b,", "DELETE, /a%7C%7Cb,", "POST, '', '[{\"key\":\"a||b\",\"value\":1}]'",
			"POST, /bulk, '{\"keys\":[\"a||b\"]}'",
			"POST, /transaction, '{\"operations\":[{\"operation\":\"upsert\",\"request\":{\"key\":\"a||b\"}}]}'" })
	void whenKeyHasSeparatorThenRefused(String verb, String path, String body) {
		Answer answer = contract.send(verb, StateHttp.STORE + path, body);
		assertThat(answer.failure()).isEqualTo(new Failure(400, "ERR_MALFORMED_REQUEST",
				"api error: code = InvalidArgument desc = input key/keyPrefix 'a||b' can't contain '||'"));
		assertThat(answer.json().at("/details/2/reason").asString()).isEqualTo("DAPR_STATE_ILLEGAL_KEY");
	}

	@Test
	void whenKeyHasSeparatorOverGrpcThenInvalid() {
		StateGrpc grpc = new StateGrpc(contract);
		GrpcFailure expected = new GrpcFailure(Code.INVALID_ARGUMENT, "input key/keyPrefix 'a||b' can't contain '||'");
		assertThat(GrpcFailure.of(() -> grpc.get("a||b"))).isEqualTo(expected);
		assertThat(GrpcFailure.of(() -> grpc.save(StateGrpc.item("a||b", "1")))).isEqualTo(expected);
		assertThat(GrpcFailure.of(() -> grpc.delete("a||b", ""))).isEqualTo(expected);
		assertThat(GrpcFailure.of(() -> grpc.deleteBulk(StateGrpc.item("a||b", "1")))).isEqualTo(expected);
	}

}
