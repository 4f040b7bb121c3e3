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
import io.grpc.Status.Code;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for a sidecar without any state store.
 */
@ClassTemplate
class StateMissingTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create().withoutApp());

	@ParameterizedTest
	@CsvSource({ "GET, /k", "DELETE, /k", "POST, ''", "POST, /bulk", "POST, /transaction" })
	void whenThereIsNoStoreThenFails(String verb, String path) {
		Answer answer = contract.send(verb, StateHttp.STORE + path, "[]");
		assertThat(answer.failure())
			.isEqualTo(new Failure(500, "ERR_STATE_STORE_NOT_CONFIGURED", "state store statestore is not configured"));
		assertThat(answer.json().at("/details/0/reason").asString()).isEqualTo("DAPR_STATE_NOT_CONFIGURED");
	}

	@Test
	void whenThereIsNoStoreOverGrpcThenPreconditionFails() {
		assertThat(GrpcFailure.of(() -> new StateGrpc(contract).get("k")))
			.isEqualTo(new GrpcFailure(Code.FAILED_PRECONDITION, "state store statestore is not configured"));
	}

	@Test
	void metadataHasNoComponents() {
		assertThat(contract.send("GET", "/v1.0/metadata").body()).doesNotContain("\"components\"");
	}

}
