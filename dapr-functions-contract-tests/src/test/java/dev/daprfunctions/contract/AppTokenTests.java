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

import dev.daprfunctions.contract.TestApp.Received;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for the token that the sidecar shows to the application.
 */
@ClassTemplate
class AppTokenTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create()
		.component("pubsub", "pubsub.in-memory")
		.subscriptions("[{\"pubsubname\":\"pubsub\",\"topic\":\"orders\",\"route\":\"/orders\"}]")
		.environment("APP_API_TOKEN", "secret"));

	@Test
	void startUpCallsCarryToken() {
		assertThat(contract.app().startUp()).extracting(Received::path)
			.containsExactly("/dapr/config", "/dapr/subscribe");
		assertThat(contract.app().startUp()).extracting((request) -> request.header("Dapr-Api-Token"))
			.containsOnly("secret");
	}

	@Test
	void invocationCarriesToken() {
		contract.send("GET", "/v1.0/invoke/myapp/method/m", null, "dapr-api-token: of the caller");
		assertThat(contract.app().last().headers().get("Dapr-api-token")).containsExactly("secret");
	}

	@Test
	void eventCarriesToken() {
		contract.send("POST", "/v1.0/publish/pubsub/orders", "x");
		assertThat(contract.app().await1("/orders").header("Dapr-Api-Token")).isEqualTo("secret");
	}

}
