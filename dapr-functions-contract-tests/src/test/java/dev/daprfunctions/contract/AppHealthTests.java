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
import dev.daprfunctions.contract.TestApp.Received;
import dev.daprfunctions.contract.TestApp.Reply;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Cases for a sidecar that looks after the health of the application.
 */
@ClassTemplate
class AppHealthTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.needing(Capability.APP_HEALTH, Capability.PUBSUB)
		.component("pubsub", "pubsub.in-memory")
		.subscriptions("[{\"pubsubname\":\"pubsub\",\"topic\":\"orders\",\"route\":\"/orders\"}]")
		.argument("--enable-app-health-check", "true")
		.argument("--app-health-check-path", "/alive")
		.argument("--app-health-probe-interval", "1")
		.argument("--app-health-threshold", "1")
		.environment("APP_API_TOKEN", "secret")
		.app((app) -> app.onStartUp("GET", "/alive", Reply.of(200))));

	@Test
	void probeIsPlainGet() {
		Received probe = contract.app().await1("/alive");
		assertThat(probe.verb()).isEqualTo("GET");
		assertThat(probe.body()).isEmpty();
		assertThat(probe.headers()).doesNotContainKeys("Dapr-api-token", "Dapr-app-id");
	}

	@Test
	void whenAppIsUnhealthyThenInvocationFailsUntilItIsHealthy() {
		contract.app().reply("/alive", Reply.of(500));
		await().until(() -> contract.send("GET", "/v1.0/invoke/myapp/method/m").status() == 500);
		assertThat(contract.send("GET", "/v1.0/invoke/myapp/method/m").failure())
			.isEqualTo(new Failure(500, "ERR_DIRECT_INVOKE", "failed to invoke, id: myapp, "
					+ "err: rpc error: code = Internal desc = app is not in a healthy state"));
		contract.app().reply("/alive", Reply.of(204));
		await().until(() -> contract.send("GET", "/v1.0/invoke/myapp/method/m").status() == 200);
	}

	@Test
	void whenAppIsHealthyAgainThenEventsArrive() {
		contract.app().reply("/alive", Reply.of(500));
		await().until(() -> contract.send("GET", "/v1.0/invoke/myapp/method/m").status() == 500);
		contract.app().reply("/alive", Reply.of(200));
		await().until(() -> {
			contract.send("POST", "/v1.0/publish/pubsub/orders", "x");
			return !contract.app().received("/orders").isEmpty();
		});
		assertThat(contract.app().received("/dapr/subscribe")).isEmpty();
	}

}
