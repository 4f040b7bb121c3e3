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

package dev.daprfunctions.sidecar.secret;

import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

/**
 * {@link SecretStore} over a JSON object, as {@code secretstores.local.file} is.
 */
final class FileSecretStore implements SecretStore {

	private final Map<String, Map<String, String>> secrets = new TreeMap<>();

	/**
	 * Create a store.
	 * @param content the content of the file
	 * @param separator what joins the names of nested values
	 * @param multiValued whether an object is one secret with several values
	 */
	FileSecretStore(JsonNode content, String separator, boolean multiValued) {
		if (multiValued) {
			addMultiValued(content, separator);
		}
		else {
			flatten(content, separator).forEach((name, value) -> this.secrets.put(name, Map.of(name, value)));
		}
	}

	private void addMultiValued(JsonNode content, String separator) {
		for (Map.Entry<String, JsonNode> member : content.properties()) {
			JsonNode value = member.getValue();
			if (value.isString()) {
				this.secrets.put(member.getKey(), Map.of(member.getKey(), value.stringValue()));
			}
			else if (value.isObject()) {
				this.secrets.put(member.getKey(), flatten(value, separator));
			}
		}
	}

	private static Map<String, String> flatten(JsonNode object, String separator) {
		Map<String, String> values = new TreeMap<>();
		object.properties().forEach((member) -> flatten(member.getKey(), member.getValue(), separator, values));
		return values;
	}

	private static void flatten(String path, JsonNode node, String separator, Map<String, String> values) {
		if (node.isObject()) {
			node.properties()
				.forEach((member) -> flatten(path + separator + member.getKey(), member.getValue(), separator, values));
		}
		else if (node.isArray()) {
			for (int i = 0; i < node.size(); i++) {
				flatten(path + separator + i, node.get(i), separator, values);
			}
		}
		else {
			values.putIfAbsent(path, PrintedValue.of(node));
		}
	}

	@Override
	public Map<String, String> get(String name) throws SecretStoreException {
		Map<String, String> secret = this.secrets.get(name);
		if (secret == null) {
			throw SecretStoreException.notFound(name);
		}
		return secret;
	}

	@Override
	public Map<String, Map<String, String>> getAll() {
		return this.secrets;
	}

}
