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

package dev.daprfunctions.sidecar.grpc;

import dev.daprfunctions.sidecar.secret.SecretApi;
import io.dapr.v1.DaprSecretProtos.GetBulkSecretRequest;
import io.dapr.v1.DaprSecretProtos.GetBulkSecretResponse;
import io.dapr.v1.DaprSecretProtos.GetSecretRequest;
import io.dapr.v1.DaprSecretProtos.GetSecretResponse;
import io.dapr.v1.DaprSecretProtos.SecretResponse;

/**
 * Calls of the secrets API.
 */
final class SecretCalls {

	private final SecretApi secrets;

	SecretCalls(SecretApi secrets) {
		this.secrets = secrets;
	}

	GetSecretResponse get(GetSecretRequest request) {
		return GetSecretResponse.newBuilder()
			.putAllData(this.secrets.get(request.getStoreName(), request.getKey()))
			.build();
	}

	GetBulkSecretResponse getBulk(GetBulkSecretRequest request) {
		GetBulkSecretResponse.Builder response = GetBulkSecretResponse.newBuilder();
		this.secrets.getBulk(request.getStoreName())
			.forEach((name, secret) -> response.putData(name,
					SecretResponse.newBuilder().putAllSecrets(secret).build()));
		return response.build();
	}

}
