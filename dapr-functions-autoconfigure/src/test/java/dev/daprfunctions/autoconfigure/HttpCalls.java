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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/**
 * HTTP calls of a local port.
 *
 * @param port the port
 */
record HttpCalls(int port) {

	private static final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	Response get(String path, String... headers) {
		return send("GET", path, (String) null, headers);
	}

	Response post(String path, String body, String... headers) {
		return send("POST", path, body, headers);
	}

	Response send(String method, String path, String body, String... headers) {
		return send(method, path,
				(body != null) ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody(),
				headers);
	}

	Response send(String method, String path, byte[] body, String... headers) {
		return send(method, path, HttpRequest.BodyPublishers.ofByteArray(body), headers);
	}

	Response sendChunked(String method, String path, String body, String... headers) {
		return send(method, path, HttpRequest.BodyPublishers
			.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))), headers);
	}

	private Response send(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.method(method, body);
		if (headers.length > 0) {
			request.headers(headers);
		}
		try {
			return new Response(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
		}
		catch (IOException ex) {
			throw new IllegalStateException(method + " " + path + " on port " + this.port + " failed", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What was answered.
	 *
	 * @param response the response of the client
	 */
	record Response(HttpResponse<byte[]> response) {

		int status() {
			return this.response.statusCode();
		}

		byte[] bytes() {
			return this.response.body();
		}

		String body() {
			return new String(bytes(), StandardCharsets.UTF_8);
		}

		String header(String name) {
			return String.join(" | ", this.response.headers().allValues(name));
		}

		String contentType() {
			return header("Content-Type");
		}

		@SuppressWarnings("unchecked")
		Map<String, Object> json() {
			return JsonMapper.shared().readValue(bytes(), Map.class);
		}

		String detail() {
			return (String) json().get("detail");
		}

	}

}
