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
import io.dapr.v1.DaprSecretProtos.GetSecretRequest;
import io.grpc.Status.Code;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for a sidecar without any secret store.
 */
@ClassTemplate
class SecretMissingTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create().withoutApp());

	@ParameterizedTest
	@ValueSource(strings = { "key", "bulk" })
	void whenThereIsNoStoreThenFails(String key) {
		Answer answer = contract.send("GET", "/v1.0/secrets/nostore/" + key);
		assertThat(answer.failure())
			.isEqualTo(new Failure(500, "ERR_SECRET_STORES_NOT_CONFIGURED", "secret store is not configured"));
	}

	@Test
	void whenThereIsNoStoreOverGrpcThenPreconditionFails() {
		assertThat(GrpcFailure.of(() -> contract.stub()
			.getSecret(GetSecretRequest.newBuilder().setStoreName("nostore").setKey("key").build())))
			.isEqualTo(new GrpcFailure(Code.FAILED_PRECONDITION, "secret store is not configured"));
	}

}
