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

package dev.daprfunctions.docs;

import java.nio.charset.StandardCharsets;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

/**
 * Requests to the sidecar, and to the application as a sidecar sends them.
 *
 * @param client the client of the sidecar, which takes any status
 */
record SidecarRequests(RestClient client) {

	static SidecarRequests of(RestClient.Builder builder) {
		return new SidecarRequests(builder.defaultStatusHandler((status) -> true, (request, response) -> {
		}).build());
	}

	ResponseEntity<String> invoke(String method, String body) {
		return send(HttpMethod.POST, "/v1.0/invoke/functionapp/method/" + method, body);
	}

	ResponseEntity<String> post(String uri, String body) {
		return send(HttpMethod.POST, uri, body);
	}

	ResponseEntity<String> send(HttpMethod method, String uri, String body) {
		return this.client.method(method)
			.uri(uri)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body.getBytes(StandardCharsets.UTF_8))
			.retrieve()
			.toEntity(String.class);
	}

	String get(String uri) {
		return this.client.get().uri(uri).retrieve().body(String.class);
	}

	int status(String uri) {
		return this.client.get().uri(uri).retrieve().toBodilessEntity().getStatusCode().value();
	}

	String state(String key) {
		return this.client.get().uri("/v1.0/state/statestore/{key}", key).retrieve().body(String.class);
	}

	void save(String key, String json) {
		post("/v1.0/state/statestore", "[{\"key\":\"" + key + "\",\"value\":" + json + "}]");
	}

	static String order(int quantity) {
		return order("41", quantity);
	}

	static String order(String id, int quantity) {
		return "{\"id\":\"" + id + "\",\"sku\":\"pen\",\"quantity\":" + quantity + "}";
	}

}
