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

package dev.daprfunctions.test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpMethod;

/**
 * Request to a function, a POST without a body until told otherwise.
 *
 * @since 0.1.0
 */
public final class FunctionRequest {

	private static final String CONTENT_TYPE = "content-type";

	private final SidecarBackend backend;

	private final JsonMapper jsonMapper;

	private final String method;

	private final Map<String, List<String>> headers = new LinkedHashMap<>();

	private HttpMethod verb = HttpMethod.POST;

	private byte[] body = new byte[0];

	FunctionRequest(SidecarBackend backend, JsonMapper jsonMapper, String method) {
		this.backend = backend;
		this.jsonMapper = jsonMapper;
		this.method = method;
	}

	/**
	 * Set the HTTP verb.
	 * @param verb the verb
	 * @return this
	 */
	public FunctionRequest verb(HttpMethod verb) {
		this.verb = verb;
		return this;
	}

	/**
	 * Add a header.
	 * @param name the name
	 * @param value the value
	 * @return this
	 */
	public FunctionRequest header(String name, String value) {
		this.headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), (key) -> new ArrayList<>()).add(value);
		return this;
	}

	/**
	 * Set the body.
	 * @param body the body, bytes as they are and anything else as JSON
	 * @return this
	 */
	public FunctionRequest body(Object body) {
		this.body = (body instanceof byte[] bytes) ? bytes.clone() : this.jsonMapper.writeValueAsBytes(body);
		return this;
	}

	/**
	 * Set the body to the text of a JSON value.
	 * @param json the JSON, which is not checked
	 * @return this
	 */
	public FunctionRequest json(String json) {
		return body(json.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Let the sidecar invoke the function.
	 * @return the answer
	 */
	public InvocationResult send() {
		Map<String, List<String>> sent = new LinkedHashMap<>(this.headers);
		if (this.body.length > 0) {
			sent.putIfAbsent(CONTENT_TYPE, List.of("application/json"));
		}
		return InvocationResults.of(this.backend.invoke(this.verb.name(), this.method, sent, this.body),
				this.jsonMapper);
	}

}
