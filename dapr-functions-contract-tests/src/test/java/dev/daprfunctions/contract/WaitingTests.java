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

import java.time.Duration;

import dev.daprfunctions.contract.Answer.Failure;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Cases for a sidecar whose application is not there yet.
 */
@ClassTemplate
class WaitingTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create()
		.component("statestore", "state.in-memory")
		.component("pubsub", "pubsub.in-memory")
		.app(TestApp::stop)
		.withoutWaiting());

	private final StateHttp state = new StateHttp(contract);

	@Test
	void worksBeforeAppIsThereAndAsksItThen() {
		assertThat(contract.send("GET", "/v1.0/healthz/outbound").status()).isEqualTo(204);
		assertThat(contract.send("GET", "/v1.0/healthz").failure())
			.isEqualTo(new Failure(500, "ERR_HEALTH_NOT_READY", "dapr is not ready: [runtime]"));
		assertThat(contract.send("GET", "/v1.0/invoke/myapp/method/m").failure().message())
			.endsWith("connect: connection refused");
		assertThat(this.state.saveOne("early", "1").status()).isEqualTo(204);
		assertThat(this.state.get("early").body()).isEqualTo("1");
		contract.app().restart(contract.app().port());
		await().pollInterval(Duration.ofMillis(20)).until(() -> contract.send("GET", "/v1.0/healthz").status() == 204);
		assertThat(contract.app().received()).extracting(TestApp.Received::path)
			.containsExactly("/dapr/config", "/dapr/subscribe");
	}

}
