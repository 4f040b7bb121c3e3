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

package dev.daprfunctions.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;

import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.function.TriggerRequest;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.multipart.MultipartRequest;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * {@link TriggerRequest} over a servlet request. The body is read as it came, whatever
 * its content type, and never as a form.
 */
final class ServletTriggerRequest implements TriggerRequest {

	private final HttpServletRequest request;

	private final Map<String, String> pathVariables;

	private @Nullable HttpHeaders headers;

	private @Nullable MultiValueMap<String, String> queryParameters;

	private byte @Nullable [] body;

	ServletTriggerRequest(HttpServletRequest request, Map<String, String> pathVariables) {
		this.request = request;
		this.pathVariables = pathVariables;
	}

	@Override
	public HttpHeaders getHeaders() {
		if (this.headers == null) {
			this.headers = HttpHeaders.readOnlyHttpHeaders(readHeaders());
		}
		return this.headers;
	}

	private HttpHeaders readHeaders() {
		HttpHeaders all = new HttpHeaders();
		Enumeration<String> names = this.request.getHeaderNames();
		while (names.hasMoreElements()) {
			String name = names.nextElement();
			all.put(name, Collections.list(this.request.getHeaders(name)));
		}
		return all;
	}

	@Override
	public @Nullable String getContentType() {
		return this.request.getContentType();
	}

	@Override
	public MultiValueMap<String, String> getQueryParameters() {
		if (this.queryParameters == null) {
			this.queryParameters = parse(this.request.getQueryString());
		}
		return this.queryParameters;
	}

	private static MultiValueMap<String, String> parse(@Nullable String query) {
		MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
		if (query != null) {
			UriComponentsBuilder.newInstance()
				.query(query)
				.build()
				.getQueryParams()
				.forEach((name, values) -> values
					.forEach((value) -> parameters.add(decode(name), (value != null) ? decode(value) : "")));
		}
		return parameters;
	}

	private static String decode(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

	@Override
	public Map<String, String> getPathVariables() {
		return this.pathVariables;
	}

	@Override
	public byte[] getBody() throws IOException {
		if (this.body == null) {
			long length = this.request.getContentLengthLong();
			this.body = read(getBodyStream(), length);
			if (this.body.length == 0 && length > 0) {
				throw consumed("a filter reads the parameters of forms");
			}
		}
		return this.body;
	}

	private static byte[] read(InputStream stream, long expectedLength) throws IOException {
		if (expectedLength <= 0) {
			return stream.readAllBytes();
		}
		byte[] expected = stream.readNBytes((int) Math.min(expectedLength, Integer.MAX_VALUE));
		int next = stream.read();
		return (next != -1) ? join(expected, next, stream) : expected;
	}

	private static byte[] join(byte[] first, int next, InputStream rest) throws IOException {
		// A filter that unpacks the body may leave the length of the packed one.
		ByteArrayOutputStream all = new ByteArrayOutputStream(first.length * 2);
		all.writeBytes(first);
		all.write(next);
		rest.transferTo(all);
		return all.toByteArray();
	}

	@Override
	public InputStream getBodyStream() throws IOException {
		if (this.request instanceof MultipartRequest) {
			throw consumed("Spring MVC reads multipart bodies; spring.servlet.multipart.enabled=false leaves them as "
					+ "they come");
		}
		return this.request.getInputStream();
	}

	private FunctionException consumed(String reason) {
		return new FunctionException(HttpStatus.INTERNAL_SERVER_ERROR, "The body of type '"
				+ this.request.getContentType() + "' was consumed before the function could read it: " + reason, null);
	}

}
