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

import java.util.ArrayList;
import java.util.List;

import dev.daprfunctions.sidecar.component.ComponentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the components of bindings: their settings and what the metadata tell of
 * them.
 */
class BindingComponentTests {

	@RegisterExtension
	final BindingFixture bindings = new BindingFixture();

	private final TestFolder folder = this.bindings.folder();

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "bindings.cron | {name: other, value: x} | schedule not set",
			"bindings.cron | {name: schedule, value: ''} | schedule not set",
			"bindings.cron | {name: schedule, value: nonsense} | invalid schedule format 'nonsense': expected 5 to 6 fields, found 1: [nonsense]",
			"bindings.localstorage | {name: other, value: x} | property rootPath must not be empty",
			"bindings.localstorage | {name: rootPath, value: /proc/x} | property rootPath points to a disallowed location",
			"bindings.localstorage | {name: rootPath, value: FOLDER/bad.yaml} | property rootPath represents a file and not a directory",
			"bindings.http | {name: responseTimeout, value: soon} | responseTimeout should be a duration such as 5s: time: invalid duration \"soon\"",
			"bindings.http | {name: maxResponseBodySize, value: much} | maxResponseBodySize should be a number of bytes or a size such as 10Mi, not 'much'",
			"bindings.kafka | {name: consumeRetryInterval, value: soon} | invalid value for 'consumeRetryInterval': time: invalid duration \"soon\"" })
	void impossibleSettingIsRefused(String type, String setting, String problem) {
		this.folder.component("bad", type, setting);
		assertThatExceptionOfType(ComponentException.class).isThrownBy(this.bindings::start)
			.withMessage("Component 'bad' (%s) could not be loaded: %s: %s:1", type, problem,
					this.folder.path().resolve("bad.yaml"));
	}

	@Test
	void metadataListsCapabilities() {
		this.folder.component("both", "bindings.kafka")
			.component("in", "bindings.kafka", "{name: direction, value: input}")
			.component("inout", "bindings.kafka", "{name: direction, value: 'input, output'}")
			.component("kubernetes", "bindings.kubernetes")
			.component("none", "bindings.kafka", "{name: direction, value: sideways}")
			.component("smtp", "bindings.smtp");
		this.bindings.start();
		String body = this.bindings.send("GET", "/v1.0/metadata", null).body();
		List<String> components = new ArrayList<>();
		for (String[] expected : new String[][] { { "both", "kafka", "\"INPUT_BINDING\",\"OUTPUT_BINDING\"" },
				{ "in", "kafka", "\"INPUT_BINDING\"" }, { "inout", "kafka", "\"INPUT_BINDING\",\"OUTPUT_BINDING\"" },
				{ "kubernetes", "kubernetes", "\"INPUT_BINDING\"" }, { "none", "kafka", "" },
				{ "smtp", "smtp", "\"OUTPUT_BINDING\"" } }) {
			String capabilities = (expected[2].isEmpty()) ? "" : ",\"capabilities\":[%s]".formatted(expected[2]);
			components.add("{\"name\":\"%s\",\"type\":\"bindings.%s\",\"version\":\"v1\"%s}".formatted(expected[0],
					expected[1], capabilities));
		}
		assertThat(body).contains("\"components\":[" + String.join(",", components) + "]");
	}

}
