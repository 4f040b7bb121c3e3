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

import java.util.Map;

import io.dapr.v1.DaprSecretProtos.GetBulkSecretRequest;
import io.dapr.v1.DaprSecretProtos.GetSecretRequest;
import io.dapr.v1.DaprSecretProtos.SecretResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for secrets over gRPC. What they expect was seen on a real sidecar.
 */
class SecretGrpcTests {

	private static final TestFolder folder = new TestFolder()
		.file("secrets.json", "{\"my-secret\":\"abcd\",\"other\":\"efgh\"}")
		.file("config/config.yaml",
				"spec: {secrets: {scopes: [{storeName: limited, defaultAccess: deny, allowedSecrets: [other]}]}}")
		.component("local", "secretstores.local.file", "{name: secretsFile, value: FOLDER/secrets.json}")
		.component("limited", "secretstores.local.file", "{name: secretsFile, value: FOLDER/secrets.json}");

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture(folder,
			(builder) -> builder.configPath(folder.path().resolve("config/config.yaml")));

	@Test
	void gets() {
		assertThat(fixture.stub().getSecret(request("local", "my-secret")).getDataMap())
			.isEqualTo(Map.of("my-secret", "abcd"));
	}

	@Test
	void getsInBulk() {
		GetBulkSecretRequest all = GetBulkSecretRequest.newBuilder().setStoreName("local").build();
		assertThat(fixture.stub().getBulkSecret(all).getDataMap())
			.isEqualTo(Map.of("my-secret", SecretResponse.newBuilder().putSecrets("my-secret", "abcd").build(), "other",
					SecretResponse.newBuilder().putSecrets("other", "efgh").build()));
		GetBulkSecretRequest limited = GetBulkSecretRequest.newBuilder().setStoreName("limited").build();
		assertThat(fixture.stub().getBulkSecret(limited).getDataMap()).containsOnlyKeys("other");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"local | nope | INTERNAL | failed getting secret with key nope from secret store local: secret nope not found",
			"local | '' | INTERNAL | failed getting secret with key  from secret store local: secret  not found",
			"nostore | my-secret | INVALID_ARGUMENT | failed finding secret store with key nostore",
			"limited | my-secret | PERMISSION_DENIED | access denied by policy to get \"my-secret\" from \"limited\"" })
	void fails(String store, String key, Status.Code code, String message) {
		StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class,
				() -> fixture.stub().getSecret(request(store, key)));
		assertThat(failure.getStatus().getCode()).isEqualTo(code);
		assertThat(failure.getStatus().getDescription()).isEqualTo(message);
		assertThat(StatusProto.fromThrowable(failure).getDetailsList()).isEmpty();
	}

	private static GetSecretRequest request(String store, String key) {
		return GetSecretRequest.newBuilder().setStoreName(store).setKey(key).build();
	}

}
