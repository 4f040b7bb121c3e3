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

package dev.daprfunctions.sidecar.secret;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link EnvironmentSecretStore}. What they expect was seen on a real sidecar.
 */
class EnvironmentSecretStoreTests {

	private static final Map<String, String> environment = Map.of("HOME", "/root", "MY_A", "1", "MY_", "2",
			"DAPR_API_TOKEN", "hidden", "dapr_x", "hidden", "APP_API_TOKEN", "hidden");

	@Test
	void readsVariable() throws Exception {
		EnvironmentSecretStore store = new EnvironmentSecretStore(environment, "", true);
		assertThat(store.get("HOME")).isEqualTo(Map.of("HOME", "/root"));
		assertThat(store.get("NOPE")).isEqualTo(Map.of("NOPE", ""));
		assertThat(store.getAll()).containsOnlyKeys("HOME", "MY_A", "MY_");
	}

	@Test
	void hidesVariablesOfSidecar() throws Exception {
		EnvironmentSecretStore store = new EnvironmentSecretStore(environment, "", true);
		for (String name : new String[] { "DAPR_API_TOKEN", "dapr_x", "APP_API_TOKEN" }) {
			assertThat(store.get(name)).isEqualTo(Map.of(name, ""));
		}
		assertThat(new EnvironmentSecretStore(environment, "DAPR_", true).get("API_TOKEN"))
			.isEqualTo(Map.of("API_TOKEN", ""));
	}

	@Test
	void addsPrefix() throws Exception {
		EnvironmentSecretStore store = new EnvironmentSecretStore(environment, "MY_", true);
		assertThat(store.get("A")).isEqualTo(Map.of("A", "1"));
		assertThat(store.getAll()).isEqualTo(Map.of("A", Map.of("A", "1")));
	}

	@Test
	void whenMissingIsNotEmptyThenFails() throws Exception {
		EnvironmentSecretStore store = new EnvironmentSecretStore(environment, "", false);
		assertThat(store.get("HOME")).isEqualTo(Map.of("HOME", "/root"));
		for (String name : new String[] { "NOPE", "DAPR_API_TOKEN" }) {
			assertThatExceptionOfType(SecretStoreException.class).isThrownBy(() -> store.get(name))
				.withMessage("secret %s not found", name);
		}
	}

}
