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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.daprfunctions.sidecar.component.ComponentException;
import dev.daprfunctions.sidecar.component.ConfigurationFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SecretPolicies} and {@link ConfigurationFile}.
 */
class SecretPoliciesTests {

	@TempDir
	Path folder;

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "storeName: s | true | true",
			"storeName: s, defaultAccess: allow | true | true", "storeName: s, defaultAccess: deny | false | false",
			"storeName: s, defaultAccess: DENY | false | false",
			"storeName: s, defaultAccess: deny, allowedSecrets: [a] | true | false",
			"storeName: s, allowedSecrets: [a] | true | false", "storeName: s, deniedSecrets: [a] | false | true",
			"storeName: s, defaultAccess: deny, deniedSecrets: [a] | false | false",
			"storeName: s, allowedSecrets: [a], deniedSecrets: [a] | true | false" })
	void policyDecides(String scope, boolean a, boolean b) throws IOException {
		SecretPolicy policy = policies(scope).get("s");
		assertThat(policy.allows("a")).isEqualTo(a);
		assertThat(policy.allows("b")).isEqualTo(b);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "spec: {}", "spec: {secrets: {scopes: []}}", "kind: Other\nspec: {secrets: {}}" })
	void withoutScopesThereAreNoPolicies(String content) throws IOException {
		Path file = write(content);
		assertThat(SecretPolicies.of(ConfigurationFile.read(file, Map.of())).byStore()).isEmpty();
	}

	@Test
	void replacesVariables() throws IOException {
		Path file = write("spec: {secrets: {scopes: [{storeName: '${NAME}-$OTHER-${NONE}'}]}}");
		assertThat(SecretPolicies.of(ConfigurationFile.read(file, Map.of("NAME", "a", "OTHER", "$b"))).byStore())
			.containsOnlyKeys("a-$b-");
	}

	@Test
	void whenAccessIsUnknownThenFails() {
		assertThatExceptionOfType(ComponentException.class)
			.isThrownBy(() -> policies("storeName: s, defaultAccess: maybe"))
			.withMessage("defaultAccess 'maybe' of the secret store 's' should be allow or deny: %s:4",
					this.folder.resolve("config.yaml"));
	}

	@Test
	void whenStoreHasTwoScopesThenFails() {
		assertThatExceptionOfType(ComponentException.class).isThrownBy(() -> policies("storeName: s", "storeName: s"))
			.withMessage("The secret store 's' has two scopes: %s:5", this.folder.resolve("config.yaml"));
	}

	@ParameterizedTest
	@CsvSource({ "text, 1", "'spec: [', 1", "'spec: {secrets: {scopes: one}}', 1", "'a: b\nspec: one', 2",
			"'spec:\n\tsecrets: 1', 2" })
	void whenConfigurationIsMalformedThenFails(String content, int line) throws IOException {
		Path file = write(content);
		assertThatExceptionOfType(ComponentException.class).isThrownBy(() -> ConfigurationFile.read(file, Map.of()))
			.withMessageStartingWith("The configuration could not be read: ")
			.withMessageEndingWith("%s:%d", file, line);
	}

	@Test
	void whenConfigurationIsMissingThenFails() {
		Path file = this.folder.resolve("nowhere.yaml");
		assertThatExceptionOfType(ComponentException.class).isThrownBy(() -> ConfigurationFile.read(file, Map.of()))
			.withMessage("Could not read the configuration file '%s'", file);
	}

	private Map<String, SecretPolicy> policies(String... scopes) throws IOException {
		StringBuilder content = new StringBuilder("spec:\n  secrets:\n    scopes:\n");
		for (String scope : scopes) {
			content.append("    - {").append(scope).append("}\n");
		}
		return SecretPolicies.of(ConfigurationFile.read(write(content.toString()), Map.of())).byStore();
	}

	private Path write(String content) throws IOException {
		return Files.writeString(this.folder.resolve("config.yaml"), content);
	}

}
