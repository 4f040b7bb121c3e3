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

import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a sidecar answered over HTTP.
 *
 * @param status the status
 * @param headers the header lines
 * @param body the body as text
 */
record Answer(int status, List<String> headers, String body) {

	static final JsonMapper mapper = new JsonMapper();

	String header(String name) {
		return headers(name).stream().findFirst().orElse(null);
	}

	List<String> headers(String name) {
		return this.headers.stream()
			.filter((header) -> header.toLowerCase().startsWith(name.toLowerCase() + ":"))
			.map((header) -> header.substring(name.length() + 1).trim())
			.toList();
	}

	List<String> headerNames() {
		return this.headers.stream().map((header) -> header.substring(0, header.indexOf(':'))).toList();
	}

	JsonNode json() {
		return mapper.readTree(this.body);
	}

	Failure failure() {
		JsonNode json = json();
		return new Failure(this.status, json.path("errorCode").asString(), json.path("message").asString());
	}

	/**
	 * Error that a sidecar answered.
	 *
	 * @param status the status
	 * @param code the error code
	 * @param message the message
	 */
	record Failure(int status, String code, String message) {

	}

}
