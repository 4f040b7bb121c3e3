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
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

import dev.daprfunctions.error.UnreadablePayloadException;
import dev.daprfunctions.json.TypeNames;
import dev.daprfunctions.json.UnreadableValueException;
import dev.daprfunctions.json.ValueReader;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;

/**
 * Reads the payload of one function.
 *
 * @since 0.1.0
 */
public final class Payload {

	private final FunctionParameter parameter;

	private final Type type;

	private final ValueReader reader;

	private final @Nullable PayloadValidator validator;

	private final String subject;

	private final boolean required;

	private final boolean raw;

	private final boolean text;

	Payload(FunctionParameter parameter, Type type, ValueReader reader, @Nullable PayloadValidator validator,
			String subject) {
		this.parameter = parameter;
		this.type = type;
		this.reader = reader;
		this.validator = validator;
		this.subject = subject;
		this.required = !parameter.isOptional() && !parameter.isNullable();
		this.raw = type == byte[].class || type == InputStream.class;
		this.text = type == String.class;
	}

	/**
	 * Returns what reads the values.
	 * @return the reader
	 */
	public ValueReader reader() {
		return this.reader;
	}

	/**
	 * Returns whether the payload is read as the bytes that it is.
	 * @return {@code true} for bytes and streams
	 */
	public boolean isRaw() {
		return this.raw;
	}

	@Nullable Object readBody(TriggerRequest request, boolean emptyAllowed) throws IOException {
		byte[] body = request.getBody();
		if (body.length == 0 && emptyAllowed && !isPrimitive()) {
			return (this.parameter.isOptional()) ? Optional.empty() : null;
		}
		if (body.length == 0 && !(this.required && (this.raw || this.text))) {
			return toArgument(null, "is empty");
		}
		try {
			return toArgument(this.reader.read(inUtf8(body, request.getContentType())), "is null");
		}
		catch (UnreadableValueException ex) {
			throw unreadable(ex.getMessage(), ex);
		}
	}

	private boolean isPrimitive() {
		return this.type instanceof Class<?> primitive && primitive.isPrimitive();
	}

	/**
	 * Checks a value and makes it the argument.
	 * @param value the value that was read, or {@code null}
	 * @param absence what a missing value is to be called, to follow the subject
	 * @return the argument
	 * @throws UnreadablePayloadException if the value is needed and missing, or invalid
	 */
	public @Nullable Object toArgument(@Nullable Object value, String absence) {
		if (value == null && this.required) {
			throw unreadable(absence + ", but " + TypeNames.shortName(this.type) + " is expected", null);
		}
		validate(value);
		return (this.parameter.isOptional()) ? Optional.ofNullable(value) : value;
	}

	/**
	 * Validates a value if the parameter asks for it.
	 * @param value the value
	 * @throws UnreadablePayloadException if the value is invalid
	 */
	public void validate(@Nullable Object value) {
		if (value != null && this.validator != null) {
			this.validator.validate(value);
		}
	}

	/**
	 * Creates the exception of a payload that cannot be read.
	 * @param problem what is wrong, to follow subject and parameter
	 * @param cause the cause, or {@code null}
	 * @return the exception
	 */
	public UnreadablePayloadException unreadable(@Nullable String problem, @Nullable Exception cause) {
		return new UnreadablePayloadException(this.subject + " for " + this.parameter.describeInCall() + " " + problem,
				cause);
	}

	private static boolean namesCharset(String contentType) {
		return contentType.indexOf(';') != -1 && contentType.toLowerCase(Locale.ROOT).contains("charset");
	}

	private byte[] inUtf8(byte[] body, @Nullable String contentType) {
		if (this.raw || contentType == null || !namesCharset(contentType)) {
			return body;
		}
		try {
			Charset charset = MediaType.parseMediaType(contentType).getCharset();
			return (charset == null || charset.equals(StandardCharsets.UTF_8)) ? body
					: charset.newDecoder().decode(ByteBuffer.wrap(body)).toString().getBytes(StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw unreadable("has the unreadable content type '" + contentType + "'", ex);
		}
		catch (CharacterCodingException ex) {
			throw unreadable("is not in the charset of its content type '" + contentType + "'", ex);
		}
	}

}
