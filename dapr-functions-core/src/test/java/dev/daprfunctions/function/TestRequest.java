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

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * {@link TriggerRequest} in memory.
 */
public final class TestRequest implements TriggerRequest {

	private final String method;

	private final HttpHeaders headers = new HttpHeaders();

	private final MultiValueMap<String, String> query = new LinkedMultiValueMap<>();

	private byte[] body = new byte[0];

	private Map<String, String> pathVariables = Map.of();

	private TestRequest(String method) {
		this.method = method;
	}

	public static TestRequest of(String method) {
		return new TestRequest(method);
	}

	public static TestRequest post(String body) {
		return post(body.getBytes(StandardCharsets.UTF_8));
	}

	public static TestRequest post(byte[] body) {
		TestRequest request = new TestRequest("POST");
		request.body = body;
		return request;
	}

	public static TestRequest post() {
		return new TestRequest("POST");
	}

	public TestRequest header(String name, String value) {
		this.headers.add(name, value);
		return this;
	}

	public TestRequest query(String name, String value) {
		this.query.add(name, value);
		return this;
	}

	TestRequest pathVariables(Map<String, String> pathVariables) {
		this.pathVariables = pathVariables;
		return this;
	}

	String method() {
		return this.method;
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.headers;
	}

	@Override
	public MultiValueMap<String, String> getQueryParameters() {
		return this.query;
	}

	@Override
	public Map<String, String> getPathVariables() {
		return this.pathVariables;
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
