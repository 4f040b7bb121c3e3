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

/**
 * Value of a configuration store.
 *
 * @param value the value, empty for a value that is not there
 * @param version the version, which may be empty
 * @param metadata the metadata
 * @since 0.1.0
 */
public record ConfigurationItem(String value, String version, Map<String, String> metadata) {

	static final ConfigurationItem NONE = new ConfigurationItem("", "", Map.of());

	public ConfigurationItem {
		metadata = Map.copyOf(metadata);
	}

	/**
	 * Create an item that has a value only.
	 * @param value the value
	 * @return the item
	 */
	public static ConfigurationItem of(String value) {
		return new ConfigurationItem(value, "", Map.of());
	}

}
