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
 * Cases for a sidecar that was told of no application.
 */
@ClassTemplate
class InvocationWithoutAppTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create().withoutApp());

	@Test
	void whenThereIsNoAppThenInvocationFails() {
		assertThat(contract.send("GET", "/v1.0/invoke/myapp/method/m").failure())
			.isEqualTo(new Failure(500, "ERR_DIRECT_INVOKE",
					"failed to invoke, id: myapp, err: cannot invoke local endpoint: app channel not initialized"));
	}

	@Test
	void metadataHasNoConnectionToApp() {
		assertThat(contract.send("GET", "/v1.0/metadata").json().path("appConnectionProperties").path("port").asInt(0))
			.isZero();
	}

}
