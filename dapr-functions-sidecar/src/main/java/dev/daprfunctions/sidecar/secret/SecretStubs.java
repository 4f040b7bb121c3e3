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
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Secrets that stand in for those of the stores, for tests. A store that has one need not
 * exist otherwise.
 *
 * @since 0.1.0
 */
public final class SecretStubs {

	private final Map<String, SortedMap<String, Map<String, String>>> stores = new TreeMap<>();

	/**
	 * Put a secret.
	 * @param store the name of the store
	 * @param name the name of the secret
	 * @param values the values of the secret by their names
	 */
	public synchronized void put(String store, String name, Map<String, String> values) {
		this.stores.computeIfAbsent(store, (key) -> new TreeMap<>()).put(name, Map.copyOf(values));
	}

	/**
	 * Remove all secrets.
	 */
	public synchronized void clear() {
		this.stores.clear();
	}

	synchronized boolean hasStore(String store) {
		return this.stores.containsKey(store);
	}

	synchronized @Nullable Map<String, String> get(String store, String name) {
		return getAll(store).get(name);
	}

	synchronized Map<String, Map<String, String>> getAll(String store) {
		return Map.copyOf(this.stores.getOrDefault(store, new TreeMap<>()));
	}

}
