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
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import dev.daprfunctions.sidecar.app.AppResponse;
import dev.daprfunctions.sidecar.invocation.ForwardedHeaders;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * Answer of an application on its way to the caller.
 *
 * @param response the answer of the application
 */
record InvocationResponse(AppResponse response) {

	private static final int BUFFER_SIZE = 8192;

	void copyTo(ApiExchange exchange, boolean streamed) throws IOException {
		HttpFields.Mutable headers = exchange.responseHeaders();
		Set<String> names = new HashSet<>();
		for (HttpField field : ForwardedHeaders.of(this.response.headers())) {
			if (names.add(field.getLowerCaseName())) {
				headers.put(field);
			}
			else {
				headers.add(field);
			}
		}
		boolean failed = this.response.status() < 200 || this.response.status() > 399;
		if (failed && !streamed) {
			String contentType = headers.get(HttpHeader.CONTENT_TYPE);
			exchange.respond(this.response.status(), (contentType != null) ? contentType : ApiExchange.JSON,
					this.response.body().readAllBytes());
		}
		else {
			stream(exchange);
		}
	}

	private void stream(ApiExchange exchange) throws IOException {
		InputStream body = this.response.body();
		byte[] chunk = read(body);
		if (chunk == null) {
			exchange.respondWithoutBody(this.response.status());
			return;
		}
		if (!exchange.responseHeaders().contains(HttpHeader.CONTENT_TYPE)) {
			exchange.responseHeaders().put(HttpHeader.CONTENT_TYPE, ContentTypeDetector.detect(chunk));
		}
		try (OutputStream output = exchange.respond(this.response.status())) {
			while (chunk != null) {
				output.write(chunk);
				output.flush();
				chunk = read(body);
			}
		}
	}

	private static byte @Nullable [] read(InputStream stream) throws IOException {
		byte[] buffer = new byte[BUFFER_SIZE];
		int length = stream.read(buffer);
		return (length != -1) ? Arrays.copyOf(buffer, length) : null;
	}

}
