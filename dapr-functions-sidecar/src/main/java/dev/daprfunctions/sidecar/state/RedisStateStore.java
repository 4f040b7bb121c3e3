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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * {@link StateStore} in memory with the ways of {@code state.redis}, which differ from
 * those of other stores: ETags count up from 1, a transaction keeps what succeeded when a
 * part of it fails, a key that a first-write has created takes no write without an ETag,
 * and an absent key takes one with any ETag.
 */
final class RedisStateStore implements StateStore {

	private static final String NO_VERSION = "0";

	private static final String SET_SCRIPT = "user_script:14";

	private static final String SET_SCRIPT_ID = "d908b9553add63a82e03589b5c6d01a7654ef0f2";

	private static final String DELETE_SCRIPT = "user_script:6";

	private static final String DELETE_SCRIPT_ID = "2446db0de2c963f100727b388f03ead01d18c265";

	private static final Duration LONGEST = Duration.ofSeconds(Integer.MAX_VALUE);

	private final Map<String, Entry> entries = new HashMap<>();

	private final InstantSource clock;

	RedisStateStore(InstantSource clock) {
		this.clock = clock;
	}

	@Override
	public synchronized @Nullable StateValue get(String key) {
		Entry entry = find(key);
		return (entry != null) ? new StateValue(entry.data(), entry.etag(), null) : null;
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
		return new TreeMap<>(getBulk(List.copyOf(this.entries.keySet())));
	}

	@Override
	public synchronized void clear() {
		this.entries.clear();
	}

	@Override
	public synchronized void apply(StateOperation operation) throws StateStoreException {
		operation.options().validate();
		Command command = prepare(operation);
		String failure = execute(command, operation.options().isFirstWrite());
		if (failure == null) {
			expire(command);
			return;
		}
		if (operation instanceof StateOperation.Delete || hasEtag(operation)) {
			throw new EtagMismatchException(failure);
		}
		throw new StateStoreException("failed to set key %s: %s".formatted(operation.key(), failure));
	}

	@Override
	public synchronized void transact(List<StateOperation> operations) throws StateStoreException {
		List<Command> commands = new ArrayList<>();
		for (StateOperation operation : operations) {
			commands.add(prepare(operation));
		}
		String first = null;
		for (Command command : commands) {
			// In a transaction the runtime does not tell Redis about a first-write.
			String failure = execute(command, false);
			expire(command);
			first = (first != null) ? first : failure;
		}
		if (first != null) {
			throw new StateStoreException(first);
		}
	}

	private static Command prepare(StateOperation operation) throws StateStoreException {
		if (operation instanceof StateOperation.Upsert upsert) {
			return new Command(upsert, version(upsert), timeToLive(upsert));
		}
		return new Command(operation, hasEtag(operation) ? String.valueOf(operation.etag()) : NO_VERSION, null);
	}

	private static boolean hasEtag(StateOperation operation) {
		return operation.etag() != null && !operation.etag().isEmpty();
	}

	private static String version(StateOperation.Upsert upsert) throws InvalidEtagException {
		String etag = upsert.etag();
		if (etag == null || etag.isEmpty() || upsert.options().isLastWrite()) {
			return NO_VERSION;
		}
		try {
			return String.valueOf(GoNumber.parse(etag, "Atoi"));
		}
		catch (StateStoreException ex) {
			throw new InvalidEtagException(String.valueOf(ex.getMessage()));
		}
	}

	private static @Nullable Long timeToLive(StateOperation.Upsert upsert) throws StateStoreException {
		String text = upsert.metadata().getOrDefault("ttlInSeconds", "");
		if (text.isEmpty()) {
			return null;
		}
		try {
			return GoNumber.parse(text, "ParseInt");
		}
		catch (StateStoreException ex) {
			throw new StateStoreException("failed to parse ttl from metadata: " + ex.getMessage());
		}
	}

	private @Nullable String execute(Command command, boolean firstWrite) {
		if (command.operation() instanceof StateOperation.Upsert upsert) {
			return set(upsert, command.version(), firstWrite);
		}
		return delete(command.operation().key(), command.version());
	}

	private @Nullable String set(StateOperation.Upsert upsert, String version, boolean firstWrite) {
		Entry entry = find(upsert.key());
		if (entry == null) {
			this.entries.put(upsert.key(), new Entry(upsert.value(), 1, firstWrite, null));
			return null;
		}
		if (entry.etag().equals(version) || (!entry.firstWrite() && version.equals(NO_VERSION))) {
			this.entries.put(upsert.key(),
					new Entry(upsert.value(), entry.version() + 1, entry.firstWrite() || firstWrite, entry.expiry()));
			return null;
		}
		return "ERR %1$s: failed to set key %2$s script: %3$s, on @%1$s.".formatted(SET_SCRIPT, upsert.key(),
				SET_SCRIPT_ID);
	}

	private @Nullable String delete(String key, String version) {
		Entry entry = find(key);
		if (entry == null || entry.etag().equals(version) || version.equals(NO_VERSION)) {
			this.entries.remove(key);
			return null;
		}
		return "ERR %1$s: failed to delete %2$s script: %3$s, on @%1$s.".formatted(DELETE_SCRIPT, key,
				DELETE_SCRIPT_ID);
	}

	private void expire(Command command) {
		Long seconds = command.timeToLive();
		Entry entry = find(command.operation().key());
		if (seconds == null || entry == null) {
			return;
		}
		Duration timeToLive = Duration.ofSeconds(Math.min(seconds, LONGEST.toSeconds()));
		Instant expiry = (seconds > 0) ? this.clock.instant().plus(timeToLive) : null;
		this.entries.put(command.operation().key(),
				new Entry(entry.data(), entry.version(), entry.firstWrite(), expiry));
	}

	private @Nullable Entry find(String key) {
		Entry entry = this.entries.get(key);
		if (entry != null && entry.expiry() != null && this.clock.instant().isAfter(entry.expiry())) {
			this.entries.remove(key);
			return null;
		}
		return entry;
	}

	/**
	 * Value of a key.
	 *
	 * @param data the bytes, never changed
	 * @param version counts the writes
	 * @param firstWrite whether the key takes only writes with its ETag
	 * @param expiry when the value is gone
	 */
	private record Entry(byte[] data, long version, boolean firstWrite, @Nullable Instant expiry) {

		String etag() {
			return String.valueOf(this.version);
		}

	}

	/**
	 * Operation whose parameters were read.
	 *
	 * @param operation the operation
	 * @param version the version that the key must have, 0 for any
	 * @param timeToLive the time to live in seconds, not positive to keep the value for
	 * good, {@code null} to leave it as it is
	 */
	private record Command(StateOperation operation, String version, @Nullable Long timeToLive) {
	}

}
