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

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Queues in memory. An event goes to every queue that was opened for its address.
 */
final class QueueBroker {

	private final Map<String, List<EventQueue>> queues = new ConcurrentHashMap<>();

	/**
	 * Open a queue.
	 * @param name the name of the binding that reads it
	 * @param addresses the addresses whose events it gets
	 * @return the queue
	 */
	EventQueue open(String name, Collection<String> addresses) {
		EventQueue queue = new EventQueue(name);
		addresses.stream()
			.distinct()
			.forEach((address) -> this.queues.computeIfAbsent(address, (key) -> new CopyOnWriteArrayList<>())
				.add(queue));
		return queue;
	}

	void send(String address, BindingEvent event) {
		this.queues.getOrDefault(address, List.of()).forEach((queue) -> queue.add(event));
	}

}
