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

import java.util.List;

import dev.daprfunctions.contract.TestApp.Received;
import dev.daprfunctions.contract.TestApp.Reply;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Cases for telling a change with a policy, and with the token of the application.
 */
@ClassTemplate
class ConfigurationRetryTests {

	private static final String POLICY = """
			apiVersion: dapr.io/v1alpha1
			kind: Resiliency
			metadata:
			  name: resiliency
			spec:
			  policies:
			    retries:
			      two:
			        policy: constant
			        duration: 20ms
			        maxRetries: 2
			  targets:
			    components:
			      config:
			        inbound:
			          retry: two
			""";

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create()
		.configurationStore("config")
		.resource("resiliency", POLICY)
		.environment("APP_API_TOKEN", "secret"));

	@ParameterizedTest
	@CsvSource({ "500, 3", "404, 3", "201, 3", "200, 1" })
	void whenAnswerIsNot200ThenPolicyOfComponentCounts(int status, int tries) {
		String path = subscribe("config", "refused" + status);
		contract.app().reply(path, Reply.of(status));
		contract.run().configure("refused" + status, "1");
		contract.app().awaitCount(path, tries);
		contract.app().reply(path, Reply.of(200));
		contract.run().configure("refused" + status, "2");
		await().until(() -> last(path).body().contains("\"2\""));
		assertThat(contract.app().received(path)).hasSize(tries + 1);
		assertThat(last(path).header("Dapr-Api-Token")).isEqualTo("secret");
	}

	private static Received last(String path) {
		List<Received> updates = contract.app().received(path);
		return updates.get(updates.size() - 1);
	}

	private static String subscribe(String store, String key) {
		String path = "/configuration/%s/%s".formatted(store, key);
		String subscription = "/v1.0/configuration/%s/subscribe?key=%s".formatted(store, key);
		assertThat(contract.send("GET", subscription).status()).isEqualTo(200);
		int[] number = new int[1];
		await().until(() -> {
			contract.run().configure(key, "waiting" + number[0]++);
			return !contract.app().received(path).isEmpty();
		});
		await().until(() -> last(path).body().contains("waiting%d\"".formatted(number[0] - 1)));
		contract.app().reset();
		return path;
	}

}
