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

package dev.daprfunctions.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.daprfunctions.error.FunctionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ServletTriggerRequest}.
 */
class ServletTriggerRequestTests {

	private static final String BODY = "{\"id\":1}".repeat(5000);

	@ParameterizedTest
	@ValueSource(longs = { -1, 0, 1, 8192, 39999, 40000, 40001, 4_000_000_000L })
	void whenAnyLengthIsDeclaredThenBodyIsReadWhole(long declared) throws IOException {
		ServletTriggerRequest request = request(BODY, declared);
		assertThat(request.getBody()).asString(StandardCharsets.UTF_8).isEqualTo(BODY);
	}

	@Test
	void whenBodyIsEmptyThenItIsEmpty() throws IOException {
		assertThat(request("", 0).getBody()).isEmpty();
	}

	@Test
	void whenBodyIsReadTwiceThenItIsTheSame() throws IOException {
		ServletTriggerRequest request = request(BODY, 40000);
		assertThat(request.getBody()).isSameAs(request.getBody());
	}

	@Test
	void whenBodyWasConsumedThenFails() {
		assertThatExceptionOfType(FunctionException.class).isThrownBy(request("", 10)::getBody)
			.withMessageContaining("was consumed before the function could read it");
	}

	private static ServletTriggerRequest request(String body, long declared) {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/function") {

			@Override
			public long getContentLengthLong() {
				return declared;
			}

		};
		request.setContent(body.getBytes(StandardCharsets.UTF_8));
		return new ServletTriggerRequest(request, Map.of());
	}

}
