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

package dev.daprfunctions.sidecar.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ConfigurationFile}.
 */
class ConfigurationFileTests {

	@TempDir
	private Path folder;

	private ConfigurationFile file;

	@BeforeEach
	void create() {
		this.file = new ConfigurationFile(this.folder.resolve("configuration.json"));
	}

	@Test
	void whenThereIsNoFileThenThereAreNoItems() throws ConfigurationFileException {
		assertThat(this.file.read()).isEmpty();
		assertThat(this.file.hasChanged()).isFalse();
	}

	@Test
	void whenValuesAreTextsNumbersOrObjectsThenTheyAreItems() throws ConfigurationFileException, IOException {
		write("""
				{"text": "red", "number": 1.50, "flag": true,
				 "item": {"value": "blue", "version": "v2", "metadata": {"owner": "me"}}, "plain": {"value": ""}}
				""");
		assertThat(this.file.read()).isEqualTo(Map.of("text", ConfigurationItem.of("red"), "number",
				ConfigurationItem.of("1.50"), "flag", ConfigurationItem.of("true"), "item",
				new ConfigurationItem("blue", "v2", Map.of("owner", "me")), "plain", ConfigurationItem.of("")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "[] | should be a JSON object", "{ | should be a JSON object: unexpected end of JSON input",
					"{\"a\":null} | should have a text as the value of 'a'",
					"{\"a\":[1]} | should have a text as the value of 'a'",
					"{\"a\":{}} | should have a text as the value of 'a'",
					"{\"a\":{\"value\":\"1\",\"more\":1}} | has the unknown member 'more' in 'a', expected 'value', "
							+ "'version' and 'metadata'",
					"{\"a\":{\"value\":\"1\",\"metadata\":\"me\"}} | should have an object as the 'metadata' of 'a'",
					"{\"a\":{\"value\":\"1\",\"metadata\":[\"me\"]}} | should have an object as the 'metadata' of 'a'",
					"{\"a\":{\"value\":\"1\",\"metadata\":null}} | should have an object as the 'metadata' of 'a'" })
	void whenContentIsWrongThenSaysWhere(String content, String problem) throws IOException {
		write(content);
		assertThatExceptionOfType(ConfigurationFileException.class).isThrownBy(this.file::read)
			.withMessage("the configuration file '%s' %s".formatted(this.file, problem));
	}

	@Test
	void whenFileIsWrittenThenItHasChangedOnce() throws IOException {
		write("{}");
		assertThat(this.file.hasChanged()).isTrue();
		assertThat(this.file.hasChanged()).isFalse();
		write("{\"a\":\"1\"}");
		assertThat(this.file.hasChanged()).isTrue();
		Files.delete(this.folder.resolve("configuration.json"));
		assertThat(this.file.hasChanged()).isTrue();
		assertThat(this.file.hasChanged()).isFalse();
	}

	private void write(String content) throws IOException {
		Files.writeString(this.folder.resolve("configuration.json"), content);
	}

}
