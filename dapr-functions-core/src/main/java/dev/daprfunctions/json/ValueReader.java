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

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.function.SingletonSupplier;

/**
 * Reads bytes as one type, chosen once. A {@code byte[]} and an {@link InputStream} are
 * the bytes themselves, a {@link String} is the content of a JSON string or else the text
 * as it is, everything else is read as JSON, with a Jackson reader that looks into the
 * type when it reads first.
 *
 * @since 0.1.0
 */
public abstract sealed class ValueReader {

	/**
	 * Creates a reader.
	 * @param jsonMapper the application's mapper
	 * @param type the type to read
	 * @return a reader of that type
	 */
	public static ValueReader of(JsonMapper jsonMapper, Type type) {
		JavaType javaType = jsonMapper.constructType(type);
		if (javaType.hasRawClass(byte[].class)) {
			return new BytesReader(false);
		}
		if (javaType.hasRawClass(InputStream.class)) {
			return new StreamReader();
		}
		if (javaType.hasRawClass(String.class) || javaType.hasRawClass(CharSequence.class)) {
			return new TextReader(jsonMapper.readerFor(String.class));
		}
		return new JsonReader(type, SingletonSupplier.of(() -> jsonMapper.readerFor(javaType)));
	}

	/**
	 * Reads a value.
	 * @param bytes the bytes; JSON and texts are in UTF-8
	 * @return the value, or {@code null} for JSON {@code null} and for no bytes where the
	 * type has no form for them
	 * @throws UnreadableValueException if the bytes cannot be read as the type
	 * @throws IllegalStateException if no bytes could be read as the type
	 */
	public abstract @Nullable Object read(byte[] bytes);

	/**
	 * Reads a value out of a JSON document.
	 * @param node the value in the document
	 * @return the value, or {@code null} for JSON {@code null}
	 * @throws UnreadableValueException if the node cannot be read as the type
	 * @throws IllegalStateException if no node could be read as the type
	 */
	public abstract @Nullable Object read(JsonNode node);

	/**
	 * Returns a reader that may read the same bytes again, whatever somebody does to the
	 * values.
	 * @return a reader whose values are no part of what they were read from
	 */
	public ValueReader copying() {
		return this;
	}

	private static byte[] bytes(JsonNode node) {
		return ((node.isString()) ? node.stringValue() : node.toString()).getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * {@link ValueReader} that hands on the bytes.
	 */
	private static final class BytesReader extends ValueReader {

		private final boolean copying;

		private BytesReader(boolean copying) {
			this.copying = copying;
		}

		@Override
		public Object read(byte[] bytes) {
			return (this.copying) ? bytes.clone() : bytes;
		}

		@Override
		public @Nullable Object read(JsonNode node) {
			return (node.isNull()) ? null : bytes(node);
		}

		@Override
		public ValueReader copying() {
			return new BytesReader(true);
		}

	}

	/**
	 * {@link ValueReader} that hands on the bytes as a stream.
	 */
	private static final class StreamReader extends ValueReader {

		@Override
		public Object read(byte[] bytes) {
			return new ByteArrayInputStream(bytes);
		}

		@Override
		public @Nullable Object read(JsonNode node) {
			return (node.isNull()) ? null : new ByteArrayInputStream(bytes(node));
		}

	}

	/**
	 * {@link ValueReader} of strings.
	 */
	private static final class TextReader extends ValueReader {

		private static final String BYTE_ORDER_MARK = "\uFEFF";

		private final ObjectReader reader;

		private TextReader(ObjectReader reader) {
			this.reader = reader;
		}

		@Override
		public @Nullable Object read(byte[] bytes) {
			String text = decode(bytes);
			String trimmed = text.trim();
			if (trimmed.equals("null")) {
				return null;
			}
			return (trimmed.startsWith("\"")) ? unquote(text) : text;
		}

		@Override
		public @Nullable Object read(JsonNode node) {
			if (node.isNull()) {
				return null;
			}
			return (node.isString()) ? node.stringValue() : node.toString();
		}

		private String unquote(String text) {
			try {
				return this.reader.readValue(text);
			}
			catch (JacksonException ex) {
				return text;
			}
		}

		private static String decode(byte[] bytes) {
			try {
				String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
				return (text.startsWith(BYTE_ORDER_MARK)) ? text.substring(1) : text;
			}
			catch (CharacterCodingException ex) {
				throw new UnreadableValueException(String.class, "the bytes are not UTF-8", ex);
			}
		}

	}

	/**
	 * {@link ValueReader} of everything that is JSON.
	 */
	private static final class JsonReader extends ValueReader {

		private final Type type;

		private final Supplier<ObjectReader> reader;

		private JsonReader(Type type, Supplier<ObjectReader> reader) {
			this.type = type;
			this.reader = reader;
		}

		@Override
		public @Nullable Object read(byte[] bytes) {
			if (bytes.length == 0) {
				return null;
			}
			return read(() -> this.reader.get().readValue(bytes));
		}

		@Override
		public @Nullable Object read(JsonNode node) {
			return read(() -> this.reader.get().readValue(node));
		}

		private @Nullable Object read(Supplier<@Nullable Object> reading) {
			try {
				return reading.get();
			}
			catch (InvalidDefinitionException ex) {
				throw new IllegalStateException(TypeNames.shortName(this.type) + " cannot be read from JSON", ex);
			}
			catch (JacksonException ex) {
				throw UnreadableValueException.of(this.type, ex);
			}
			catch (StackOverflowError ex) {
				throw new UnreadableValueException(this.type, "it is nested too deeply", ex);
			}
		}

	}

}
