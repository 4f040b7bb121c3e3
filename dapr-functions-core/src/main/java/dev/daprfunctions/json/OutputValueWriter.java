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

package dev.daprfunctions.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dapr.client.domain.CloudEvent;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the values of outputs as bytes: a {@code byte[]} and an {@link InputStream} as
 * they are, everything else as JSON.
 *
 * @since 0.1.0
 */
public final class OutputValueWriter {

	private final ValueWriter writer;

	private OutputValueWriter(ValueWriter writer) {
		this.writer = writer;
	}

	/**
	 * Creates a writer.
	 * @param jsonMapper the application's mapper
	 * @param type the declared type of the values
	 * @return a writer of that type
	 */
	public static OutputValueWriter of(JsonMapper jsonMapper, Type type) {
		return new OutputValueWriter(ValueWriter.of(withSparseCloudEvents(jsonMapper), type));
	}

	/**
	 * Returns a mapper that leaves out what is not set in the Dapr SDK's
	 * {@link CloudEvent}.
	 * @param jsonMapper the application's mapper
	 * @return the mapper
	 */
	static JsonMapper withSparseCloudEvents(JsonMapper jsonMapper) {
		return jsonMapper.rebuild()
			.withConfigOverride(CloudEvent.class,
					(override) -> override.setInclude(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null)))
			.build();
	}

	/**
	 * Writes a value.
	 * @param value the value
	 * @return the bytes; JSON in UTF-8
	 */
	public byte[] write(Object value) {
		if (value instanceof byte[] bytes) {
			return bytes;
		}
		if (value instanceof InputStream stream) {
			try (stream) {
				return stream.readAllBytes();
			}
			catch (IOException ex) {
				throw new UncheckedIOException("Cannot read the stream of an output", ex);
			}
		}
		return this.writer.write(value);
	}

	/**
	 * Writes a value, a text without quotes.
	 * @param value the value
	 * @return the bytes; texts and JSON in UTF-8
	 */
	public byte[] writeAsText(Object value) {
		return (value instanceof CharSequence text) ? text.toString().getBytes(StandardCharsets.UTF_8) : write(value);
	}

	/**
	 * Returns whether a value is written as the bytes that it is.
	 * @param value the value
	 * @return {@code true} for bytes and streams
	 */
	public static boolean isBinary(Object value) {
		return value instanceof byte[] || value instanceof InputStream;
	}

}
