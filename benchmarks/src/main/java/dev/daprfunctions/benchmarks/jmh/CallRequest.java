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

package dev.daprfunctions.benchmarks.jmh;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Map;

import dev.daprfunctions.function.TriggerRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Request that is in memory.
 *
 * @param body the body
 */
record CallRequest(byte[] body) implements TriggerRequest {

	@Override
	public HttpHeaders getHeaders() {
		return HttpHeaders.EMPTY;
	}

	@Override
	public String getContentType() {
		return "application/json";
	}

	@Override
	public MultiValueMap<String, String> getQueryParameters() {
		return new LinkedMultiValueMap<>();
	}

	@Override
	public Map<String, String> getPathVariables() {
		return Map.of();
	}

	@Override
	public byte[] getBody() {
		return this.body;
	}

	@Override
	public InputStream getBodyStream() {
		return new ByteArrayInputStream(this.body);
	}

}
