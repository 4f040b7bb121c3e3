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

package dev.daprfunctions.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.ClassUtils;

/**
 * Configuration properties as the build describes them.
 *
 * @param properties the properties of functions
 */
record ConfigurationMetadata(List<Property> properties) {

	private static final String LOCATION = "META-INF/spring-configuration-metadata.json";

	private static final String PREFIX = "dapr.functions.";

	static ConfigurationMetadata load() {
		List<Property> properties = new ArrayList<>();
		try {
			for (URL url : Collections.list(ConfigurationMetadata.class.getClassLoader().getResources(LOCATION))) {
				properties.addAll(read(url));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		properties.sort(Comparator.comparing(Property::name));
		return new ConfigurationMetadata(List.copyOf(properties));
	}

	private static List<Property> read(URL url) throws IOException {
		try (InputStream json = url.openStream()) {
			return JsonMapper.shared()
				.readTree(json)
				.get("properties")
				.valueStream()
				.filter((property) -> property.get("name").asString().startsWith(PREFIX))
				.map(Property::of)
				.toList();
		}
	}

	String toTable() {
		return this.properties.stream()
			.map(Property::toRow)
			.collect(Collectors.joining("", "| property | default | meaning |\n|---|---|---|\n", ""));
	}

	/**
	 * Property.
	 *
	 * @param name the name
	 * @param defaultValue the default value, empty for none
	 * @param description the description
	 */
	record Property(String name, String defaultValue, String description) {

		private static Property of(JsonNode json) {
			return new Property(json.get("name").asString(), defaultValue(json.path("defaultValue")),
					json.get("description").asString() + values(json.get("type").asString()));
		}

		private static String values(String type) {
			Class<?> valueType = ClassUtils.resolveClassName(type.replaceFirst("<.*", ""), null);
			return (!valueType.isEnum()) ? ""
					: Arrays.stream(valueType.getEnumConstants())
						.map((value) -> "`" + value.toString().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
						.collect(Collectors.joining(", ", " One of ", "."));
		}

		private static String defaultValue(JsonNode value) {
			return (value.isArray()) ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
					: value.asString("");
		}

		private String toRow() {
			return "| `" + this.name + "` | " + ((this.defaultValue.isEmpty()) ? "" : "`" + this.defaultValue + "` ")
					+ "| " + this.description + " |\n";
		}

	}

}
