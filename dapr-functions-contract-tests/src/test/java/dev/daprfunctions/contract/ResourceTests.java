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
import java.util.stream.Stream;

import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Cases for the files that components are read from.
 */
@ClassTemplate
class ResourceTests {

	private static final String GOOD = Workspace.component("good", "state.in-memory");

	private static final String REFERRING = Workspace.component("referring", "state.in-memory",
			"{name: keyPrefix, secretKeyRef: {name: none}}");

	@RegisterExtension
	static final Contract contract = new Contract(spec());

	private static SidecarSpec spec() {
		return SidecarSpec.create().withoutApp();
	}

	@ParameterizedTest
	@MethodSource
	void isIgnored(String yaml) {
		try (SidecarRun run = contract.start(spec().resource("a", yaml).resource("good", GOOD))) {
			assertThat(names(run)).containsExactly("good");
		}
	}

	static Stream<String> isIgnored() {
		return Stream.of("", "# only a comment\n", "---\n---\n", "just text\n", "{bad yaml", "a: [1,\n", "\tx: 1\n",
				header("Frobnicator") + "metadata: {name: x}\nspec: {type: state.in-memory, version: v1}\n",
				GOOD.replace("name: good", "name: a/b"),
				GOOD.replace("name: good", "name: x").replace("version: v1", "version: [v1]"),
				GOOD.replace("name: good", "name: x") + "scopes: other\n",
				GOOD.replace("name: good", "name: x")
					.replace("apiVersion: dapr.io/v1alpha1", "apiVersion: example.org/v1"),
				GOOD.replace("name: good", "name: x").replace("kind: Component", "kind: component"),
				GOOD.replace("name: good", "name: \"\""), GOOD.replace("  name: good\n", "  namespace: x\n"));
	}

	@ParameterizedTest
	@MethodSource
	void isLoaded(String yaml, String name) {
		try (SidecarRun run = contract.start(spec().resource("a", yaml))) {
			assertThat(names(run)).contains(name);
		}
	}

	static Stream<Arguments> isLoaded() {
		return Stream.of(Arguments.of(GOOD, "good"), Arguments.of(GOOD.replace("\n", "\r\n"), "good"),
				Arguments.of("---\n" + GOOD + "---\n" + GOOD.replace("name: good", "name: second"), "second"),
				Arguments.of(GOOD + "unknown: field\n", "good"),
				Arguments.of(GOOD.replace("  version: v1", "  version: v1\n  unknown: field"), "good"),
				Arguments.of(GOOD.replace("version: v1", "version: \"\""), "good"),
				Arguments.of(GOOD.replace("  version: v1\n", ""), "good"),
				Arguments.of(GOOD.replace("version: v1", "version: V1"), "good"),
				Arguments.of(GOOD.replace("version: v1", "version: v0"), "good"),
				Arguments.of(GOOD.replace("name: good", "name: Good_Name"), "Good_Name"),
				Arguments.of(GOOD.replace("name: good", "name: 5"), "5"),
				Arguments.of(GOOD.replace("metadata: []", "metadata: [{name: x, value: 5}, {name: y, value: true}]"),
						"good"),
				Arguments.of(GOOD.replace("metadata: []", "metadata: [{nam: x, valu: 5}]"), "good"),
				Arguments.of(GOOD.replace("kind:", "KIND:").replace("  name:", "  Name:").replace("spec:", "SPEC:"),
						"good"),
				Arguments.of(GOOD.replace("name: good", "name: yes"), "true"),
				Arguments.of(GOOD.replace("name: good", "name: n"), "false"),
				Arguments.of(GOOD.replace("  metadata: []\n", ""), "good"),
				Arguments.of(GOOD.replace("  name: good", "  name: good\n  namespace: other"), "good"));
	}

	@ParameterizedTest
	@MethodSource
	void stopsStart(String yaml) {
		assertDoesNotRun(spec().resource("a", yaml));
	}

	static Stream<String> stopsStart() {
		return Stream.of(GOOD.replace("version: v1", "version: v9"), GOOD.replace("state.in-memory", "STATE.In-Memory"),
				GOOD.replace("state.in-memory", "frobnicator.x"), GOOD.replace("state.in-memory", "state"),
				GOOD.replace("  type: state.in-memory\n", ""),
				GOOD.replace("metadata: []", "metadata: [{name: keyPrefix, value: \"a||b\"}]"));
	}

	@Test
	void whenTwoComponentsHaveOneNameThenDoesNotStart() {
		assertDoesNotRun(spec().resource("a", GOOD).resource("b", GOOD.replace("state.in-memory", "pubsub.in-memory")));
	}

	private static void assertDoesNotRun(SidecarSpec spec) {
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> {
			try (SidecarRun run = contract.start(spec)) {
				// The real one may answer for a moment before it ends.
				await().until(() -> run.send("GET", "/v1.0/healthz/outbound").status() == 0);
			}
		}).isNotInstanceOf(ConditionTimeoutException.class);
	}

	@Test
	void whenSecretStoreIsMissingThenComponentIsLeftOut() {
		try (SidecarRun run = contract
			.start(spec().resource("a", REFERRING + "auth:\n  secretStore: none\n").resource("good", GOOD))) {
			assertThat(names(run)).containsExactly("good");
		}
	}

	@ParameterizedTest
	@MethodSource
	void whenSecretIsMissingThenSettingIsEmpty(String reference, String auth) {
		SidecarSpec spec = spec().file("secrets.json", "{\"some\":\"value\"}")
			.component("vault", "secretstores.local.file", "{name: secretsFile, value: \"{folder}/secrets.json\"}")
			.resource("a", REFERRING.replace("name: none", reference) + auth);
		try (SidecarRun run = contract.start(spec)) {
			assertThat(
					run.send("POST", "/v1.0/state/referring", "[{\"key\":\"k\",\"etag\":\"e\"}]").failure().message())
				.endsWith("for key=||k");
		}
	}

	static Stream<Arguments> whenSecretIsMissingThenSettingIsEmpty() {
		String auth = "auth:\n  secretStore: vault\n";
		return Stream.of(Arguments.of("name: none", auth), Arguments.of("name: some, key: other", auth),
				Arguments.of("name: some", ""));
	}

	private static List<String> names(SidecarRun run) {
		return run.send("GET", "/v1.0/metadata")
			.json()
			.path("components")
			.valueStream()
			.map((component) -> component.path("name").asString())
			.toList();
	}

	@ParameterizedTest
	@MethodSource
	void settingsAreRead(String setting, String key) {
		String yaml = Workspace.component("store", "state.in-memory", setting);
		try (SidecarRun run = contract.start(spec().resource("a", yaml))) {
			assertThat(run.send("POST", "/v1.0/state/store", "[{\"key\":\"k\",\"etag\":\"e\"}]").failure().message())
				.endsWith("for key=" + key);
		}
	}

	static Stream<Arguments> settingsAreRead() {
		return Stream.of(Arguments.of("{name: keyPrefix, value: custom}", "custom||k"),
				Arguments.of("{name: KEYPREFIX, value: custom}", "custom||k"),
				Arguments.of("{name: keyPrefix, value: NONE}", "k"),
				Arguments.of("{name: keyPrefix, value: 5}", "5||k"),
				Arguments.of("{name: keyPrefix, value: true}", "true||k"),
				Arguments.of("{name: keyPrefix, value: \"\"}", "||k"),
				Arguments.of("{name: keyPrefix, value: \" x \"}", " x ||k"),
				Arguments.of("{name: keyPrefix, value: first}, {name: keyPrefix, value: second}", "second||k"));
	}

	private static String header(String kind) {
		return "apiVersion: dapr.io/v1alpha1\nkind: " + kind + "\n";
	}

}
