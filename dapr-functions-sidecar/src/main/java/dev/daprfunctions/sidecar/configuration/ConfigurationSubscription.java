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

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import dev.daprfunctions.sidecar.network.Deliveries;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscription to keys, whose changes are told one after the other.
 */
final class ConfigurationSubscription {

	private static final Logger logger = LoggerFactory.getLogger(ConfigurationSubscription.class);

	private final Queue<Change> changes = new ArrayDeque<>();

	private final String id;

	private final Set<String> keys;

	private final ConfigurationListener listener;

	private final Executor executor;

	private final Deliveries deliveries;

	private boolean busy;

	private boolean closed;

	/**
	 * Create a subscription.
	 * @param id the id
	 * @param keys the keys, none for all
	 * @param listener who is told
	 * @param executor runs the listener
	 * @param deliveries counts the deliveries
	 */
	ConfigurationSubscription(String id, Set<String> keys, ConfigurationListener listener, Executor executor,
			Deliveries deliveries) {
		this.id = id;
		this.keys = keys;
		this.listener = listener;
		this.executor = executor;
		this.deliveries = deliveries;
	}

	String id() {
		return this.id;
	}

	synchronized void add(String key, ConfigurationItem item) {
		if (this.closed || !(this.keys.isEmpty() || this.keys.contains(key))) {
			return;
		}
		Change change = new Change(key, item, this.deliveries.begin());
		this.changes.add(change);
		if (!this.busy) {
			this.busy = true;
			try {
				this.executor.execute(this::tellAll);
			}
			catch (RejectedExecutionException ex) {
				logger.debug("Lost a change of '{}', as the sidecar is closed", key);
			}
		}
	}

	/**
	 * Tell nothing any more.
	 */
	synchronized void close() {
		this.closed = true;
	}

	private void tellAll() {
		Change change = next();
		while (change != null) {
			try {
				tell(change);
			}
			catch (InterruptedException ex) {
				// Only a sidecar that is closed interrupts.
				Thread.currentThread().interrupt();
				return;
			}
			catch (RuntimeException ex) {
				logger.error("Lost a change of '{}'", change.key(), ex);
			}
			finally {
				change.delivery().end();
			}
			change = next();
		}
	}

	private void tell(Change change) throws InterruptedException {
		if (!isClosed() && !change.delivery().isDropped()) {
			this.listener.changed(this.id, Map.of(change.key(), change.item()));
		}
	}

	private synchronized boolean isClosed() {
		return this.closed;
	}

	private synchronized @Nullable Change next() {
		Change next = this.changes.poll();
		this.busy = next != null;
		return next;
	}

	/**
	 * Change that waits.
	 *
	 * @param key the key
	 * @param item the new value
	 * @param delivery its delivery
	 */
	private record Change(String key, ConfigurationItem item, Deliveries.Delivery delivery) {
	}

}
