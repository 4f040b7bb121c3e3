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

package dev.daprfunctions.sidecar.configuration;

import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes configuration items as JSON, as the Dapr runtime does.
 *
 * @since 0.1.0
 */
public final class ConfigurationJson {

	private ConfigurationJson() {
	}

	/**
	 * Write items.
	 * @param items the items by key
	 * @return an object with a member for each item, in the order of the keys
	 */
	public static ObjectNode of(Map<String, ConfigurationItem> items) {
		ObjectNode json = JsonNodeFactory.instance.objectNode();
		new TreeMap<>(items).forEach((key, item) -> add(item, json.putObject(key)));
		return json;
	}

	private static void add(ConfigurationItem item, ObjectNode json) {
		if (!item.value().isEmpty()) {
			json.put("value", item.value());
		}
		if (!item.version().isEmpty()) {
			json.put("version", item.version());
		}
		if (!item.metadata().isEmpty()) {
			new TreeMap<>(item.metadata()).forEach(json.putObject("metadata")::put);
		}
	}

}
