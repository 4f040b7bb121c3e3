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

package dev.daprfunctions.compatibility;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON object whose properties, in any case, are those of an output.
 */
final class Envelope {

	private final Map<String, JsonNode> properties;

	private Envelope(Map<String, JsonNode> properties) {
		this.properties = properties;
	}

	/**
	 * Reads a value as an envelope.
	 * @param value the value of an output
	 * @param jsonMapper the application's mapper
	 * @param names the names of the properties, of which the first one must be there
	 * @return the envelope, or {@code null} if the value is a plain one
	 */
	static @Nullable Envelope read(@Nullable Object value, JsonMapper jsonMapper, List<String> names) {
		JsonNode json = toJson(value, jsonMapper);
		if (json == null || !json.isObject()) {
			return null;
		}
		Map<String, JsonNode> properties = new LinkedHashMap<>();
		for (Map.Entry<String, JsonNode> property : json.properties()) {
			String name = property.getKey().toLowerCase(Locale.ROOT);
			if (!names.contains(name)) {
				return null;
			}
			properties.put(name, property.getValue());
		}
		return (properties.containsKey(names.get(0))) ? new Envelope(properties) : null;
	}

	private static @Nullable JsonNode toJson(@Nullable Object value, JsonMapper jsonMapper) {
		try {
			if (value instanceof String text) {
				return (text.stripLeading().startsWith("{")) ? jsonMapper.readTree(text) : null;
			}
			if (value instanceof byte[] bytes) {
				return startsAsObject(bytes) ? jsonMapper.readTree(bytes) : null;
			}
			return (value != null) ? jsonMapper.<JsonNode>valueToTree(value) : null;
		}
		catch (JacksonException | IllegalArgumentException ex) {
			return null;
		}
	}

	private static boolean startsAsObject(byte[] bytes) {
		int first = 0;
		while (first < bytes.length && Character.isWhitespace(bytes[first])) {
			first++;
		}
		return first < bytes.length && bytes[first] == '{';
	}

	@Nullable JsonNode value(String name) {
		JsonNode value = this.properties.get(name);
		return (value == null || value.isNull()) ? null : value;
	}

	@Nullable String text(String name) {
		JsonNode value = value(name);
		return (value != null && value.isValueNode()) ? value.asString() : null;
	}

}
