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

import java.util.List;
import java.util.SortedMap;

import dev.daprfunctions.sidecar.error.ApiException;

/**
 * Values of the configuration stores, for tests. Every change is told to those who
 * subscribed to the key.
 *
 * @since 0.1.0
 */
public final class ConfigurationValues {

	private final ConfigurationApi api;

	ConfigurationValues(ConfigurationApi api) {
		this.api = api;
	}

	/**
	 * Return all items of a store.
	 * @param store the name of the store
	 * @return the items by key
	 * @throws ApiException if there is no such store
	 */
	public SortedMap<String, ConfigurationItem> getAll(String store) {
		return this.api.find(store).get(List.of());
	}

	/**
	 * Set a value.
	 * @param store the name of the store
	 * @param key the key
	 * @param value the value, an empty one removes the key
	 * @throws ApiException if there is no such store
	 */
	public void put(String store, String key, String value) {
		put(store, key, ConfigurationItem.of(value));
	}

	/**
	 * Set a value with its version and metadata.
	 * @param store the name of the store
	 * @param key the key
	 * @param item the item
	 * @throws ApiException if there is no such store
	 */
	public void put(String store, String key, ConfigurationItem item) {
		this.api.find(store).put(key, item);
	}

	/**
	 * Remove a key.
	 * @param store the name of the store
	 * @param key the key
	 * @throws ApiException if there is no such store
	 */
	public void remove(String store, String key) {
		this.api.find(store).put(key, ConfigurationItem.NONE);
	}

}
