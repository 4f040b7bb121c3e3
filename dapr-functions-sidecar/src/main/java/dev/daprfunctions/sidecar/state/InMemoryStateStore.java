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

package dev.daprfunctions.sidecar.state;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * {@link StateStore} in memory, with ETags, transactions and time to live as
 * {@code state.in-memory} has them.
 */
final class InMemoryStateStore implements StateStore {

	private static final long MAX_TIME_TO_LIVE = Integer.MAX_VALUE;

	private final Map<String, StateValue> values = new HashMap<>();

	private final InstantSource clock;

	InMemoryStateStore(InstantSource clock) {
		this.clock = clock;
	}

	@Override
	public synchronized @Nullable StateValue get(String key) {
		StateValue value = this.values.get(key);
		if (value != null && value.isExpired(this.clock.instant())) {
			this.values.remove(key);
			return null;
		}
		return value;
	}

	@Override
	public synchronized Map<String, StateValue> getBulk(Collection<String> keys) {
		Map<String, StateValue> found = new HashMap<>();
		for (String key : keys) {
			StateValue value = get(key);
			if (value != null) {
				found.put(key, value);
			}
		}
		return found;
	}

	@Override
	public synchronized SortedMap<String, StateValue> getAll() {
		return new TreeMap<>(getBulk(List.copyOf(this.values.keySet())));
	}

	@Override
	public synchronized void clear() {
		this.values.clear();
	}

	@Override
	public void apply(StateOperation operation) throws StateStoreException {
		transact(List.of(operation));
	}

	@Override
	public synchronized void transact(List<StateOperation> operations) throws StateStoreException {
		for (StateOperation operation : operations) {
			operation.options().validate();
			timeToLive(operation);
		}
		for (StateOperation operation : operations) {
			verifyEtag(operation);
		}
		for (StateOperation operation : operations) {
			if (operation instanceof StateOperation.Upsert upsert) {
				this.values.put(upsert.key(),
						new StateValue(upsert.value(), UUID.randomUUID().toString(), expiry(upsert)));
			}
			else {
				this.values.remove(operation.key());
			}
		}
	}

	private void verifyEtag(StateOperation operation) throws EtagMismatchException {
		String etag = operation.etag();
		StateValue current = get(operation.key());
		if (etag == null || etag.isEmpty()) {
			if (operation.options().isFirstWrite() && current != null) {
				throw new EtagMismatchException("item already exists and no etag was passed");
			}
		}
		else if (current == null) {
			throw new EtagMismatchException("state not exist or expired for key=" + operation.key());
		}
		else if (!current.etag().equals(etag)) {
			throw new EtagMismatchException("state etag not match for key=%s: current=%s, expect=%s"
				.formatted(operation.key(), current.etag(), etag));
		}
	}

	private @Nullable Instant expiry(StateOperation.Upsert upsert) throws StateStoreException {
		Duration timeToLive = timeToLive(upsert);
		return (timeToLive.isZero()) ? null : this.clock.instant().plus(timeToLive);
	}

	private static Duration timeToLive(StateOperation operation) throws StateStoreException {
		if (!(operation instanceof StateOperation.Upsert upsert)) {
			return Duration.ZERO;
		}
		String text = upsert.metadata().getOrDefault("ttlInSeconds", "");
		if (text.isEmpty()) {
			return Duration.ZERO;
		}
		long seconds = GoNumber.parse(text, "Atoi");
		return Duration.ofSeconds(Math.max(0, Math.min(seconds, MAX_TIME_TO_LIVE)));
	}

}
