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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;

/**
 * {@link TriggerResponse} as its caller sees it.
 *
 * @param status the status
 * @param headers the headers
 * @param body the body, or {@code null} if there is none
 */
public record TestResponse(int status, HttpHeaders headers, @Nullable String body) {

	static TestResponse of(TriggerResponse response) {
		return new TestResponse(response.status().value(), response.headers(), bodyOf(response));
	}

	private static @Nullable String bodyOf(TriggerResponse response) {
		if (response.stream() == null) {
			return (response.body() != null) ? new String(response.body(), StandardCharsets.UTF_8) : null;
		}
		try (InputStream stream = response.stream()) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public String contentType() {
		return String.valueOf(this.headers.getContentType());
	}

	public Map<String, Object> json() {
		return JsonMapper.shared().readValue(this.body, new TypeReference<>() {
		});
	}

	public String detail() {
		return String.valueOf(json().get("detail"));
	}

}
