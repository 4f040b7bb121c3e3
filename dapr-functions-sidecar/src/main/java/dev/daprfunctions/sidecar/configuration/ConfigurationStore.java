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

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Configuration store in memory.
 */
final class ConfigurationStore {

	private final SortedMap<String, ConfigurationItem> items = new TreeMap<>();

	private final Map<String, ConfigurationSubscription> subscriptions = new LinkedHashMap<>();

	private Map<String, ConfigurationItem> loaded = Map.of();

	/**
	 * Read items.
	 * @param keys the keys, none for all
	 * @return the items that exist
	 */
	synchronized SortedMap<String, ConfigurationItem> get(Collection<String> keys) {
		SortedMap<String, ConfigurationItem> found = new TreeMap<>(this.items);
		if (!keys.isEmpty()) {
			found.keySet().retainAll(keys);
		}
		return found;
	}

	/**
	 * Set an item and tell the subscriptions, even if it is the same as before.
	 * @param key the key
	 * @param item the item, one without a value removes the key
	 */
	synchronized void put(String key, ConfigurationItem item) {
		ConfigurationItem previous = (item.value().isEmpty()) ? this.items.remove(key) : this.items.put(key, item);
		if (!item.value().isEmpty() || previous != null) {
			ConfigurationItem told = (item.value().isEmpty()) ? ConfigurationItem.NONE : item;
			this.subscriptions.values().forEach((subscription) -> subscription.add(key, told));
		}
	}

	/**
	 * Take the items of a file over as far as they differ from what it had before.
	 * @param file the items of the file
	 */
	synchronized void load(Map<String, ConfigurationItem> file) {
		Map<String, ConfigurationItem> before = this.loaded;
		this.loaded = Map.copyOf(file);
		change(before, this.loaded);
	}

	/**
	 * Return to the items of the file.
	 */
	synchronized void reset() {
		change(Map.copyOf(this.items), this.loaded);
	}

	private void change(Map<String, ConfigurationItem> from, Map<String, ConfigurationItem> to) {
		Set<String> keys = new TreeSet<>(from.keySet());
		keys.addAll(to.keySet());
		for (String key : keys) {
			@Nullable ConfigurationItem item = to.get(key);
			if (item == null || !item.equals(from.get(key))) {
				put(key, (item != null) ? item : ConfigurationItem.NONE);
			}
		}
	}

	synchronized void subscribe(ConfigurationSubscription subscription) {
		this.subscriptions.put(subscription.id(), subscription);
	}

	/**
	 * End a subscription.
	 * @param id the id
	 * @return whether there was one
	 */
	synchronized boolean unsubscribe(String id) {
		ConfigurationSubscription subscription = this.subscriptions.remove(id);
		if (subscription != null) {
			subscription.close();
		}
		return subscription != null;
	}

}
