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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.daprfunctions.sidecar.component.Component;
import dev.daprfunctions.sidecar.component.ComponentException;
import dev.daprfunctions.sidecar.component.ComponentLoader;
import dev.daprfunctions.sidecar.secret.ComponentResolver.ResolvedComponents;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ComponentResolver}. What they expect was seen on a real sidecar.
 */
@ExtendWith(OutputCaptureExtension.class)
class ComponentResolverTests {

	private static final String VAULT = "auth: {secretStore: vault}";

	@TempDir
	Path folder;

	private final Map<String, String> environment = new HashMap<>(
			Map.of("VARIABLE", "from-env", "QUOTED", "\"q\"", "DAPR_X", "hidden", "APP_API_TOKEN", "hidden"));

	@BeforeEach
	void writeVault() throws IOException {
		Files.writeString(this.folder.resolve("vault.json"),
				"{\"password\":\"s3cret\",\"quoted\":\"\\\"q\\\"\",\"blank\":\"\",\"templated\":\"x{appID}\"}");
		component("vault", "secretstores.local.file", "",
				"{name: secretsFile, value: '%s'}".formatted(this.folder.resolve("vault.json")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "secretKeyRef: {name: password, key: password} | s3cret",
			"secretKeyRef: {name: password} | s3cret", "secretKeyRef: {name: nope, key: nope} | ''",
			"value: own, secretKeyRef: {name: nope, key: nope} | own",
			"value: own, secretKeyRef: {name: password, key: nope} | own",
			"value: own, secretKeyRef: {name: password} | s3cret", "value: own, secretKeyRef: {name: blank} | own",
			"secretKeyRef: {name: quoted} | q", "secretKeyRef: {name: templated} | xmyapp",
			"envRef: VARIABLE | from-env", "envRef: QUOTED | q", "envRef: DAPR_X | ''", "envRef: dapr_x | ''",
			"envRef: APP_API_TOKEN | ''", "envRef: NOPE | ''", "value: own, envRef: VARIABLE | own",
			"value: '', envRef: VARIABLE | ''", "value: '{appID}/{namespace}' | myapp/default.myapp", "value: 5 | 5",
			"value: true | true", "foo: bar | ''" })
	void resolvesSetting(String item, String expected) throws IOException {
		component("c", "state.redis", VAULT, "{name: setting, %s}".formatted(item));
		assertThat(resolve().components().get(1).metadata()).isEqualTo(Map.of("setting", expected));
	}

	@Test
	void resolvesTemplates() throws IOException {
		this.environment.putAll(Map.of("NAMESPACE", "prod", "POD_NAME", "pod-1"));
		component("c", "state.redis", "", "{name: a, value: '{namespace}-{podName}'}",
				"{name: b, value: '{uuid}{uuid}'}");
		Map<String, String> settings = resolve().components().get(1).metadata();
		assertThat(settings).containsEntry("a", "prod.myapp-pod-1");
		assertThat(settings.get("b")).matches("[0-9a-f-]{72}");
		assertThat(settings.get("b").substring(0, 36)).isNotEqualTo(settings.get("b").substring(36));
	}

	@Test
	void whenPodNameIsNotSetThenFails() throws IOException {
		component("c", "state.redis", "", "{name: a, value: '{podName}'}");
		assertThatExceptionOfType(ComponentException.class).isThrownBy(this::resolve)
			.withMessage("Component 'c' (state.redis) could not be loaded: property a refers to {podName} but podName"
					+ " is not set: %s:1", this.folder.resolve("c.yaml"));
	}

	@Test
	void whenVariablesAreRestrictedThenOthersAreEmpty(CapturedOutput output) throws IOException {
		this.environment.put("DAPR_ENV_KEYS", "OTHER VARIABLE");
		this.environment.put("VAR", "hidden");
		component("c", "state.redis", "", "{name: a, envRef: VARIABLE}", "{name: b, envRef: VAR}");
		assertThat(resolve().components().get(1).metadata()).isEqualTo(Map.of("a", "from-env", "b", ""));
		assertThat(output).contains("Component c references an env variable that isn't allowed: VAR: " + source())
			.doesNotContain("hidden");
	}

	@Test
	void whenNoStoreIsNamedThenRestStaysAsItIs(CapturedOutput output) throws IOException {
		component("c", "state.redis", "", "{name: a, envRef: VARIABLE}", "{name: b, secretKeyRef: {name: password}}",
				"{name: c, envRef: VARIABLE}");
		assertThat(resolve().components().get(1).metadata()).isEqualTo(Map.of("a", "from-env", "b", "", "c", ""));
		assertThat(output).contains("Component c refers to a secret store, but names none under auth: " + source());
	}

	@Test
	void secretStoresComeFirstAndWaitForEachOther() throws IOException {
		Files.writeString(this.folder.resolve("first.json"),
				"{\"file\":\"%s\"}".formatted(this.folder.resolve("vault.json")));
		component("a-state", "state.redis", "auth: {secretStore: a-vault}",
				"{name: p, secretKeyRef: {name: password}}");
		component("a-vault", "secretstores.local.file", "auth: {secretStore: z-vault}",
				"{name: secretsFile, secretKeyRef: {name: file}}");
		component("b-state", "state.redis", "");
		component("z-vault", "secretstores.local.file", "",
				"{name: secretsFile, value: '%s'}".formatted(this.folder.resolve("first.json")));
		List<Component> components = resolve().components();
		assertThat(components).extracting(Component::name)
			.containsExactly("vault", "z-vault", "a-vault", "a-state", "b-state");
		assertThat(components.get(3).metadata()).isEqualTo(Map.of("p", "s3cret"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "missing", "c", "state" })
	void leavesOutWhatWaitsForSecretStore(String store, CapturedOutput output) throws IOException {
		component("state", "state.redis", "");
		component("c", "state.redis", "auth: {secretStore: %s}".formatted(store),
				"{name: p, secretKeyRef: {name: password}}");
		assertThat(resolve().components()).extracting(Component::name).containsExactly("vault", "state");
		assertThat(output).contains("Left out component c (state.redis): its secret store %s does not exist: %s"
			.formatted(store, source()));
	}

	@Test
	void storeIsNotNeededWithoutReference() throws IOException {
		component("c", "state.redis", "auth: {secretStore: missing}", "{name: p, value: v}");
		assertThat(resolve().components()).hasSize(2);
	}

	@Test
	void missingSecretIsLoggedWithoutTheOthers(CapturedOutput output) throws IOException {
		component("c", "state.redis", VAULT, "{name: p, secretKeyRef: {name: nope}}",
				"{name: q, secretKeyRef: {name: password}}");
		resolve();
		assertThat(output)
			.contains("Component c refers to a secret that could not be read: secret nope not found: " + source())
			.doesNotContain("s3cret");
	}

	@Test
	void missingKeyIsLoggedWithoutTheOthers(CapturedOutput output) throws IOException {
		component("c", "state.redis", VAULT, "{name: p, secretKeyRef: {name: password, key: nope}}",
				"{name: q, secretKeyRef: {name: blank}}");
		resolve();
		assertThat(output)
			.containsOnlyOnce(
					"Component c refers to the key nope, which the secret password does not have: " + source())
			.doesNotContain("refers to the key blank")
			.doesNotContain("s3cret");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{name: other, value: x} | missing local secrets file in metadata",
					"{name: secretsFile, value: ''} | missing local secrets file in metadata",
					"{name: secretsFile, value: nowhere.json} | could not read the secrets file 'nowhere.json'" })
	void whenSecretsFileIsMissingThenFails(String setting, String problem) throws IOException {
		component("bad", "secretstores.local.file", "", setting);
		assertThatExceptionOfType(ComponentException.class).isThrownBy(this::resolve)
			.withMessage("Component 'bad' (secretstores.local.file) could not be loaded: %s: %s:1", problem,
					this.folder.resolve("bad.yaml"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "'' | unexpected end of JSON input", "[] | ''", "'\"text\"' | ''",
					"{a:1} | looking for beginning of object key string",
					"{} {} | invalid character '{' after top-level value" })
	void whenSecretsFileIsNoObjectThenFails(String content, String problem) throws IOException {
		Path file = this.folder.resolve("bad.json");
		Files.writeString(file, content);
		component("bad", "secretstores.local.file", "", "{name: secretsFile, value: '%s'}".formatted(file));
		assertThatExceptionOfType(ComponentException.class).isThrownBy(this::resolve)
			.withMessageContaining("the secrets file '%s' should be a JSON object", file)
			.withMessageContaining(problem);
	}

	@Test
	void whenFileIsBesideComponentThenItIsReadWithWarning(CapturedOutput output) throws IOException {
		Files.writeString(this.folder.resolve("beside.json"), "{\"a\":\"hidden-value\"}");
		component("file", "secretstores.local.file", "", "{name: secretsFile, value: beside.json}");
		assertThat(resolve().secrets().get("file", "a")).isEqualTo(Map.of("a", "hidden-value"));
		assertThat(output).contains("reads beside.json beside its own file").doesNotContain("hidden-value");
	}

	@Test
	void otherStoreReadsSecretsFileBesideComponent(CapturedOutput output) throws IOException {
		Files.writeString(this.folder.resolve("secrets.json"), "{\"a\":\"1\",\"b\":{\"c\":\"2\",\"d\":\"3\"}}");
		component("kubernetes", "secretstores.kubernetes", "");
		SecretApi secrets = resolve().secrets();
		assertThat(secrets.get("kubernetes", "a")).isEqualTo(Map.of("a", "1"));
		assertThat(secrets.get("kubernetes", "b")).isEqualTo(Map.of("c", "2", "d", "3"));
		assertThat(output.getOut().lines().filter((line) -> line.contains("secretstores.kubernetes"))).singleElement()
			.asString()
			.contains("replaced by a secret store that reads " + this.folder.resolve("secrets.json"));
	}

	@Test
	void otherStoreReadsEnvironmentWithoutFile(CapturedOutput output) throws IOException {
		component("azure", "secretstores.azure.keyvault", "");
		SecretApi secrets = resolve().secrets();
		assertThat(secrets.get("azure", "VARIABLE")).isEqualTo(Map.of("VARIABLE", "from-env"));
		assertThat(output.getOut().lines().filter((line) -> line.contains("secretstores.azure.keyvault")))
			.singleElement()
			.asString()
			.contains("replaced by a secret store that reads environment variables, because there is no secrets.json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "secretstores.local.file", "secretstores.local.env" })
	void unknownVersionIsRefused(String type) throws IOException {
		component("bad", type, "");
		Path file = this.folder.resolve("bad.yaml");
		Files.writeString(file, Files.readString(file).replace("v1,", "v2,"));
		assertThatExceptionOfType(ComponentException.class).isThrownBy(this::resolve)
			.withMessage("Component 'bad' has the unknown version 'v2' of %s: %s:1", type, file);
	}

	private String source() {
		return this.folder.resolve("c.yaml") + ":1";
	}

	private ResolvedComponents resolve() {
		return ComponentResolver.resolve("myapp", this.environment, new ComponentLoader("myapp").load(this.folder),
				SecretPolicies.none());
	}

	private void component(String name, String type, String rest, String... settings) throws IOException {
		Files.writeString(this.folder.resolve(name + ".yaml"), """
				apiVersion: dapr.io/v1alpha1
				kind: Component
				metadata: {name: %s}
				spec: {type: %s, version: v1, metadata: [%s]}
				%s
				""".formatted(name, type, String.join(",", settings), rest));
	}

}
