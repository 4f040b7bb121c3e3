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

import dev.daprfunctions.contract.TestApp.Received;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for what a sidecar asks of the application at first.
 */
@ClassTemplate
class StartUpTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create().component("pubsub", "pubsub.in-memory"));

	@Test
	void asksForConfigurationThenForSubscriptions() {
		assertThat(contract.app().startUp()).extracting((request) -> request.verb() + " " + request.path())
			.containsExactly("GET /dapr/config", "GET /dapr/subscribe");
	}

	@Test
	void namesAppAndType() {
		for (Received request : startUp()) {
			assertThat(request.header("Dapr-App-Id")).isEqualTo("myapp");
			assertThat(request.header("Content-Type")).isEqualTo("application/json");
			assertThat(request.header("User-Agent")).isEqualTo("Go-http-client/1.1");
			assertThat(request.header("Accept-Encoding")).isEqualTo("gzip");
			assertThat(request.header("Host")).isEqualTo("127.0.0.1:" + contract.app().port());
			assertThat(request.headers()).doesNotContainKeys("Dapr-api-token", "Traceparent");
			assertThat(request.body()).isEmpty();
		}
	}

	@Test
	void sendsNoOtherHeaders() {
		for (Received request : startUp()) {
			assertThat(request.headers().keySet()).containsExactlyInAnyOrder("Host", "User-agent", "Content-type",
					"Dapr-app-id", "Accept-encoding");
		}
	}

	private static List<Received> startUp() {
		assertThat(contract.app().startUp()).hasSize(2);
		return contract.app().startUp();
	}

}
