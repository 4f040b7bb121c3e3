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

package dev.daprfunctions.sidecar.component;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AccessControl}. What they expect was seen on the real runtime.
 */
class AccessControlTests {

	private static final String POLICY = "{appId: a, trustDomain: public, namespace: default}";

	@TempDir
	Path folder;

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "{} | true", "null | true", "{defaultAction: allow} | true", "{defaultAction: Allow} | true",
					"{defaultAction: deny} | false", "{defaultAction: DENY} | false", "{defaultAction: maybe} | false",
					"{defaultAction: true} | false", "{defaultAction: null} | true",
					"{policies: [" + POLICY + "]} | true", "{defaultAction: deny, policies: [" + POLICY + "]} | false",
					"{defaultAction: ''} | false", "{defaultAction: '', policies: []} | true",
					"{defaultAction: '', trustDomain: ''} | true", "{defaultAction: '', trustDomain: null} | false",
					"{defaultAction: '', trustDomain: '', policies: [" + POLICY + "]} | false" })
	void defaultActionDecides(String accessControl, boolean allowed) throws IOException {
		assertThat(read("spec:\n  accessControl: " + accessControl).accessControl().allowsOthers()).isEqualTo(allowed);
	}

	@ParameterizedTest
	@CsvSource({ "''", "spec: {}", "'spec: {secrets: {}}'" })
	void withoutAccessControlEveryoneIsAllowed(String content) throws IOException {
		assertThat(read(content).accessControl()).isEqualTo(AccessControl.OPEN);
	}

	@Test
	void policyHasOperations() throws IOException {
		AccessControl accessControl = read("""
				spec:
				  accessControl:
				    defaultAction: deny
				    policies:
				    - appId: 1
				      defaultAction: odd
				      trustDomain: public
				      namespace: default
				      operations:
				      - {name: /m, httpVerb: [GET, ODD], action: allow}
				""").accessControl();
		assertThat(accessControl.allowsOthers()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{trustDomain: public, namespace: default} | appId",
					"{appId: a, namespace: default} | trustDomain",
					"{appId: a, trustDomain: public, namespace: null} | namespace", "{} | appId" })
	void whenPolicyIsIncompleteThenFails(String policy, String missing) throws IOException {
		Path file = write("spec:\n  accessControl:\n    policies:\n    - " + POLICY + "\n    - " + policy);
		assertThatExceptionOfType(ComponentException.class).isThrownBy(() -> ConfigurationFile.read(file, Map.of()))
			.withMessage("The configuration could not be read: '%s' of an access control policy is missing, "
					+ "which needs appId, trustDomain, namespace: %s:5", missing, file);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "deny | 'accessControl' should be a mapping",
			"{defaultAction: [deny]} | 'defaultAction' should be a single value",
			"{trustDomain: {}} | 'trustDomain' should be a single value",
			"{policies: one} | 'policies' should be a list", "{policies: [one]} | 'policies' should be a mapping",
			"{policies: [{operations: x}]} | 'operations' should be a list",
			"{policies: [{operations: [{httpVerb: GET}]}]} | 'httpVerb' should be a list",
			"{policies: [{operations: [{action: []}]}]} | 'action' should be a single value" }, quoteCharacter = '`')
	void whenAccessControlIsMalformedThenFails(String accessControl, String problem) throws IOException {
		Path file = write("spec:\n  accessControl: " + accessControl);
		assertThatExceptionOfType(ComponentException.class).isThrownBy(() -> ConfigurationFile.read(file, Map.of()))
			.withMessage("The configuration could not be read: %s: %s:2", problem, file);
	}

	private ConfigurationFile read(String content) throws IOException {
		return ConfigurationFile.read(write(content), Map.of());
	}

	private Path write(String content) throws IOException {
		return Files.writeString(this.folder.resolve("config.yaml"), content);
	}

}
