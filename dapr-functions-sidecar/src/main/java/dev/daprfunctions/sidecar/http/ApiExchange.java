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

package dev.daprfunctions.sidecar.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/**
 * Request to the HTTP API and its answer.
 */
final class ApiExchange {

	static final String JSON = "application/json";

	private final Request request;

	private final Response response;

	private final Map<String, String> pathValues;

	private final QueryParameters query;

	ApiExchange(Request request, Response response, Map<String, String> pathValues) {
		this.request = request;
		this.response = response;
		this.pathValues = pathValues;
		this.query = QueryParameters.parse(request.getHttpURI().getQuery());
	}

	String verb() {
		return this.request.getMethod();
	}

	String rawPath() {
		return String.valueOf(this.request.getHttpURI().getPath());
	}

	@Nullable String rawQuery() {
		return this.request.getHttpURI().getQuery();
	}

	HttpFields headers() {
		return this.request.getHeaders();
	}

	String path(String name) {
		return this.pathValues.getOrDefault(name, "");
	}

	QueryParameters query() {
		return this.query;
	}

	RequestBody body() throws IOException {
		RequestBody body = RequestBody.read(Content.Source.asInputStream(this.request));
		if (body.endsConnection()) {
			responseHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
		}
		return body;
	}

	HttpFields.Mutable responseHeaders() {
		return this.response.getHeaders();
	}

	void respondEmpty() {
		this.response.setStatus(204);
	}

	void respond(int status, byte[] body) throws IOException {
		respond(status, JSON, body);
	}

	void respond(int status, String contentType, byte[] body) throws IOException {
		this.response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
		this.response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
		try (OutputStream stream = respond(status)) {
			stream.write(body);
		}
	}

	void respondWithoutBody(int status) {
		this.response.setStatus(status);
	}

	OutputStream respond(int status) {
		this.response.setStatus(status);
		return Content.Sink.asOutputStream(this.response);
	}

}
