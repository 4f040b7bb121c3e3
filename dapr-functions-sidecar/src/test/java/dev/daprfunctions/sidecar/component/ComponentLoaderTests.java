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
import java.util.List;
import java.util.Map;

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
 * Tests for {@link ComponentLoader}. What they expect was seen on a real sidecar.
 */
@ExtendWith(OutputCaptureExtension.class)
class ComponentLoaderTests {

	private static final String GOOD = """
			apiVersion: dapr.io/v1alpha1
			kind: Component
			metadata: {name: good}
			spec: {type: state.in-memory, version: v1}
			""";

	@TempDir
	Path folder;

	@Test
	void readsEverything() throws IOException {
		write("a.yaml", """
				apiVersion: dapr.io/v1alpha1
				kind: Component
				metadata:
				  name: store
				  namespace: ignored
				spec:
				  type: state.redis
				  version: v1
				  initTimeout: 5s
				  metadata:
				  - name: redisHost
				    value: localhost:6379
				  - name: enableTLS
				    value: false
				  - name: maxRetries
				    value: 3
				  - name: redisPassword
				    secretKeyRef: {name: redis, key: password}
				auth:
				  secretStore: vault
				scopes:
				- myapp
				- other
				---
				apiVersion: dapr.io/v1alpha1
				kind: Component
				metadata: {name: vault}
				spec: {type: secretstores.local.env}
				""");
		List<Component> components = load();
		assertThat(components).extracting(Component::name).containsExactly("store", "vault");
		Component store = components.get(0);
		assertThat(store.type()).isEqualTo("state.redis");
		assertThat(store.category()).isEqualTo("state");
		assertThat(store.version()).isEqualTo("v1");
		assertThat(store.metadata()).containsEntry("redisHost", "localhost:6379")
			.containsEntry("enableTLS", "false")
			.containsEntry("maxRetries", "3");
		assertThat(store.setting("REDISHOST")).isEqualTo("localhost:6379");
		assertThat(store.secrets()).containsEntry("redisPassword", new Component.SecretKeyRef("redis", "password"));
		assertThat(store.secretStore()).isEqualTo("vault");
		assertThat(store.scopes()).containsExactly("myapp", "other");
		assertThat(components.get(1).version()).isEmpty();
		assertThat(components.get(1).source()).endsWith("a.yaml:25");
	}

	@Test
	void readsFilesInOrder() throws IOException {
		write("b.yml", GOOD.replace("good", "second"));
		write("a.YAML", GOOD.replace("good", "first"));
		write("c.txt", GOOD.replace("good", "text"));
		write("d.json", GOOD.replace("good", "json"));
		Files.createDirectory(this.folder.resolve("e.yaml"));
		assertThat(load()).extracting(Component::name).containsExactly("first", "second");
	}

	@Test
	void leavesOutWhatIsOutOfScope() throws IOException {
		write("a.yaml", GOOD + "scopes: [other]\n");
		assertThat(load()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\n", "# nothing\n", "just text\n", "- a\n", "kind: Nonsense\n",
			"apiVersion: dapr.io/v1alpha1\nkind: Resiliency\nmetadata: {name: r}\nspec: {}\n",
			"apiVersion: dapr.io/v2alpha1\nkind: Subscription\nmetadata: {name: s}\nspec: {}\n",
			"apiVersion: dapr.io/v1alpha1\nkind: Configuration\nmetadata: {name: c}\nspec: {}\n",
			"apiVersion: dapr.io/v9\nkind: Component\nmetadata: {name: c}\nspec: {type: state.in-memory}\n",
			"apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata: {}\nspec: {type: state.in-memory}\n",
			"apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata: {name: [\n",
			"apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata: {name: a/b}\nspec: {type: state.in-memory}\n",
			"apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata: {name: c}\nspec: {type: state.in-memory}\nscopes: one\n",
			"\tkind: Component\n", "!!java.net.URL [http://localhost]\n" })
	void ignoresOtherDocuments(String document) throws IOException {
		write("a.yaml", document + "---\n" + GOOD);
		write("b.yaml", GOOD.replace("good", "other") + "---\n" + document);
		assertThat(load()).extracting(Component::name).containsExactly("good", "other");
	}

	@Test
	void whenTwoHaveOneNameThenFails() throws IOException {
		write("a.yaml", GOOD);
		write("b.yaml", "# first line\n---\n" + GOOD);
		assertThatExceptionOfType(ComponentException.class).isThrownBy(this::load)
			.withMessage("Found two components named 'good': %s:1 and %s:3", this.folder.resolve("a.yaml"),
					this.folder.resolve("b.yaml"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "foo.bar", "state", "''" })
	void whenTypeIsUnknownThenFails(String type) throws IOException {
		write("a.yaml", GOOD.replace("state.in-memory", type));
		assertThatExceptionOfType(ComponentException.class).isThrownBy(this::load)
			.withMessageContaining("Component 'good' has the unknown type '%s'", type.replace("'", ""))
			.withMessageEndingWith("a.yaml:1");
	}

	@Test
	void readsReferences() throws IOException {
		write("a.yaml", """
				apiVersion: dapr.io/v1alpha1
				kind: Component
				metadata: {name: store}
				spec:
				  type: state.redis
				  metadata:
				  - {name: byVariable, envRef: VARIABLE}
				  - {name: byVariableUnlessSet, value: "", envRef: VARIABLE}
				  - {name: bySecret, value: fallback, secretKeyRef: {name: redis}}
				  - {name: byNothing, secretKeyRef: {key: ignored}}
				""");
		Component component = load().get(0);
		assertThat(component.metadata())
			.isEqualTo(Map.of("byVariable", "", "byVariableUnlessSet", "", "bySecret", "fallback", "byNothing", ""));
		assertThat(component.environment()).isEqualTo(Map.of("byVariable", "VARIABLE"));
		assertThat(component.secrets()).isEqualTo(Map.of("bySecret", new Component.SecretKeyRef("redis", "")));
		assertThat(component.folder()).isEqualTo(this.folder);
	}

	@Test
	void textOfComponentHasNoSettings() throws IOException {
		write("a.yaml", GOOD.replace("version: v1", "metadata: [{name: password, value: hidden}]"));
		assertThat(load().get(0)).hasToString("good (state.in-memory)");
	}

	@Test
	void whenFolderIsFileThenFails() throws IOException {
		write("a.yaml", GOOD);
		assertThatExceptionOfType(ComponentException.class)
			.isThrownBy(() -> new ComponentLoader("myapp").load(this.folder.resolve("a.yaml")))
			.withMessageContaining("Could not read the component folder");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "name: [x} | a.yaml:9: expected ',' or ']', but got }",
			"name: a/b | a.yaml:9: invalid name 'a/b'" })
	void whenResourceIsMalformedThenWarnsWithFileAndLine(String name, String problem, CapturedOutput output)
			throws IOException {
		write("a.yaml", GOOD + "---\napiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata:\n  " + name + "\n");
		assertThat(load()).extracting(Component::name).containsExactly("good");
		assertThat(output).contains("WARN").contains("Ignored a resource in " + this.folder.resolve(problem));
	}

	@ParameterizedTest
	@CsvSource({ "dapr.io/v1alpha1, Frobnicator", "dapr.io/v9, Component", "dapr.io/v1alpha1, component",
			"v1, ConfigMap" })
	void whenKindIsUnknownThenWarnsWithFileAndLine(String version, String kind, CapturedOutput output)
			throws IOException {
		write("a.yaml", "%s---\napiVersion: %s\nkind: %s\nmetadata: {name: x}\n".formatted(GOOD, version, kind));
		assertThat(load()).extracting(Component::name).containsExactly("good");
		assertThat(output).contains("WARN")
			.contains("Ignored a resource in %s:6: Dapr has no kind '%s' of the version '%s'"
				.formatted(this.folder.resolve("a.yaml"), kind, version));
	}

	@Test
	void whenKindIsOnlyKnownToDaprThenSaysSoWithFileAndLine(CapturedOutput output) throws IOException {
		write("a.yaml",
				"\napiVersion: dapr.io/v1alpha1\nkind: HTTPEndpoint\nmetadata: {name: x}\nspec: {baseUrl: x}\n");
		assertThat(load()).isEmpty();
		assertThat(output)
			.contains("Left out a resource in %s:2: the development sidecar reads no HTTPEndpoint there"
				.formatted(this.folder.resolve("a.yaml")))
			.doesNotContain("WARN");
	}

	@Test
	void whenFieldIsUnknownThenWarnsWithFileAndLineAndIgnoresIt(CapturedOutput output) throws IOException {
		write("a.yaml", """
				apiVersion: dapr.io/v1alpha1
				kind: Component
				metadata:
				  name: good
				  labels: {any: thing}
				spec:
				  type: state.in-memory
				  verson: v1
				  metadata:
				  - {name: a, value: {any: thing}}
				  - name: b
				    valu: 5
				    secretKeyRef:
				      field: c
				auht:
				  secretStore: vault
				""");
		assertThat(load()).extracting(Component::name).containsExactly("good");
		String file = this.folder.resolve("a.yaml").toString();
		assertThat(output.getOut().lines().filter((line) -> line.contains("unknown field")))
			.allSatisfy((line) -> assertThat(line).contains("WARN"))
			.satisfiesExactly((line) -> assertThat(line).endsWith("the unknown field 'spec.verson' in " + file + ":8"),
					(line) -> assertThat(line).endsWith("the unknown field 'spec.metadata.valu' in " + file + ":12"),
					(line) -> assertThat(line)
						.endsWith("the unknown field 'spec.metadata.secretKeyRef.field' in " + file + ":14"),
					(line) -> assertThat(line).endsWith("the unknown field 'auht' in " + file + ":15"));
	}

	@Test
	void whenFieldOfSubscriptionIsUnknownThenWarnsWithFileAndLine(CapturedOutput output) throws IOException {
		write("a.yaml", """
				apiVersion: dapr.io/v2alpha1
				kind: Subscription
				metadata: {name: s}
				spec:
				  topic: t
				  pubsubname: p
				  metadata: {any: thing}
				  routes:
				    rules: [{match: "true", pth: /a}]
				    default: /b
				  route: /c
				""");
		load();
		String file = this.folder.resolve("a.yaml").toString();
		assertThat(output).contains("Ignored the unknown field 'spec.routes.rules.pth' in " + file + ":9")
			.contains("Ignored the unknown field 'spec.route' in " + file + ":11")
			.doesNotContain("any")
			.doesNotContain("default");
	}

	@Test
	void whenAllFieldsAreKnownThenWarnsOfNothing(CapturedOutput output) throws IOException {
		write("a.yaml", GOOD.replace("kind:", "KIND:").replace("type:", "Type:") + "scopes: [myapp]\n");
		write("b.yaml", "# nothing\n---\n" + GOOD.replace("good", "other")
			.replace("version: v1", "version: v1, ignoreErrors: true, initTimeout: 5s"));
		assertThat(load()).extracting(Component::name).containsExactly("good", "other");
		assertThat(output).doesNotContain("WARN");
	}

	@Test
	void whenResourceHasNoNameThenWarnsWithFileAndLine(CapturedOutput output) throws IOException {
		write("a.yaml", GOOD.replace("name: good", ""));
		assertThat(load()).isEmpty();
		assertThat(output).contains("The resource in %s:1 has no name".formatted(this.folder.resolve("a.yaml")));
	}

	private List<Component> load() {
		return new ComponentLoader("myapp").load(this.folder);
	}

	private void write(String file, String content) throws IOException {
		Files.writeString(this.folder.resolve(file), content);
	}

}
