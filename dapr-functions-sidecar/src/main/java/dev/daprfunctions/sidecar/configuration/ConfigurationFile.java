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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.daprfunctions.sidecar.json.JsonFormatException;
import dev.daprfunctions.sidecar.json.RuntimeJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * File with the items of a store: a JSON object with a text, a number or a truth value
 * for an item that has a value only, and an object with {@code value}, {@code version}
 * and {@code metadata} for any other.
 */
final class ConfigurationFile {

	static final String NAME = "configuration.json";

	private static final Set<String> MEMBERS = Set.of("value", "version", "metadata");

	private final Path path;

	private String state = "";

	ConfigurationFile(Path path) {
		this.path = path;
	}

	/**
	 * Return whether the file is not the one that was asked for the last time.
	 * @return {@code true} if it has changed
	 */
	boolean hasChanged() {
		String current = currentState();
		boolean changed = !current.equals(this.state);
		this.state = current;
		return changed;
	}

	private String currentState() {
		try {
			BasicFileAttributes attributes = Files.readAttributes(this.path, BasicFileAttributes.class);
			return "%s %s %d".formatted(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
		}
		catch (IOException ex) {
			return "";
		}
	}

	/**
	 * Read the items.
	 * @return the items by key, none if there is no file
	 * @throws ConfigurationFileException if the file cannot be read
	 */
	Map<String, ConfigurationItem> read() throws ConfigurationFileException {
		if (Files.notExists(this.path)) {
			return Map.of();
		}
		JsonNode content;
		try {
			content = RuntimeJson.readWhole(Files.readAllBytes(this.path));
		}
		catch (IOException ex) {
			throw new ConfigurationFileException("could not read the configuration file '%s'".formatted(this.path), ex);
		}
		catch (JsonFormatException ex) {
			throw failure("should be a JSON object: " + ex.getMessage(), ex);
		}
		if (!content.isObject()) {
			throw failure("should be a JSON object", null);
		}
		Map<String, ConfigurationItem> items = new TreeMap<>();
		for (Map.Entry<String, JsonNode> member : content.properties()) {
			items.put(member.getKey(), item(member.getKey(), member.getValue()));
		}
		return items;
	}

	private ConfigurationItem item(String key, JsonNode node) throws ConfigurationFileException {
		if (!node.isObject()) {
			return ConfigurationItem.of(text(key, node));
		}
		for (String member : node.propertyNames()) {
			if (!MEMBERS.contains(member)) {
				throw failure("has the unknown member '%s' in '%s', expected 'value', 'version' and 'metadata'"
					.formatted(member, key), null);
			}
		}
		return new ConfigurationItem(text(key, node.path("value")),
				(node.has("version")) ? text(key, node.path("version")) : "", metadata(key, node.path("metadata")));
	}

	private Map<String, String> metadata(String key, JsonNode node) throws ConfigurationFileException {
		if (!node.isObject() && !node.isMissingNode()) {
			throw failure("should have an object as the 'metadata' of '%s'".formatted(key), null);
		}
		Map<String, String> metadata = new TreeMap<>();
		for (Map.Entry<String, JsonNode> member : node.properties()) {
			metadata.put(member.getKey(), text(key, member.getValue()));
		}
		return metadata;
	}

	private String text(String key, JsonNode node) throws ConfigurationFileException {
		if (!node.isString() && !node.isNumber() && !node.isBoolean()) {
			throw failure("should have a text as the value of '%s'".formatted(key), null);
		}
		return node.asString();
	}

	private ConfigurationFileException failure(String problem, @Nullable Throwable cause) {
		return new ConfigurationFileException("the configuration file '%s' %s".formatted(this.path, problem), cause);
	}

	@Override
	public String toString() {
		return this.path.toString();
	}

}
