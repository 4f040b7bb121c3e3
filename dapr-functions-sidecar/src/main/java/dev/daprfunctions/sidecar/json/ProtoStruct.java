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

package dev.daprfunctions.sidecar.json;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * JSON object that stands for a protobuf message. Fields have their names in camel case
 * or with underscores; those that the message does not have are ignored.
 *
 * @since 0.1.0
 */
public final class ProtoStruct {

	private static final Pattern UPPER_CASE = Pattern.compile("[A-Z]");

	private static final long MAX_UINT32 = 0xFFFF_FFFFL;

	private static final int MAX_NUMBER_LENGTH = 100;

	private final JsonNode node;

	private ProtoStruct(JsonNode node) {
		this.node = node;
	}

	/**
	 * Read a text.
	 * @param bytes the text, which may be empty
	 * @return the object
	 * @throws JsonFormatException if the text is no JSON object
	 */
	public static ProtoStruct of(byte[] bytes) throws JsonFormatException {
		if (bytes.length == 0) {
			return new ProtoStruct(JsonNodeFactory.instance.objectNode());
		}
		JsonNode node = RuntimeJson.readWhole(bytes);
		if (!node.isObject()) {
			throw new JsonFormatException("unexpected token " + node);
		}
		return new ProtoStruct(node);
	}

	/**
	 * Return a field of any type.
	 * @param field the name in camel case
	 * @return the value, or {@code null} if there is none; JSON's {@code null} is one
	 */
	public @Nullable JsonNode value(String field) {
		JsonNode value = this.node.get(field);
		return (value != null) ? value : this.node.get(withUnderscores(field));
	}

	private static String withUnderscores(String field) {
		return UPPER_CASE.matcher(field).replaceAll((match) -> "_" + match.group().toLowerCase(Locale.ROOT));
	}

	private @Nullable JsonNode known(String field) {
		JsonNode value = value(field);
		return (value == null || value.isNull()) ? null : value;
	}

	/**
	 * Return a text.
	 * @param field the name in camel case
	 * @return the text, or {@code null} if there is none
	 * @throws JsonFormatException if the field has another type
	 */
	public @Nullable String text(String field) throws JsonFormatException {
		JsonNode value = known(field);
		if (value != null && !value.isString()) {
			throw invalid("string", field, value);
		}
		return (value != null) ? value.stringValue() : null;
	}

	/**
	 * Return a truth value.
	 * @param field the name in camel case
	 * @return the value, {@code false} if there is none
	 * @throws JsonFormatException if the field has another type
	 */
	public boolean flag(String field) throws JsonFormatException {
		JsonNode value = known(field);
		if (value != null && !value.isBoolean()) {
			throw invalid("bool", field, value);
		}
		return value != null && value.booleanValue();
	}

	/**
	 * Return a whole number.
	 * @param field the name in camel case
	 * @return the number, 0 if there is none
	 * @throws JsonFormatException if the field is no such number
	 */
	public int int32(String field) throws JsonFormatException {
		Long number = number(field, "int32", Integer.MIN_VALUE, Integer.MAX_VALUE);
		return (number != null) ? number.intValue() : 0;
	}

	/**
	 * Return a whole number that is not negative.
	 * @param field the name in camel case
	 * @return the number, or {@code null} if there is none
	 * @throws JsonFormatException if the field is no such number
	 */
	public @Nullable Long uint32(String field) throws JsonFormatException {
		return number(field, "uint32", 0, MAX_UINT32);
	}

	private @Nullable Long number(String field, String type, long min, long max) throws JsonFormatException {
		JsonNode value = known(field);
		if (value == null) {
			return null;
		}
		String text = (value.isNumber() || value.isString()) ? value.asString() : "";
		try {
			long number = (text.length() > MAX_NUMBER_LENGTH) ? Long.MAX_VALUE : new BigDecimal(text).longValueExact();
			if (number >= min && number <= max) {
				return number;
			}
		}
		catch (ArithmeticException | NumberFormatException ex) {
			throw invalid(type, field, value);
		}
		throw invalid(type, field, value);
	}

	/**
	 * Return an object.
	 * @param field the name in camel case
	 * @return the object, or {@code null} if there is none
	 * @throws JsonFormatException if the field has another type
	 */
	public @Nullable ProtoStruct struct(String field) throws JsonFormatException {
		JsonNode value = known(field);
		if (value != null && !value.isObject()) {
			throw new JsonFormatException("unexpected token " + value);
		}
		return (value != null) ? new ProtoStruct(value) : null;
	}

	private static JsonFormatException invalid(String type, String field, JsonNode value) {
		return new JsonFormatException("invalid value for %s field %s: %s".formatted(type, field, value));
	}

}
