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

import java.util.concurrent.atomic.AtomicInteger;

import dev.daprfunctions.contract.TestApp.Received;
import dev.daprfunctions.contract.TestApp.Reply;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Cases for an application that is not healthy at first, and one that is sometimes.
 */
@ClassTemplate
class AppHealthStartTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create()
		.appHealth(2)
		.awaiting("/dapr/config")
		.app((app) -> app.onStartUp("GET", "/alive", Reply.of(200))));

	@Test
	void whenAppIsUnhealthyAtFirstThenNothingElseIsAsked() {
		SidecarSpec spec = SidecarSpec.create()
			.appId("late")
			.component("pubsub", "pubsub.in-memory")
			.appHealth(2)
			.app((app) -> app.onStartUp("GET", "/alive", Reply.of(500)))
			.app((app) -> app.reply("/alive", Reply.of(500)))
			.app((app) -> app.reply("/dapr/subscribe",
					Reply.json(200, "[{\"pubsubname\":\"pubsub\",\"topic\":\"orders\",\"route\":\"/orders\"}]")));
		try (SidecarRun late = contract.start(spec)) {
			late.app().awaitCount("/alive", 3);
			assertThat(late.app().received()).extracting(Received::path).containsOnly("/alive");
			assertThat(late.send("GET", "/v1.0/healthz").status()).isEqualTo(204);
			assertThat(late.send("GET", "/v1.0/invoke/late/method/m").failure().message())
				.endsWith("app is not in a healthy state");
			late.app().reply("/alive", Reply.of(200));
			await().until(() -> {
				late.send("POST", "/v1.0/publish/pubsub/orders", "x");
				return !late.app().received("/orders").isEmpty();
			});
			assertThat(late.app().received()).extracting(Received::path)
				.filteredOn((path) -> path.startsWith("/dapr/"))
				.containsExactly("/dapr/config", "/dapr/subscribe");
		}
	}

	@Test
	void goodProbeDoesNotMakeUpForFailedOnes() {
		AtomicInteger probes = new AtomicInteger();
		contract.app().reply("/alive", (probe) -> Reply.of((probes.getAndIncrement() == 0) ? 500 : 200));
		await().until(() -> probes.get() >= 3);
		assertThat(contract.send("GET", "/v1.0/invoke/myapp/method/m").status()).isEqualTo(200);
		probes.set(0);
		await().until(() -> contract.send("GET", "/v1.0/invoke/myapp/method/m").status() == 500);
		assertThat(probes.get()).isEqualTo(1);
		await().until(() -> contract.send("GET", "/v1.0/invoke/myapp/method/m").status() == 200);
	}

}
