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

package dev.daprfunctions.sidecar.lock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

import io.dapr.v1.DaprLockProtos.UnlockResponse.Status;
import org.jspecify.annotations.Nullable;

/**
 * Locks in memory, each of which ends when it is released or has expired.
 */
final class LockStore {

	private final Map<String, Held> locks = new HashMap<>();

	private final InstantSource clock;

	LockStore(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Take a lock unless it is held, be it by the same owner.
	 * @param resource the resource
	 * @param owner who takes it
	 * @param expiry how long it is held
	 * @return whether it was taken
	 */
	synchronized boolean take(String resource, String owner, Duration expiry) {
		if (find(resource) != null) {
			return false;
		}
		this.locks.put(resource, new Held(owner, this.clock.instant().plus(expiry)));
		return true;
	}

	/**
	 * Release a lock.
	 * @param resource the resource
	 * @param owner who took it
	 * @return what became of it
	 */
	synchronized Status release(String resource, String owner) {
		Held held = find(resource);
		if (held == null) {
			return Status.LOCK_DOES_NOT_EXIST;
		}
		if (!held.owner().equals(owner)) {
			return Status.LOCK_BELONGS_TO_OTHERS;
		}
		this.locks.remove(resource);
		return Status.SUCCESS;
	}

	private @Nullable Held find(String resource) {
		Held held = this.locks.get(resource);
		return (held != null && this.clock.instant().isBefore(held.end())) ? held : null;
	}

	synchronized void clear() {
		this.locks.clear();
	}

	/**
	 * Lock that is held.
	 *
	 * @param owner who took it
	 * @param end when it expires
	 */
	private record Held(String owner, Instant end) {
	}

}
