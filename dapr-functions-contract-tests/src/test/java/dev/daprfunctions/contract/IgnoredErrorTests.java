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
	static final Contract contract = new Contract(SidecarSpec.create()
		.withoutApp()
		.component("good", "state.in-memory")
		.resource("store", ignored("store", "state.in-memory").replace("version: v1", "version: v9"))
		.resource("bus", ignored("bus", "pubsub.in-memory").replace("version: v1", "version: v9"))
		.resource("odd", ignored("odd", "odd.in-memory"))
		.resource("tick", ignored("tick", "bindings.cron", "{name: schedule, value: never}"))
		.resource("vault", ignored("vault", "secretstores.local.file", "{name: secretsFile, value: /no/such/file}"))
		.resource("text", ignored("text", "state.in-memory").replace("ignoreErrors: true", "ignoreErrors: \"true\""))
		.resource("needy",
				Workspace.component("needy", "state.in-memory", "{name: any, secretKeyRef: {name: a, key: b}}")
						+ "auth: {secretStore: vault}"));

	private static String ignored(String name, String type, String... settings) {
		return Workspace.component(name, type, settings).replace("  version:", "  ignoreErrors: true\n  version:");
	}

	@Test
	void whenErrorsAreIgnoredThenOthersAreThere() {
		assertThat(contract.send("GET", "/v1.0/state/good/k").status()).isEqualTo(204);
		assertThat(contract.send("GET", "/v1.0/metadata").json().path("components"))
			.extracting((component) -> component.path("name").asString())
			.containsExactly("good");
	}

	@Test
	void whenStoreIsLeftOutThenItIsNotFound() {
		for (String store : new String[] { "store", "odd", "needy", "text" }) {
			assertThat(contract.send("GET", "/v1.0/state/" + store + "/k").failure().code())
				.isEqualTo("ERR_STATE_STORE_NOT_FOUND");
		}
	}

	@Test
	void whenPubsubIsLeftOutThenItIsNotFound() {
		assertThat(contract.send("POST", "/v1.0/publish/bus/orders", "x").failure().code())
			.isEqualTo("ERR_PUBSUB_NOT_FOUND");
	}

	@Test
	void whenSecretStoreIsLeftOutThenNoneIsConfigured() {
		assertThat(contract.send("GET", "/v1.0/secrets/vault/a").failure().code())
			.isEqualTo("ERR_SECRET_STORES_NOT_CONFIGURED");
	}

}
