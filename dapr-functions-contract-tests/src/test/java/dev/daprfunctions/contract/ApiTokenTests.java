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

import io.dapr.v1.DaprStateProtos.GetStateRequest;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.stub.MetadataUtils;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for a sidecar that asks for a token.
 */
@ClassTemplate
class ApiTokenTests {

	@RegisterExtension
	static final Contract contract = new Contract(
			SidecarSpec.create().component("statestore", "state.in-memory").environment("DAPR_API_TOKEN", "right"));

	@ParameterizedTest
	@CsvSource({ "GET, /v1.0/state/statestore/k", "GET, /v1.0/metadata", "GET, /v1.0/invoke/myapp/method/m",
			"POST, /v1.0/publish/pubsub/t", "GET, /v1.0/nothing", "GET, /", "PUT, /v1.0/metadata/k" })
	void whenTokenIsMissingThenUnauthorized(String verb, String path) {
		assertUnauthorized(contract.send(verb, path));
		assertThat(contract.app().received()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "dapr-api-token: wrong", "dapr-api-token:", "dapr-api-token: RIGHT",
			"Authorization: Bearer right" })
	void whenTokenIsWrongThenUnauthorized(String header) {
		assertUnauthorized(contract.send("GET", "/v1.0/metadata", null, header));
	}

	@ParameterizedTest
	@ValueSource(strings = { "dapr-api-token: right", "DAPR-API-TOKEN: right" })
	void whenTokenIsRightThenAnswers(String header) {
		assertThat(contract.send("GET", "/v1.0/metadata", null, header).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1.0/healthz", "/v1.0/healthz/outbound" })
	void healthNeedsNoToken(String path) {
		assertThat(contract.send("GET", path).status()).isEqualTo(204);
		assertThat(contract.send("GET", path, null, "dapr-api-token: wrong").status()).isEqualTo(204);
	}

	@Test
	void tokenDoesNotReachApp() {
		contract.send("GET", "/v1.0/invoke/myapp/method/m", null, "dapr-api-token: right");
		assertThat(contract.app().last().headers()).doesNotContainKey("Dapr-api-token");
	}

	@Test
	void grpcNeedsToken() {
		assertThat(GrpcFailure.of(() -> get(null)).code()).isEqualTo(Code.UNAUTHENTICATED);
		assertThat(GrpcFailure.of(() -> get("wrong")).code()).isEqualTo(Code.UNAUTHENTICATED);
		assertThat(GrpcFailure.of(() -> get("right")).code()).isEqualTo(Code.OK);
	}

	private static void assertUnauthorized(Answer answer) {
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.header("Content-Type")).startsWith("text/plain");
		assertThat(answer.body().strip()).isEqualTo("invalid api token");
	}

	private static void get(String token) {
		Metadata headers = new Metadata();
		if (token != null) {
			headers.put(Metadata.Key.of("dapr-api-token", Metadata.ASCII_STRING_MARSHALLER), token);
		}
		contract.stub()
			.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
			.getState(GetStateRequest.newBuilder().setStoreName("statestore").setKey("k").build());
	}

}
