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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for secrets over HTTP. What they expect was seen on a real sidecar.
 */
class SecretHttpTests {

	private static final TestFolder folder = new TestFolder()
		.file("secrets.json",
				"{\"my-secret\":\"abcd\",\"nested\":{\"b\":\"<2>\",\"a\":\"1\"},\"a/b\":\"slash\",\"é ü\":\"odd\"}")
		.file("config/config.yaml", """
				apiVersion: dapr.io/v1alpha1
				kind: Configuration
				metadata: {name: config}
				spec:
				  secrets:
				    scopes:
				    - storeName: limited
				      defaultAccess: deny
				      allowedSecrets: [my-secret]
				""")
		.component("local", "secretstores.local.file", "{name: secretsFile, value: FOLDER/secrets.json}")
		.component("multi", "secretstores.local.file", "{name: secretsFile, value: FOLDER/secrets.json}",
				"{name: multiValued, value: true}")
		.component("limited", "secretstores.local.file", "{name: secretsFile, value: FOLDER/secrets.json}")
		.component("env", "secretstores.local.env")
		.component("kubernetes", "secretstores.kubernetes");

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture(folder,
			(builder) -> builder.configPath(folder.path().resolve("config/config.yaml")));

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "local/my-secret | {\"my-secret\":\"abcd\"}",
			"local/nested:b | {\"nested:b\":\"\\u003c2\\u003e\"}", "local/a%2Fb | {\"a/b\":\"slash\"}",
			"local/%C3%A9%20%C3%BC | {\"é ü\":\"odd\"}", "multi/nested | {\"a\":\"1\",\"b\":\"\\u003c2\\u003e\"}",
			"limited/my-secret | {\"my-secret\":\"abcd\"}", "env/SURELY_NOT_SET | {\"SURELY_NOT_SET\":\"\"}",
			"kubernetes/my-secret | {\"my-secret\":\"abcd\"}",
			"local/my-secret?metadata.namespace=default | {\"my-secret\":\"abcd\"}" })
	void gets(String path, String body) {
		HttpResponse<String> response = fixture.send("GET", "/v1.0/secrets/" + path);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(response.body()).isEqualTo(body + "\n");
	}

	@Test
	void getsFromEnvironment() {
		assertThat(fixture.send("GET", "/v1.0/secrets/env/PATH").body())
			.isEqualTo("{\"PATH\":\"%s\"}\n".formatted(System.getenv("PATH")));
		assertThat(fixture.send("GET", "/v1.0/secrets/env/bulk").body())
			.contains("\"PATH\":{\"PATH\":\"%s\"}".formatted(System.getenv("PATH")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "local | {\"a/b\":{\"a/b\":\"slash\"},\"my-secret\":{\"my-secret\":\"abcd\"},\"nested:a\":"
					+ "{\"nested:a\":\"1\"},\"nested:b\":{\"nested:b\":\"\\u003c2\\u003e\"},\"é ü\":{\"é ü\":\"odd\"}}",
					"multi | {\"a/b\":{\"a/b\":\"slash\"},\"my-secret\":{\"my-secret\":\"abcd\"},\"nested\":"
							+ "{\"a\":\"1\",\"b\":\"\\u003c2\\u003e\"},\"é ü\":{\"é ü\":\"odd\"}}",
					"limited | {\"my-secret\":{\"my-secret\":\"abcd\"}}" })
	void getsInBulk(String store, String body) {
		HttpResponse<String> response = fixture.send("GET", "/v1.0/secrets/%s/bulk".formatted(store));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo(body + "\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "nope", "nested", "MY-SECRET" })
	void missingSecretFails(String name) {
		HttpErrors.assertError(fixture.send("GET", "/v1.0/secrets/local/" + name), 500, "ERR_SECRET_GET",
				"failed getting secret with key %s from secret store local: secret %s not found".formatted(name, name));
	}

	@ParameterizedTest
	@ValueSource(strings = { "key", "bulk" })
	void unknownStoreIsNotFound(String name) {
		HttpErrors.assertError(fixture.send("GET", "/v1.0/secrets/nostore/" + name), 401, "ERR_SECRET_STORE_NOT_FOUND",
				"failed finding secret store with key nostore");
	}

	@ParameterizedTest
	@CsvSource({ "nested:a, nested:a", "nope, nope", "a%22b, a\\\\\\\"b" })
	void deniedSecretIsForbidden(String path, String name) {
		HttpErrors.assertError(fixture.send("GET", "/v1.0/secrets/limited/" + path), 403, "ERR_PERMISSION_DENIED",
				"access denied by policy to get \\\"%s\\\" from \\\"limited\\\"".formatted(name));
	}

	@Test
	void bodyIsIgnoredUnlessMalformed() {
		String path = "/v1.0/secrets/local/my-secret";
		assertThat(fixture.send("GET", path, "{\"a\":1}").statusCode()).isEqualTo(200);
		for (String body : new String[] { "x", "[]", "{" }) {
			HttpResponse<String> response = fixture.send("GET", path, body);
			assertThat(response.statusCode()).isEqualTo(400);
			assertThat(response.body()).startsWith(
					"{\"errorCode\":\"ERR_MALFORMED_REQUEST\",\"message\":\"failed deserializing HTTP body: proto: ");
		}
		HttpErrors.assertError(fixture.send("GET", path, "x".repeat(5 * 1024 * 1024)), 400, "ERR_BODY_READ",
				"failed to read request body: stream too large");
	}

	@ParameterizedTest
	@CsvSource({ "POST, /local/my-secret", "PUT, /local/my-secret", "DELETE, /local/my-secret", "GET, /local",
			"GET, /local/", "GET, /local/a/b" })
	void otherVerbsAndPathsAreNotFound(String verb, String path) {
		HttpErrors.assertError(fixture.send(verb, "/v1.0/secrets" + path), 404, "ERR_DIRECT_INVOKE",
				"failed getting app id either from the URL path or the header dapr-app-id");
	}

	@Test
	void withoutStoreNothingIsConfigured() {
		try (TestFolder empty = new TestFolder();
				EmbeddedSidecar sidecar = EmbeddedSidecar.builder()
					.appId("myapp")
					.httpPort(0)
					.grpcPort(0)
					.resourcesPath(empty.path())
					.build()) {
			sidecar.start();
			RawHttp.Answer answer = new RawHttp(sidecar.httpPort()).send("GET", "/v1.0/secrets/kubernetes/x");
			assertThat(answer.status()).isEqualTo(500);
			assertThat(answer.body()).isEqualTo("{\"errorCode\":\"ERR_SECRET_STORES_NOT_CONFIGURED\",\"message\":"
					+ "\"secret store is not configured\"}");
		}
	}

	@Test
	void metadataListsStores() {
		assertThat(fixture.send("GET", "/v1.0/metadata").body())
			.contains("\"components\":[" + "{\"name\":\"env\",\"type\":\"secretstores.local.env\",\"version\":\"v1\"},"
					+ "{\"name\":\"kubernetes\",\"type\":\"secretstores.kubernetes\",\"version\":\"v1\"},"
					+ "{\"name\":\"limited\",\"type\":\"secretstores.local.file\",\"version\":\"v1\"},"
					+ "{\"name\":\"local\",\"type\":\"secretstores.local.file\",\"version\":\"v1\"},"
					+ "{\"name\":\"multi\",\"type\":\"secretstores.local.file\",\"version\":\"v1\",\"capabilities\":"
					+ "[\"MULTIPLE_KEY_VALUES_PER_SECRET\"]}]");
	}

}
