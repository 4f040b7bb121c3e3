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

package dev.daprfunctions.function;

import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What functions answer to a payload.
 */
final class PayloadAssertions {

	private PayloadAssertions() {
	}

	static void assertMalformed(TestResponse response, String function, String problem) {
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.contentType()).isEqualTo("application/problem+json");
		assertThat(response.json()).containsEntry("errorCode", "ERR_MALFORMED_REQUEST");
		assertThat(response.detail())
			.startsWith("The body for parameter 'payload' of function '" + function + "' " + problem);
	}

	static String quoted(String text) {
		return JsonMapper.shared().writeValueAsString(text);
	}

}
