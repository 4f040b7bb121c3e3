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

package dev.daprfunctions.state;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.daprfunctions.client.SidecarFailures;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.ComponentMetadata;
import io.dapr.client.domain.DaprMetadata;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What the state stores of the sidecar can do. The sidecar is asked on first need, and
 * again after {@link #forget()}.
 *
 * @since 0.1.0
 * @see <a href=
 * "https://docs.dapr.io/reference/components-reference/supported-state-stores/">Supported
 * state stores</a>
 */
public final class StateStoreTypes {

	private static final String TRANSACTIONAL = "TRANSACTIONAL";

	private static final String COSMOS_DB = "state.azure.cosmosdb";

	private static final int COSMOS_DB_OPERATIONS = 100;

	private static final String PARTITION_KEY = "partitionKey";

	/**
	 * Types that carry out several writes all or none.
	 */
	private static final Set<String> ATOMIC = Set.of("state.in-memory", "state.sqlite", "state.sqlite3",
			"state.postgresql", "state.postgres", "state.mysql", "state.sqlserver");

	/**
	 * Types that do so as long as no ETag is compared.
	 */
	private static final Set<String> ATOMIC_WITHOUT_ETAG = Set.of("state.redis");

	/**
	 * Types that were seen to roll everything back when an ETag does not match.
	 */
	private static final Set<String> ATOMIC_WITH_ETAG = Set.of("state.in-memory", "state.sqlite", "state.sqlite3");

	private final DaprClient client;

	private final Set<String> atomic;

	private final boolean enabled;

	private volatile @Nullable Mono<Map<String, ComponentMetadata>> components;

	/**
	 * Creates the types.
	 * @param client the client of the sidecar
	 * @param moreTypes further types that carry out several writes all or none
	 * @param enabled whether there are transactions at all
	 */
	public StateStoreTypes(DaprClient client, Set<String> moreTypes, boolean enabled) {
		this.client = client;
		this.atomic = new HashSet<>(ATOMIC);
		this.atomic.addAll(moreTypes);
		this.enabled = enabled;
	}

	/**
	 * Forgets what the sidecar said, since it may have been replaced by another one.
	 */
	public void forget() {
		this.components = null;
	}

	/**
	 * Returns whether writes can go as one transaction.
	 * @param store the name of the store
	 * @param changes the writes
	 * @return whether they can
	 */
	Mono<Boolean> isAtomic(String store, List<StateChange> changes) {
		if (!this.enabled || !changes.stream().allMatch(StateChange::transactional)) {
			return Mono.just(false);
		}
		return components(changes.get(0).function()).map((components) -> {
			ComponentMetadata component = components.get(store);
			return component != null && component.getCapabilities().contains(TRANSACTIONAL)
					&& isAtomicType(component.getType(), changes);
		});
	}

	private boolean isAtomicType(String type, List<StateChange> changes) {
		if (changes.stream().anyMatch(StateChange::isConditional)) {
			return ATOMIC_WITH_ETAG.contains(type);
		}
		if (ATOMIC_WITHOUT_ETAG.contains(type)) {
			return changes.stream().noneMatch(StateChange::usesEtag);
		}
		if (type.equals(COSMOS_DB)) {
			return changes.size() <= COSMOS_DB_OPERATIONS && partitionKey(changes) != null;
		}
		return this.atomic.contains(type);
	}

	/**
	 * Returns the partition key that all writes share.
	 * @param changes the writes
	 * @return the partition key, or {@code null} if they share none
	 */
	static @Nullable String partitionKey(List<StateChange> changes) {
		String first = changes.get(0).metadata().get(PARTITION_KEY);
		return (first != null
				&& changes.stream().allMatch((change) -> first.equals(change.metadata().get(PARTITION_KEY)))) ? first
						: null;
	}

	static Map<String, String> transactionMetadata(List<StateChange> changes) {
		String partitionKey = partitionKey(changes);
		return (partitionKey != null) ? Map.of(PARTITION_KEY, partitionKey) : Map.of();
	}

	private Mono<Map<String, ComponentMetadata>> components(String function) {
		Mono<Map<String, ComponentMetadata>> current = this.components;
		if (current == null) {
			current = Mono.defer(this.client::getMetadata)
				.map(StateStoreTypes::byName)
				.doOnError((failure) -> forget())
				.cache();
			this.components = current;
		}
		return current.onErrorMap((failure) -> SidecarFailures.translate(failure,
				"asking for the state stores before the outputs of " + function + " are written"));
	}

	private static Map<String, ComponentMetadata> byName(DaprMetadata metadata) {
		Map<String, ComponentMetadata> byName = new HashMap<>();
		metadata.getComponents().forEach((component) -> byName.put(component.getName(), component));
		return byName;
	}

}
