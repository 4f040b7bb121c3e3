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

package dev.daprfunctions.sidecar.pubsub;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import dev.daprfunctions.sidecar.network.Deliveries;
import dev.daprfunctions.sidecar.network.TopicMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages of one subscription, which are handled one after the other in the order in
 * which they came. Unlike {@code pubsub.in-memory}, and like a broker, a publisher does
 * not wait for the messages before its own.
 */
final class TopicQueue {

	private static final Logger logger = LoggerFactory.getLogger(TopicQueue.class);

	private final Queue<Pending> messages = new ArrayDeque<>();

	private final EventHandler handler;

	private final boolean keepsEvents;

	private final Executor executor;

	private final Deliveries deliveries;

	private boolean busy;

	TopicQueue(EventHandler handler, boolean keepsEvents, Executor executor, Deliveries deliveries) {
		this.handler = handler;
		this.keepsEvents = keepsEvents;
		this.executor = executor;
		this.deliveries = deliveries;
	}

	/**
	 * Add a message. While the application is not healthy, there is no subscription, so a
	 * component that keeps nothing loses it.
	 * @param message the message
	 */
	synchronized void add(TopicMessage message) {
		if (!this.keepsEvents && this.deliveries.isPaused()) {
			logger.warn("Lost an event, as the application is not healthy");
			return;
		}
		this.messages.add(new Pending(message, this.deliveries.begin()));
		if (!this.busy) {
			this.busy = true;
			try {
				this.executor.execute(this::handleAll);
			}
			catch (RejectedExecutionException ex) {
				logger.debug("Lost an event, as the sidecar is closed");
			}
		}
	}

	private void handleAll() {
		Pending pending = next();
		while (pending != null) {
			try {
				handle(pending);
			}
			catch (InterruptedException ex) {
				// Only a sidecar that is closed interrupts.
				Thread.currentThread().interrupt();
				return;
			}
			catch (RuntimeException ex) {
				logger.error("Lost an event", ex);
			}
			finally {
				pending.delivery().end();
			}
			pending = next();
		}
	}

	private void handle(Pending pending) throws InterruptedException {
		if (pending.delivery().awaitHealthy()) {
			this.handler.handle(pending.message());
		}
	}

	private synchronized @Nullable Pending next() {
		Pending next = this.messages.poll();
		this.busy = next != null;
		return next;
	}

	/**
	 * Message that waits.
	 *
	 * @param message the message
	 * @param delivery its delivery
	 */
	private record Pending(TopicMessage message, Deliveries.Delivery delivery) {
	}

}
