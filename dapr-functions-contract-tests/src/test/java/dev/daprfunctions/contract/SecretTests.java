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

import java.util.Map;

import dev.daprfunctions.contract.Answer.Failure;
import io.dapr.v1.DaprSecretProtos.GetBulkSecretRequest;
import io.dapr.v1.DaprSecretProtos.GetSecretRequest;
import io.dapr.v1.DaprSecretProtos.SecretResponse;
import io.grpc.Status.Code;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for secrets from files and from the environment.
 */
@ClassTemplate
class SecretTests {

	private static final String SETTING = "{name: secretsFile, value: \"{folder}/secrets.json\"}";

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create()
		.withoutApp()
		.file("secrets.json",
				"{\"plain\":\"p1\",\"nested\":{\"a\":\"n1\",\"b\":{\"c\":\"n2\"}},\"number\":42,\"list\":[\"x\",\"y\"],"
						+ "\"odd key/é\":\"o1\",\"empty\":\"\",\"yes\":true}")
		.component("file", "secretstores.local.file", SETTING)
		.component("dotted", "secretstores.local.file", SETTING, "{name: nestedSeparator, value: \".\"}")
		.component("multi", "secretstores.local.file", SETTING, "{name: multiValued, value: \"true\"}")
		.component("env", "secretstores.local.env")
		.component("prefixed", "secretstores.local.env", "{name: prefix, value: CONTRACT_}")
		.environment("DAPR_HIDDEN", "hidden")
		.component("limited", "secretstores.local.file", SETTING)
		.resource("hidden", Workspace.component("hidden", "secretstores.local.file", SETTING) + "scopes: [other]\n")
		.resource("referring",
				Workspace.component("referring", "state.in-memory",
						"{name: keyPrefix, secretKeyRef: {name: plain, key: plain}}") + "auth:\n  secretStore: file\n")
		.configuration("""
				  secrets:
				    scopes:
				      - storeName: limited
				        defaultAccess: deny
				        allowedSecrets: [plain]
				"""));

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "file/plain | {\"plain\":\"p1\"}", "file/nested:a | {\"nested:a\":\"n1\"}",
					"file/nested:b:c | {\"nested:b:c\":\"n2\"}", "file/number | {\"number\":\"%!s(float64=42)\"}",
					"file/list:0 | {\"list:0\":\"x\"}", "file/odd%20key%2F%C3%A9 | {\"odd key/é\":\"o1\"}",
					"file/empty | {\"empty\":\"\"}", "file/yes | {\"yes\":\"%!s(bool=true)\"}",
					"dotted/nested.b.c | {\"nested.b.c\":\"n2\"}", "multi/plain | {\"plain\":\"p1\"}",
					"multi/nested | {\"a\":\"n1\",\"b:c\":\"n2\"}",
					"env/CONTRACT_SECRET | {\"CONTRACT_SECRET\":\"from environment\"}",
					"prefixed/SECRET | {\"SECRET\":\"from environment\"}", "limited/plain | {\"plain\":\"p1\"}",
					"file/plain?metadata.version=2 | {\"plain\":\"p1\"}" })
	void secretIsRead(String path, String body) {
		Answer answer = contract.send("GET", "/v1.0/secrets/" + path);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertThat(answer.body()).isEqualTo(body + "\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "nokey", "nested", "PLAIN" })
	void whenSecretIsMissingThenFails(String key) {
		assertThat(contract.send("GET", "/v1.0/secrets/file/" + key).failure()).isEqualTo(new Failure(500,
				"ERR_SECRET_GET",
				"failed getting secret with key %s from secret store file: secret %s not found".formatted(key, key)));
		assertThat(GrpcFailure.of(() -> get("file", key)).code()).isEqualTo(Code.INTERNAL);
	}

	@ParameterizedTest
	@CsvSource({ "NO_SUCH_VARIABLE, 200", "DAPR_HIDDEN, 200" })
	void whenVariableIsMissingOrOfDaprThenItIsEmpty(String name, int status) {
		Answer answer = contract.send("GET", "/v1.0/secrets/env/" + name);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.body()).isEqualTo("{\"%s\":\"\"}\n".formatted(name));
	}

	@ParameterizedTest
	@ValueSource(strings = { "nostore", "hidden" })
	void whenStoreIsUnknownThenUnauthorized(String store) {
		Answer answer = contract.send("GET", "/v1.0/secrets/" + store + "/plain");
		assertThat(answer.failure())
			.isEqualTo(new Failure(401, "ERR_SECRET_STORE_NOT_FOUND", "failed finding secret store with key " + store));
		assertThat(GrpcFailure.of(() -> get(store, "plain")))
			.isEqualTo(new GrpcFailure(Code.INVALID_ARGUMENT, "failed finding secret store with key " + store));
	}

	@Test
	void whenPolicyDeniesThenForbidden() {
		assertThat(contract.send("GET", "/v1.0/secrets/limited/number").failure()).isEqualTo(new Failure(403,
				"ERR_PERMISSION_DENIED", "access denied by policy to get \"number\" from \"limited\""));
		assertThat(GrpcFailure.of(() -> get("limited", "number"))).isEqualTo(
				new GrpcFailure(Code.PERMISSION_DENIED, "access denied by policy to get \"number\" from \"limited\""));
	}

	@Test
	void allSecretsAreRead() {
		Answer answer = contract.send("GET", "/v1.0/secrets/file/bulk");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().at("/plain/plain").asString()).isEqualTo("p1");
		assertThat(answer.json().path("nested:b:c").path("nested:b:c").asString()).isEqualTo("n2");
		assertThat(answer.json().size()).isEqualTo(9);
	}

	@Test
	void allAllowedSecretsAreRead() {
		assertThat(contract.send("GET", "/v1.0/secrets/limited/bulk").body())
			.isEqualTo("{\"plain\":{\"plain\":\"p1\"}}\n");
	}

	@Test
	void allVariablesWithPrefixAreRead() {
		assertThat(contract.send("GET", "/v1.0/secrets/prefixed/bulk").body())
			.isEqualTo("{\"SECRET\":{\"SECRET\":\"from environment\"}}\n");
	}

	@Test
	void secretsAreReadOverGrpc() {
		assertThat(get("multi", "nested")).isEqualTo(Map.of("a", "n1", "b:c", "n2"));
		Map<String, SecretResponse> all = contract.stub()
			.getBulkSecret(GetBulkSecretRequest.newBuilder().setStoreName("limited").build())
			.getDataMap();
		assertThat(all).containsOnlyKeys("plain");
		assertThat(all.get("plain").getSecretsMap()).isEqualTo(Map.of("plain", "p1"));
	}

	@Test
	void componentMayReferToSecret() {
		assertThat(
				contract.send("POST", "/v1.0/state/referring", "[{\"key\":\"k\",\"etag\":\"e\"}]").failure().message())
			.endsWith("for key=p1||k");
	}

	@ParameterizedTest
	@CsvSource({ "POST, file/plain", "GET, file", "GET, ''", "GET, file/a/b" })
	void otherVerbsAndPathsAreNotFound(String verb, String path) {
		assertThat(contract.send(verb, "/v1.0/secrets/" + path).failure())
			.isEqualTo(new Failure(404, "ERR_DIRECT_INVOKE", Messages.NO_APP_ID));
	}

	private static Map<String, String> get(String store, String key) {
		return contract.stub()
			.getSecret(GetSecretRequest.newBuilder().setStoreName(store).setKey(key).build())
			.getDataMap();
	}

}
