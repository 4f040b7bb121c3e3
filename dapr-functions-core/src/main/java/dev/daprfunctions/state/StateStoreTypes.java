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
import java.util.Locale;
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
	 * Type that runs everything in {@code MULTI}: isolated, but what succeeded stays when
	 * a part fails, and that is what a compared ETag may do. A first-write marks the key,
	 * which then takes no write without its ETag any more.
	 */
	private static final String REDIS = "state.redis";

	/**
	 * Types that carry out several writes all or none: in memory under one lock, the
	 * others in a transaction of the database. The second names of SQLite and PostgreSQL
	 * are aliases that the runtime registers for the same component.
	 */
	private static final Set<String> ATOMIC = Set.of("state.in-memory", "state.sqlite", "state.sqlite3",
			"state.postgresql", "state.postgres", "state.mysql", "state.sqlserver");

	/**
	 * Types that were seen to roll everything back when an ETag does not match, MySQL in
	 * the shape of MariaDB. SQL Server is left out, since it could not be tried.
	 */
	private static final Set<String> ATOMIC_WITH_ETAG = Set.of("state.in-memory", "state.sqlite", "state.sqlite3",
			"state.postgresql", "state.postgres", "state.mysql");

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
		moreTypes.forEach((type) -> this.atomic.add(type.toLowerCase(Locale.ROOT)));
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
		return components()
			.onErrorMap((failure) -> SidecarFailures.translate(failure,
					"asking for the state stores before the outputs of " + changes.get(0).function() + " are written"))
			.map((components) -> {
				ComponentMetadata component = components.get(store);
				return component != null && component.getCapabilities().contains(TRANSACTIONAL)
						&& isAtomicType(typeOf(component), changes);
			});
	}

	/**
	 * Returns whether a transaction that the store refuses has changed nothing.
	 * @param store the name of the store
	 * @return whether it has not
	 */
	Mono<Boolean> rollsBack(String store) {
		return isRedis(store).map((redis) -> !redis);
	}

	/**
	 * Fits a write that compares an ETag to the store: on Redis a first-write would mark
	 * the key for good, and the ETag is compared without it.
	 * @param change the write
	 * @return the write that has the same meaning for the store
	 */
	Mono<StateChange> fit(StateChange change) {
		return isRedis(change.address().store()).map((redis) -> (redis) ? change.withoutConcurrency() : change);
	}

	private Mono<Boolean> isRedis(String store) {
		return components().map((components) -> {
			ComponentMetadata component = components.get(store);
			return component != null && typeOf(component).equals(REDIS);
		}).onErrorReturn(false);
	}

	private static String typeOf(ComponentMetadata component) {
		return component.getType().toLowerCase(Locale.ROOT);
	}

	private boolean isAtomicType(String type, List<StateChange> changes) {
		if (changes.stream().anyMatch(StateChange::isConditional)) {
			return ATOMIC_WITH_ETAG.contains(type);
		}
		if (type.equals(REDIS)) {
			return changes.stream().noneMatch(StateChange::usesEtag);
		}
		if (type.equals(COSMOS_DB)) {
			// A batch with a delete of an absent key would fail as a whole.
			return changes.size() <= COSMOS_DB_OPERATIONS && partitionKey(changes) != null
					&& changes.stream().noneMatch(StateChange::isDelete);
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

	private Mono<Map<String, ComponentMetadata>> components() {
		Mono<Map<String, ComponentMetadata>> current = this.components;
		if (current == null) {
			current = Mono.defer(this.client::getMetadata)
				.map(StateStoreTypes::byName)
				.doOnError((failure) -> forget())
				.cache();
			this.components = current;
		}
		return current;
	}

	private static Map<String, ComponentMetadata> byName(DaprMetadata metadata) {
		Map<String, ComponentMetadata> byName = new HashMap<>();
		metadata.getComponents().forEach((component) -> byName.put(component.getName(), component));
		return byName;
	}

}
