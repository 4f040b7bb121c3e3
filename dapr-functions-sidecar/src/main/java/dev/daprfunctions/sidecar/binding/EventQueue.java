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

package dev.daprfunctions.sidecar.binding;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import dev.daprfunctions.sidecar.network.Deliveries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events that wait for the application, up to a limit.
 */
final class EventQueue {

	private static final Logger logger = LoggerFactory.getLogger(EventQueue.class);

	private static final int CAPACITY = 10_000;

	private final String name;

	private final Deliveries deliveries;

	private final BlockingQueue<Pending> events = new LinkedBlockingQueue<>(CAPACITY);

	private volatile boolean ignored;

	EventQueue(String name, Deliveries deliveries) {
		this.name = name;
		this.deliveries = deliveries;
	}

	void add(BindingEvent event) {
		if (this.ignored) {
			return;
		}
		Deliveries.Delivery delivery = this.deliveries.begin();
		if (!this.events.offer(new Pending(event, delivery))) {
			delivery.end();
			logger.warn("Binding {} lost an event: {} others wait for the application already", this.name, CAPACITY);
		}
	}

	Pending take() throws InterruptedException {
		return this.events.take();
	}

	void accept() {
		this.ignored = false;
	}

	void ignore() {
		this.ignored = true;
		for (Pending event = this.events.poll(); event != null; event = this.events.poll()) {
			event.delivery().end();
		}
	}

	/**
	 * Event that waits.
	 *
	 * @param event the event
	 * @param delivery its delivery
	 */
	record Pending(BindingEvent event, Deliveries.Delivery delivery) {
	}

}
