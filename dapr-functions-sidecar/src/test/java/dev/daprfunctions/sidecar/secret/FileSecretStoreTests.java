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

import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.daprfunctions.sidecar.json.RuntimeJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FileSecretStore}. What they expect was seen on a real sidecar.
 */
class FileSecretStoreTests {

	private static final String CONTENT = """
			{"plain":"abcd","nested":{"a":"1","b":{"c":"2"}},"list":["x",{"y":"z"}],"empty":{}}
			""";

	@Test
	void flattensNestedValues() throws Exception {
		FileSecretStore store = store(CONTENT, ":", false);
		assertThat(store.get("plain")).isEqualTo(Map.of("plain", "abcd"));
		assertThat(store.get("nested:b:c")).isEqualTo(Map.of("nested:b:c", "2"));
		assertThat(store.getAll()).containsOnlyKeys("plain", "nested:a", "nested:b:c", "list:0", "list:1:y");
	}

	@Test
	void usesSeparator() throws Exception {
		assertThat(store(CONTENT, ".", false).get("nested.b.c")).isEqualTo(Map.of("nested.b.c", "2"));
		assertThat(store(CONTENT, ".", true).get("nested")).isEqualTo(Map.of("a", "1", "b.c", "2"));
	}

	@Test
	void whenMultiValuedThenObjectIsOneSecret() throws Exception {
		FileSecretStore store = store(CONTENT, ":", true);
		assertThat(store.getAll()).isEqualTo(
				Map.of("plain", Map.of("plain", "abcd"), "nested", Map.of("a", "1", "b:c", "2"), "empty", Map.of()));
	}

	@ParameterizedTest
	@CsvSource({ "5, %!s(float64=5)", "-0, %!s(float64=-0)", "0, %!s(float64=0)", "1.50, %!s(float64=1.5)",
			"1e21, %!s(float64=1e+21)", "123456789012345678901, %!s(float64=123456789012345680000)",
			"0.00001, %!s(float64=1e-05)", "0.0001, %!s(float64=0.0001)", "1.25e-7, %!s(float64=1.25e-07)",
			"true, %!s(bool=true)", "null, %!s(<nil>)" })
	void printsOtherTypesAsTheRuntimeDoes(String json, String expected) throws Exception {
		assertThat(store("{\"k\":%s}".formatted(json), ":", false).get("k")).isEqualTo(Map.of("k", expected));
	}

	@ParameterizedTest
	@CsvSource({ "nope", "nested", "PLAIN", "''" })
	void whenSecretIsMissingThenFails(String name) throws Exception {
		FileSecretStore store = store(CONTENT, ":", false);
		assertThatExceptionOfType(SecretStoreException.class).isThrownBy(() -> store.get(name))
			.withMessage("secret %s not found", name);
	}

	@Test
	void nullIsEmpty() throws Exception {
		assertThat(store("null", ":", false).getAll()).isEmpty();
	}

	private static FileSecretStore store(String json, String separator, boolean multiValued) throws Exception {
		return new FileSecretStore(RuntimeJson.readWhole(json.getBytes(StandardCharsets.UTF_8)), separator,
				multiValued);
	}

}
