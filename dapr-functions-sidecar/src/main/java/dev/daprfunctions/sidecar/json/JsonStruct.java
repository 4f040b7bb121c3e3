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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * JSON object that is read field by field, with field names in any case.
 *
 * @since 0.1.0
 */
public final class JsonStruct {

	private final JsonShape shape;

	private final String struct;

	private final String prefix;

	private final JsonNode node;

	private JsonStruct(JsonShape shape, String struct, String prefix, JsonNode node) {
		this.shape = shape;
		this.struct = struct;
		this.prefix = prefix;
		this.node = node;
	}

	/**
	 * Read a value as an object.
	 * @param shape how to complain
	 * @param struct what the Dapr runtime calls the object
	 * @param node the value, {@code null} is an object without fields
	 * @return the object
	 * @throws JsonFormatException if the value is none
	 */
	public static JsonStruct of(JsonShape shape, String struct, JsonNode node) throws JsonFormatException {
		if (!node.isObject() && !node.isNull()) {
			throw shape.notAnObject(struct, node);
		}
		return new JsonStruct(shape, struct.substring(struct.lastIndexOf('.') + 1), "", node);
	}

	/**
	 * Read a list of objects.
	 * @param shape how to complain
	 * @param struct what the Dapr runtime calls one of the objects
	 * @param node the list, {@code null} is an empty one
	 * @return the objects
	 * @throws JsonFormatException if the value is no such list
	 */
	public static List<JsonStruct> listOf(JsonShape shape, String struct, JsonNode node) throws JsonFormatException {
		if (!node.isArray() && !node.isNull()) {
			throw shape.notAnObject("[]" + struct, node);
		}
		List<JsonStruct> structs = new ArrayList<>();
		for (JsonNode element : node) {
			structs.add(of(shape, struct, element));
		}
		return structs;
	}

	/**
	 * Return a field of any type.
	 * @param field the name of the field
	 * @return the value, JSON's {@code null} if there is none
	 */
	public JsonNode any(String field) {
		JsonNode found = NullNode.getInstance();
		for (Map.Entry<String, JsonNode> member : this.node.properties()) {
			if (member.getKey().equalsIgnoreCase(field)) {
				found = member.getValue();
			}
		}
		return found;
	}

	/**
	 * Return a field of any type whose numbers are double precision.
	 * @param field the name of the field
	 * @return the value, JSON's {@code null} if there is none
	 * @throws JsonFormatException if a number is too large
	 */
	public JsonNode value(String field) throws JsonFormatException {
		JsonNode value = any(field);
		JsonNode infinite = findInfinite(value);
		if (infinite != null) {
			throw this.shape.badNumber(this.struct, this.prefix + field, "float64", infinite);
		}
		return value;
	}

	private static @Nullable JsonNode findInfinite(JsonNode node) {
		if (node.isNumber()) {
			return (Double.isInfinite(node.numberValue().doubleValue())) ? node : null;
		}
		for (JsonNode child : node) {
			JsonNode infinite = findInfinite(child);
			if (infinite != null) {
				return infinite;
			}
		}
		return null;
	}

	/**
	 * Return a text.
	 * @param field the name of the field
	 * @return the text, empty if there is none
	 * @throws JsonFormatException if the field has another type
	 */
	public String text(String field) throws JsonFormatException {
		String text = nullableText(field);
		return (text != null) ? text : "";
	}

	/**
	 * Return a text that may be missing.
	 * @param field the name of the field
	 * @return the text, or {@code null} if there is none
	 * @throws JsonFormatException if the field has another type
	 */
	public @Nullable String nullableText(String field) throws JsonFormatException {
		JsonNode value = any(field);
		return (value.isNull()) ? null : text(field, value);
	}

	/**
	 * Return a list of texts.
	 * @param field the name of the field
	 * @return the list, empty if there is none
	 * @throws JsonFormatException if the field has another type
	 */
	public List<String> texts(String field) throws JsonFormatException {
		List<String> texts = new ArrayList<>();
		for (JsonNode element : elements(field, "[]string")) {
			texts.add((element.isNull()) ? "" : text(field, element));
		}
		return texts;
	}

	/**
	 * Return texts by name.
	 * @param field the name of the field
	 * @return the map, empty if there is none
	 * @throws JsonFormatException if the field has another type
	 */
	public Map<String, String> textMap(String field) throws JsonFormatException {
		JsonNode value = any(field);
		if (!value.isObject() && !value.isNull()) {
			throw mismatch(field, "map[string]string", value);
		}
		Map<String, String> map = new LinkedHashMap<>();
		for (Map.Entry<String, JsonNode> member : value.properties()) {
			map.put(member.getKey(), (member.getValue().isNull()) ? "" : text(field, member.getValue()));
		}
		return map;
	}

	/**
	 * Verify that a field is a whole number, if there is one.
	 * @param field the name of the field
	 * @throws JsonFormatException if the field has another type
	 */
	public void verifyInteger(String field) throws JsonFormatException {
		JsonNode value = any(field);
		if (value.isNumber() && !value.isIntegralNumber()) {
			throw this.shape.badNumber(this.struct, this.prefix + field, "int", value);
		}
		if (!value.isNull() && !value.isNumber()) {
			throw mismatch(field, "int", value);
		}
	}

	/**
	 * Return a whole number.
	 * @param field the name of the field
	 * @return the number, 0 if there is none
	 * @throws JsonFormatException if the field has another type
	 */
	public int integer(String field) throws JsonFormatException {
		verifyInteger(field);
		return any(field).asInt(0);
	}

	/**
	 * Return a truth value.
	 * @param field the name of the field
	 * @return the value, {@code false} if there is none
	 * @throws JsonFormatException if the field has another type
	 */
	public boolean flag(String field) throws JsonFormatException {
		JsonNode value = any(field);
		if (!value.isBoolean() && !value.isNull()) {
			throw mismatch(field, "bool", value);
		}
		return value.asBoolean(false);
	}

	/**
	 * Return an object.
	 * @param field the name of the field
	 * @param type what the Dapr runtime calls the object
	 * @return the object, without fields if there is none
	 * @throws JsonFormatException if the field has another type
	 */
	public JsonStruct struct(String field, String type) throws JsonFormatException {
		JsonNode value = any(field);
		if (!value.isObject() && !value.isNull()) {
			throw mismatch(field, type, value);
		}
		return new JsonStruct(this.shape, this.struct, this.prefix + field + ".", value);
	}

	/**
	 * Return a list of objects.
	 * @param field the name of the field
	 * @param type what the Dapr runtime calls one of the objects
	 * @return the list, empty if there is none
	 * @throws JsonFormatException if the field has another type
	 */
	public List<JsonStruct> structs(String field, String type) throws JsonFormatException {
		List<JsonStruct> structs = new ArrayList<>();
		for (JsonNode element : elements(field, "[]" + type)) {
			if (!element.isObject() && !element.isNull()) {
				throw mismatch(field, type, element);
			}
			structs.add(new JsonStruct(this.shape, this.struct, this.prefix + field + ".", element));
		}
		return structs;
	}

	private JsonNode elements(String field, String type) throws JsonFormatException {
		JsonNode value = any(field);
		if (!value.isArray() && !value.isNull()) {
			throw mismatch(field, type, value);
		}
		return value;
	}

	private String text(String field, JsonNode value) throws JsonFormatException {
		if (!value.isString()) {
			throw mismatch(field, "string", value);
		}
		return value.stringValue();
	}

	private JsonFormatException mismatch(String field, String expected, JsonNode found) {
		return this.shape.mismatch(this.struct, this.prefix + field, expected, found);
	}

}
