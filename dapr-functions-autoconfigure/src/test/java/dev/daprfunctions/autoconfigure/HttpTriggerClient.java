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

package dev.daprfunctions.autoconfigure;

import java.util.Map;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

/**
 * Client of an application under test, for which no status is an error.
 */
final class HttpTriggerClient {

	private final RestClient client;

	HttpTriggerClient(int port) {
		this.client = RestClient.builder()
			.baseUrl("http://127.0.0.1:" + port)
			.defaultStatusHandler((status) -> true, (request, response) -> {
			})
			.build();
	}

	ResponseEntity<String> get(String path) {
		return get(path, Map.of());
	}

	ResponseEntity<String> get(String path, Map<String, String> headers) {
		return this.client.get()
			.uri(path)
			.headers((target) -> headers.forEach(target::set))
			.retrieve()
			.toEntity(String.class);
	}

	ResponseEntity<String> post(String path) {
		return this.client.post().uri(path).retrieve().toEntity(String.class);
	}

	ResponseEntity<String> post(String path, String json) {
		return send(HttpMethod.POST, path, MediaType.APPLICATION_JSON, json);
	}

	ResponseEntity<String> send(HttpMethod method, String path, MediaType contentType, Object body) {
		return this.client.method(method)
			.uri(path)
			.contentType(contentType)
			.body(body)
			.retrieve()
			.toEntity(String.class);
	}

}
