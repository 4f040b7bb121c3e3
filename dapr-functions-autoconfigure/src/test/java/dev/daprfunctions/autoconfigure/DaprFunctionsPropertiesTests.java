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

package dev.daprfunctions.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import dev.daprfunctions.autoconfigure.DaprFunctionsProperties.AppHealthCheck;
import dev.daprfunctions.autoconfigure.DaprFunctionsProperties.AppProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DaprFunctionsProperties}.
 */
class DaprFunctionsPropertiesTests {

	@Test
	void whenNothingIsSetThenHasDefaults() {
		DaprFunctionsProperties properties = bind(Map.of());
		assertThat(properties.enabled()).isTrue();
		assertThat(properties.appId()).isNull();
		assertThat(properties.inputs().timeout()).isNull();
		assertThat(properties.sidecar()).isEqualTo(new DaprFunctionsProperties.Sidecar(null, null, null, null,
				Duration.ofSeconds(5), 3500, 50001, "./components", null, false, null, Duration.ofSeconds(30), null,
				null, 0, new AppHealthCheck(false, "/healthz", Duration.ofSeconds(5), Duration.ofMillis(500), 3)));
	}

	@Test
	void whenEverythingIsSetThenIsBound() {
		Map<String, String> source = new HashMap<>();
		source.put("dapr.functions.enabled", "false");
		source.put("dapr.functions.app-id", "orders");
		source.put("dapr.functions.inputs.timeout", "2s");
		source.put("dapr.functions.sidecar.kind", "embedded");
		source.put("dapr.functions.sidecar.http-endpoint", "http://sidecar:3500");
		source.put("dapr.functions.sidecar.grpc-endpoint", "sidecar:50001");
		source.put("dapr.functions.sidecar.api-token", "a-token");
		source.put("dapr.functions.sidecar.timeout", "700ms");
		source.put("dapr.functions.sidecar.http-port", "0");
		source.put("dapr.functions.sidecar.grpc-port", "65535");
		source.put("dapr.functions.sidecar.resources-path", "other");
		source.put("dapr.functions.sidecar.force", "true");
		source.put("dapr.functions.sidecar.network", "samples");
		source.put("dapr.functions.sidecar.executable", "/opt/daprd");
		source.put("dapr.functions.sidecar.start-timeout", "9s");
		source.put("dapr.functions.sidecar.config-path", "config.yaml");
		source.put("dapr.functions.sidecar.app-protocol", "h2c");
		source.put("dapr.functions.sidecar.app-max-concurrency", "7");
		source.put("dapr.functions.sidecar.app-health-check.enabled", "true");
		source.put("dapr.functions.sidecar.app-health-check.path", "/actuator/health");
		source.put("dapr.functions.sidecar.app-health-check.interval", "2s");
		source.put("dapr.functions.sidecar.app-health-check.timeout", "1s");
		source.put("dapr.functions.sidecar.app-health-check.threshold", "1");
		DaprFunctionsProperties properties = bind(source);
		assertThat(properties.enabled()).isFalse();
		assertThat(properties.appId()).isEqualTo("orders");
		assertThat(properties.inputs().timeout()).isEqualTo(Duration.ofSeconds(2));
		assertThat(properties.sidecar()).isEqualTo(new DaprFunctionsProperties.Sidecar(SidecarKind.EMBEDDED,
				"http://sidecar:3500", "sidecar:50001", "a-token", Duration.ofMillis(700), 0, 65535, "other", "samples",
				true, "/opt/daprd", Duration.ofSeconds(9), "config.yaml", AppProtocol.H2C, 7,
				new AppHealthCheck(true, "/actuator/health", Duration.ofSeconds(2), Duration.ofSeconds(1), 1)));
	}

	@ParameterizedTest
	@CsvSource({ "dapr.functions.sidecar.timeout, -1s", "dapr.functions.sidecar.timeout, 0s",
			"dapr.functions.inputs.timeout, -5ms", "dapr.functions.sidecar.http-port, 65536",
			"dapr.functions.sidecar.http-port, -1", "dapr.functions.sidecar.grpc-port, 70000",
			"dapr.functions.sidecar.app-max-concurrency, -1", "dapr.functions.sidecar.app-health-check.interval, 0s",
			"dapr.functions.sidecar.app-health-check.timeout, -1s",
			"dapr.functions.sidecar.app-health-check.timeout, 6s",
			"dapr.functions.sidecar.app-health-check.threshold, 0" })
	void whenValueCannotWorkThenIsRefusedByName(String property, String value) {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of(property, value)))
			.havingRootCause()
			.withMessageStartingWith(property + " must be");
	}

	@Test
	void whenPrintedThenTokenIsMasked() {
		DaprFunctionsProperties properties = bind(Map.of("dapr.functions.sidecar.api-token", "a-secret-token",
				"dapr.functions.sidecar.http-endpoint", "http://sidecar:3500"));
		assertThat(properties.toString()).doesNotContain("a-secret-token").contains("http://sidecar:3500", "******");
		assertThat(bind(Map.of()).toString()).doesNotContain("******");
	}

	@Test
	void whenMetadataIsReadThenEveryPropertyIsDescribed() throws Exception {
		Path classes = Path
			.of(DaprFunctionsProperties.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		JsonNode metadata = JsonMapper.shared()
			.readTree(classes.resolve("META-INF/spring-configuration-metadata.json"));
		List<JsonNode> properties = StreamSupport.stream(metadata.get("properties").spliterator(), false).toList();
		assertThat(properties).extracting((property) -> property.get("name").asString())
			.contains("dapr.functions.enabled", "dapr.functions.app-id", "dapr.functions.inputs.timeout",
					"dapr.functions.sidecar.kind", "dapr.functions.sidecar.http-endpoint",
					"dapr.functions.sidecar.grpc-endpoint", "dapr.functions.sidecar.api-token",
					"dapr.functions.sidecar.timeout", "dapr.functions.sidecar.http-port",
					"dapr.functions.sidecar.grpc-port", "dapr.functions.sidecar.resources-path",
					"dapr.functions.sidecar.force");
		assertThat(properties).allSatisfy((property) -> {
			assertThat(property.get("name").asString()).startsWith("dapr.functions.");
			assertThat(property.path("description").asString("")).as(property.get("name").asString())
				.isNotEmpty()
				.endsWith(".")
				.doesNotStartWithIgnoringCase("The ")
				.doesNotStartWithIgnoringCase("A ")
				.doesNotStartWithIgnoringCase("An ");
		});
	}

	private static DaprFunctionsProperties bind(Map<String, String> source) {
		return new Binder(new MapConfigurationPropertySource(source)).bindOrCreate("dapr.functions",
				DaprFunctionsProperties.class);
	}

}
