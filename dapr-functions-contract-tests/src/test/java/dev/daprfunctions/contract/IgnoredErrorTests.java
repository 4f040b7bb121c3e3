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

import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for components that may fail to load.
 */
@ClassTemplate
class IgnoredErrorTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.needing(Capability.STATE, Capability.IGNORED_ERRORS)
		.withoutApp()
		.component("good", "state.in-memory")
		.resource("bad", Workspace.component("bad", "state.in-memory")
			.replace("version: v1", "version: v9\n  ignoreErrors: true")));

	@Test
	void whenErrorsAreIgnoredThenOthersAreThere() {
		assertThat(contract.send("GET", "/v1.0/state/good/k").status()).isEqualTo(204);
		assertThat(contract.send("GET", "/v1.0/state/bad/k").status()).isEqualTo(400);
	}

}
