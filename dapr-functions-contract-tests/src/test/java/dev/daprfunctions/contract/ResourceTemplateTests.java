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

import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for placeholders in the settings of components.
 */
@ClassTemplate
class ResourceTemplateTests {

	@RegisterExtension
	static final Contract contract = new Contract(spec());

	private static SidecarSpec spec() {
		return SidecarSpec.create().withoutApp();
	}

	@ParameterizedTest
	@CsvSource({ "{appID}-x, myapp-x||k", "{namespace}-x, default.myapp-x||k", "{appid}-x, {appid}-x||k",
			"a{appID}b{appID}, amyappbmyapp||k", "{odd}, {odd}||k" })
	void placeholdersAreReplaced(String value, String key) {
		try (SidecarRun run = contract
			.start(spec().component("store", "state.in-memory", "{name: keyPrefix, value: \"%s\"}".formatted(value)))) {
			assertThat(run.send("POST", "/v1.0/state/store", "[{\"key\":\"k\",\"etag\":\"e\"}]").failure().message())
				.endsWith("for key=" + key);
		}
	}

}
