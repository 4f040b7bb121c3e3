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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.daprfunctions.sidecar.network.Deliveries;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConfigurationStore}.
 */
class ConfigurationStoreTests {

	private final ConfigurationStore store = new ConfigurationStore();

	private final List<String> told = new ArrayList<>();

	private final Deliveries deliveries = new Deliveries();

	@Test
	void whenFileIsLoadedAgainThenOnlyItsChangesAreTold() {
		this.store.load(Map.of("kept", item("1"), "changed", item("1"), "gone", item("1"), "set", item("1")));
		subscribe("1");
		this.store.put("set", item("2"));
		this.store.load(Map.of("kept", item("1"), "changed", item("2"), "new", item("1"), "set", item("1")));
		assertThat(this.told).containsExactly("1 set=2", "1 changed=2", "1 gone=", "1 new=1");
		assertThat(this.store.get(List.of()))
			.isEqualTo(Map.of("kept", item("1"), "changed", item("2"), "new", item("1"), "set", item("2")));
	}

	@Test
	void whenResetThenItHasTheItemsOfTheFile() {
		this.store.load(Map.of("kept", item("1"), "removed", item("1")));
		this.store.put("added", item("1"));
		this.store.put("removed", ConfigurationItem.NONE);
		subscribe("1");
		this.store.reset();
		assertThat(this.told).containsExactly("1 added=", "1 removed=1");
		assertThat(this.store.get(List.of())).isEqualTo(Map.of("kept", item("1"), "removed", item("1")));
	}

	@Test
	void whenNothingIsRemovedThenNothingIsTold() {
		subscribe("1");
		this.store.put("missing", ConfigurationItem.NONE);
		assertThat(this.told).isEmpty();
	}

	@Test
	void whenListenerFailsThenLaterChangesAreTold() throws InterruptedException {
		this.store.subscribe(new ConfigurationSubscription("failing", Set.of(), (id, items) -> {
			this.told.add("failing");
			throw new IllegalStateException("broken");
		}, Runnable::run, this.deliveries));
		this.store.put("a", item("1"));
		this.store.put("a", item("2"));
		assertThat(this.told).hasSize(2);
		assertThat(this.deliveries.awaitNone(Duration.ofSeconds(1))).isTrue();
	}

	@Test
	void whenChangesAreDroppedThenTheyAreNotTold() {
		List<Runnable> tasks = new ArrayList<>();
		this.store.subscribe(new ConfigurationSubscription("1", Set.of(), this::tell, tasks::add, this.deliveries));
		this.store.put("a", item("1"));
		this.deliveries.dropAll();
		this.store.put("a", item("2"));
		tasks.forEach(Runnable::run);
		assertThat(this.told).containsExactly("1 a=2");
	}

	private void subscribe(String id) {
		this.store.subscribe(new ConfigurationSubscription(id, Set.of(), this::tell, Runnable::run, this.deliveries));
	}

	private void tell(String id, Map<String, ConfigurationItem> items) {
		items.forEach((key, item) -> this.told.add("%s %s=%s".formatted(id, key, item.value())));
	}

	private static ConfigurationItem item(String value) {
		return ConfigurationItem.of(value);
	}

}
