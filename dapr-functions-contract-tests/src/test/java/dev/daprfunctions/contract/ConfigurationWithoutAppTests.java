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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for configuration stores without an application that could be told.
 */
@ClassTemplate
class ConfigurationWithoutAppTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create().configurationStore("config").withoutApp());

	@Test
	void whenThereIsNoAppThenSubscribingFails() {
		assertThat(contract.send("GET", "/v1.0/configuration/config/subscribe?key=k").failure())
			.isEqualTo(new Failure(500, "ERR_APP_CHANNEL_NIL",
					"app channel is not initialized. cannot subscribe to configuration updates"));
	}

	@Test
	void valuesAreRead() {
		contract.run().configure("alone", "1");
		assertThat(contract.send("GET", "/v1.0/configuration/config?key=alone").body())
			.isEqualTo("{\"alone\":{\"value\":\"1\"}}\n");
	}

}
