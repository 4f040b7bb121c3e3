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

package dev.daprfunctions.sidecar;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import dev.daprfunctions.sidecar.component.ComponentException;
import dev.daprfunctions.sidecar.configuration.ConfigurationItem;
import dev.daprfunctions.sidecar.error.ApiException;
import dev.daprfunctions.sidecar.fault.Calls;
import dev.daprfunctions.sidecar.fault.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the values of configuration stores and what changes them.
 */
class ConfigurationStoreFileTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final TestFolder folder = new TestFolder().component("config", "configuration.azure.appconfig")
		.file("configuration.json", "{\"file\": {\"value\": \"1\", \"metadata\": {\"owner\": \"me\"}}}");

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture(folder, (builder) -> {
	});

	@Test
	void whenThereIsAFileThenItsValuesAreThere() {
		assertThat(get("?key=file")).isEqualTo("{\"file\":{\"value\":\"1\",\"metadata\":{\"owner\":\"me\"}}}\n");
	}

	@Test
	void whenFileChangesThenChangeIsTaken() {
		fixture.send("GET", "/v1.0/configuration/config/subscribe?key=edited");
		folder.file("configuration.json",
				"{\"file\": {\"value\": \"1\", \"metadata\": {\"owner\": \"me\"}}, \"edited\": \"2\"}");
		assertThat(fixture.receive("/configuration/config/edited").body()).contains("{\"edited\":{\"value\":\"2\"}}");
		assertThat(get("?key=edited")).isEqualTo("{\"edited\":{\"value\":\"2\"}}\n");
	}

	@Test
	void whenClearedThenValuesAreThoseOfTheFile() {
		SidecarControl control = fixture.sidecar().control();
		control.configuration().put("config", "file", "changed");
		control.configuration().put("config", "new", new ConfigurationItem("1", "v1", Map.of()));
		assertThat(get("?key=file&key=new")).contains("changed", "v1");
		fixture.send("GET", "/v1.0/configuration/config/subscribe?key=new");
		assertThat(control.clear(PATIENCE)).isTrue();
		assertThat(fixture.receive("/configuration/config/new").body()).contains("{\"new\":{}}");
		assertThat(control.configuration().getAll("config")).containsKey("file").doesNotContainKey("new");
		assertThat(get("?key=file")).contains("\"1\"");
	}

	@Test
	void whenStoreDoesNotExistThenFails() {
		assertThatExceptionOfType(ApiException.class)
			.isThrownBy(() -> fixture.sidecar().control().configuration().remove("nowhere", "k"))
			.withMessage("configuration store nowhere not found");
	}

	@Test
	void whenCallIsFaultyThenFails() {
		fixture.sidecar().faults().fail(Calls.of(Operation.GET_CONFIGURATION), "broken");
		try {
			assertThat(get("?key=file")).isEqualTo("{\"errorCode\":\"ERR_CONFIGURATION_GET\",\"message\":\"broken\"}");
		}
		finally {
			fixture.sidecar().faults().clear();
		}
	}

	@Test
	void whenFileIsWrongThenStartFails(@TempDir Path other) throws Exception {
		Files.copy(folder.path().resolve("config.yaml"), other.resolve("config.yaml"));
		Files.writeString(other.resolve("configuration.json"), "[]");
		assertThatExceptionOfType(ComponentException.class)
			.isThrownBy(() -> EmbeddedSidecar.builder().appId("myapp").resourcesPath(other).build())
			.withMessageStartingWith("Component 'config' (configuration.azure.appconfig) could not be loaded: "
					+ "the configuration file '%s' should be a JSON object"
						.formatted(other.resolve("configuration.json")));
	}

	private static String get(String query) {
		return fixture.send("GET", "/v1.0/configuration/config" + query).body();
	}

}
