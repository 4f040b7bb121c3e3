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
import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bytes that a test compares and reads.
 *
 * @since 0.1.0
 */
public final class Content {

	private final byte[] bytes;

	private final JsonMapper jsonMapper;

	Content(byte[] bytes, JsonMapper jsonMapper) {
		this.bytes = bytes;
		this.jsonMapper = jsonMapper;
	}

	/**
	 * Return the bytes.
	 * @return a copy
	 */
	public byte[] bytes() {
		return this.bytes.clone();
	}

	/**
	 * Return whether there are no bytes.
	 * @return {@code true} if there are none
	 */
	public boolean isEmpty() {
		return this.bytes.length == 0;
	}

	/**
	 * Return the bytes as text.
	 * @return the text
	 */
	public String text() {
		return new String(this.bytes, StandardCharsets.UTF_8);
	}

	/**
	 * Read the bytes as JSON.
	 * @param <T> the type
	 * @param type the type
	 * @return the value, {@code null} for a JSON {@code null}
	 * @throws AssertionError if they cannot be read
	 */
	public <T> @Nullable T as(Class<T> type) {
		try {
			return this.jsonMapper.readValue(this.bytes, type);
		}
		catch (JacksonException ex) {
			throw new AssertionError(
					"Expected JSON that can be read as %s, but was: %s".formatted(type.getName(), text()), ex);
		}
	}

	/**
	 * Return whether this is a value: its bytes, if it is an array of bytes, else its
	 * JSON.
	 * @param value the value
	 * @return {@code true} if it is
	 */
	boolean is(@Nullable Object value) {
		return (value instanceof byte[] expected) ? Arrays.equals(expected, this.bytes) : isJson(write(value));
	}

	boolean isJson(byte[] json) {
		JsonNode actual = tree();
		try {
			return actual != null && actual.equals(this.jsonMapper.readTree(json));
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("The expected JSON is none: " + new String(json, StandardCharsets.UTF_8),
					ex);
		}
	}

	private @Nullable JsonNode tree() {
		try {
			return (isEmpty()) ? null : this.jsonMapper.readTree(this.bytes);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	String describe(@Nullable Object value) {
		return new String((value instanceof byte[] expected) ? expected : write(value), StandardCharsets.UTF_8);
	}

	private byte[] write(@Nullable Object value) {
		return this.jsonMapper.writeValueAsBytes(value);
	}

	@Override
	public String toString() {
		return (isEmpty()) ? "nothing" : text();
	}

}
