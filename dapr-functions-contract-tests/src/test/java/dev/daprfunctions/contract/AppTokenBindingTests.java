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
import dev.daprfunctions.contract.TestApp.Reply;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for the token that an input binding shows to the application.
 */
@ClassTemplate
class AppTokenBindingTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create()
		.component("tick", "bindings.cron", "{name: schedule, value: \"@every 1s\"}")
		.app((app) -> app.onStartUp("OPTIONS", "/tick", Reply.of(200)))
		.environment("APP_API_TOKEN", "secret"));

	@Test
	void questionCarriesToken() {
		assertThat(contract.app().startUp()).extracting(Received::path).contains("/dapr/config", "/tick");
		assertThat(contract.app().startUp()).extracting((request) -> request.header("Dapr-Api-Token"))
			.containsOnly("secret");
	}

	@Test
	void tickCarriesToken() {
		assertThat(contract.app().await1("/tick").header("Dapr-Api-Token")).isEqualTo("secret");
	}

}
