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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import dev.daprfunctions.json.ValueWriter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * What becomes of the value that a function returns.
 */
final class FunctionResult {

	private static final Log logger = LogFactory.getLog(FunctionResult.class);

	private static final HttpHeaders JSON = headers(MediaType.APPLICATION_JSON);

	private static final HttpHeaders BYTES = headers(MediaType.APPLICATION_OCTET_STREAM);

	private final boolean async;

	private final boolean output;

	private final ValueWriter writer;

	private FunctionResult(boolean async, boolean output, ValueWriter writer) {
		this.async = async;
		this.output = output;
		this.writer = writer;
	}

	/**
	 * Creates the result of a return type.
	 * @param jsonMapper the application's mapper
	 * @param returnType the type
	 * @param output whether the value is an output, and so not the body
	 * @return the result
	 */
	static FunctionResult of(JsonMapper jsonMapper, Type returnType, boolean output) {
		ReturnType type = ReturnType.of(returnType);
		return new FunctionResult(type.asyncType() != null, output, ValueWriter.of(jsonMapper, type.valueType()));
	}

	private static HttpHeaders headers(MediaType contentType) {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(contentType);
		return HttpHeaders.readOnlyHttpHeaders(headers);
	}

	boolean isAsync() {
		return this.async;
	}

	Mono<?> await(@Nullable Object returned) {
		if (returned == null) {
			return Mono.empty();
		}
		return (returned instanceof Mono<?> mono) ? mono : Mono.fromCompletionStage((CompletionStage<?>) returned);
	}

	static @Nullable Object valueOf(@Nullable Object returned) {
		Object value = (returned instanceof ResponseEntity<?> entity) ? entity.getBody() : returned;
		return (value instanceof Optional<?> optional) ? optional.orElse(null) : value;
	}

	/**
	 * Closes the stream that a function returned and that nobody is going to read.
	 * @param returned what the function returned
	 */
	static void discard(@Nullable Object returned) {
		if (valueOf(returned) instanceof InputStream stream) {
			try {
				stream.close();
			}
			catch (IOException ex) {
				logger.debug("The stream of a function that failed cannot be closed", ex);
			}
		}
	}

	TriggerResponse write(@Nullable Object returned) {
		HttpStatusCode status = HttpStatus.OK;
		HttpHeaders headers = HttpHeaders.EMPTY;
		if (returned instanceof ResponseEntity<?> entity) {
			status = entity.getStatusCode();
			headers = entity.getHeaders();
		}
		Object value = (this.output) ? null : valueOf(returned);
		if (value == null) {
			return new TriggerResponse(status, headers, null, null);
		}
		if (value instanceof byte[] bytes) {
			return new TriggerResponse(status, withDefault(headers, BYTES), bytes, null);
		}
		if (value instanceof InputStream stream) {
			return new TriggerResponse(status, withDefault(headers, BYTES), null, stream);
		}
		if (value instanceof Resource resource) {
			return new TriggerResponse(status, withDefault(headers, BYTES), null, open(resource));
		}
		MediaType contentType = headers.getContentType();
		if (value instanceof CharSequence text && contentType != null && !isJson(contentType)) {
			Charset charset = Objects.requireNonNullElse(contentType.getCharset(), StandardCharsets.UTF_8);
			return new TriggerResponse(status, headers, text.toString().getBytes(charset), null);
		}
		return new TriggerResponse(status, withDefault(headers, JSON), this.writer.write(value), null);
	}

	private static boolean isJson(MediaType contentType) {
		return contentType.getSubtype().equals("json") || contentType.getSubtype().endsWith("+json");
	}

	private static InputStream open(Resource resource) {
		try {
			return resource.getInputStream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + resource.getDescription(), ex);
		}
	}

	private static HttpHeaders withDefault(HttpHeaders headers, HttpHeaders defaults) {
		if (headers.isEmpty()) {
			return defaults;
		}
		if (headers.getContentType() != null) {
			return headers;
		}
		HttpHeaders merged = new HttpHeaders(headers);
		merged.setContentType(defaults.getContentType());
		return merged;
	}

}
