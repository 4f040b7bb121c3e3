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
import static org.awaitility.Awaitility.await;

/**
 * Cases for an application that is down after it was up.
 */
@ClassTemplate
class InvocationDownTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create());

	@Test
	void whenAppIsDownThenInvocationFailsUntilItIsBack() {
		int port = contract.app().stop();
		try {
			Failure refused = new Failure(500, "ERR_DIRECT_INVOKE",
					("failed to invoke, id: myapp, err: "
							+ "Get \"http://127.0.0.1:%d/m\": dial tcp 127.0.0.1:%d: connect: connection refused")
						.formatted(port, port));
			// A connection that was kept alive ends first, with another text.
			await().untilAsserted(
					() -> assertThat(contract.send("GET", "/v1.0/invoke/myapp/method/m").failure()).isEqualTo(refused));
			assertThat(contract.send("GET", "/v1.0/healthz").status()).isEqualTo(204);
		}
		finally {
			contract.app().restart(port);
		}
		assertThat(contract.send("GET", "/v1.0/invoke/myapp/method/m").status()).isEqualTo(200);
	}

	@Test
	void whenAppIsBackThenItIsNotAskedAgain() {
		int port = contract.app().stop();
		contract.app().restart(port);
		contract.send("GET", "/v1.0/invoke/myapp/method/m");
		assertThat(contract.app().received()).extracting(TestApp.Received::path).containsOnly("/m");
	}

}
