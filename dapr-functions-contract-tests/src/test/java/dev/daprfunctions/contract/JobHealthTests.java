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

import dev.daprfunctions.contract.TestApp.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Cases for jobs of an application that is not healthy.
 */
@ClassTemplate
class JobHealthTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create()
		.withScheduler()
		.appHealth(1)
		.awaiting("/dapr/config")
		.app((app) -> app.onStartUp("GET", "/alive", Reply.of(200))));

	@BeforeEach
	void fallIll() {
		await().until(() -> invoke().status() == 200);
		contract.app().reply("/alive", Reply.of(500));
		await().until(() -> invoke().status() == 500);
		contract.app().received().clear();
	}

	@Test
	void jobWaitsUntilAppIsHealthy() {
		assertThat(schedule("waiting", "{\"dueTime\":\"0s\",\"data\":1}")).isEqualTo(204);
		contract.app().awaitCount("/alive", 3);
		assertThat(contract.app().received("/job/waiting")).isEmpty();
		assertThat(get("waiting")).isEqualTo(200);
		contract.app().reply("/alive", Reply.of(200));
		await().until(() -> get("waiting") == 500);
		assertThat(contract.app().received("/job/waiting")).hasSize(1);
	}

	@Test
	void repeatedJobHasAllItsRunsWhenAppIsHealthy() {
		assertThat(schedule("repeated", "{\"schedule\":\"@every 100ms\",\"repeats\":3,\"data\":1}")).isEqualTo(204);
		contract.app().awaitCount("/alive", 3);
		assertThat(contract.app().received("/job/repeated")).isEmpty();
		contract.app().reply("/alive", Reply.of(200));
		await().until(() -> get("repeated") == 500);
		assertThat(contract.app().received("/job/repeated")).hasSize(3);
	}

	private static Answer invoke() {
		return contract.send("GET", "/v1.0/invoke/myapp/method/m");
	}

	private static int schedule(String name, String body) {
		return contract.send("POST", "/v1.0/jobs/" + name, body).status();
	}

	private static int get(String name) {
		return contract.send("GET", "/v1.0/jobs/" + name).status();
	}

}
