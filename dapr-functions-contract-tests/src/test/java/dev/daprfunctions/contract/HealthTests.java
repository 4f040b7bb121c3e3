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
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for the health of a sidecar.
 */
@ClassTemplate
class HealthTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create());

	@ParameterizedTest
	@ValueSource(strings = { "/v1.0/healthz", "/v1.0/healthz?appid=myapp", "/v1.0/healthz/outbound", "/v1.0/healthz/" })
	void isHealthy(String path) {
		Answer answer = contract.send("GET", path);
		assertThat(answer.status()).isEqualTo(204);
		assertThat(answer.body()).isEmpty();
		assertThat(answer.header("Traceparent")).isNull();
		assertThat(answer.header("Content-Type")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1.0/healthz?appid=other", "/v1.0/healthz?appid=" })
	void whenAskedForOtherAppThenFails(String path) {
		assertThat(contract.send("GET", path).failure())
			.isEqualTo(new Failure(500, "ERR_HEALTH_APPID_NOT_MATCH", "dapr app-id does not match"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE", "OPTIONS" })
	void whenVerbIsNotGetThenNotFound(String verb) {
		assertThat(contract.send(verb, "/v1.0/healthz").failure())
			.isEqualTo(new Failure(404, "ERR_DIRECT_INVOKE", Messages.NO_APP_ID));
	}

}
