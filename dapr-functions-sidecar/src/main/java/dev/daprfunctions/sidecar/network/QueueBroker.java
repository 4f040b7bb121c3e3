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

package dev.daprfunctions.sidecar.network;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Hands messages to everyone who reads the queue that they are sent to.
 */
final class QueueBroker {

	private final List<Reader> readers = new CopyOnWriteArrayList<>();

	void add(Reader reader) {
		this.readers.add(reader);
	}

	void remove(Reader reader) {
		this.readers.remove(reader);
	}

	void send(String address, QueueMessage message) {
		this.readers.stream()
			.filter((reader) -> reader.addresses.contains(address))
			.forEach((reader) -> reader.receiver.accept(message));
	}

	/**
	 * Who reads which queues. Each is another one, whatever it reads.
	 */
	static final class Reader {

		private final Set<String> addresses;

		private final Consumer<QueueMessage> receiver;

		Reader(Collection<String> addresses, Consumer<QueueMessage> receiver) {
			this.addresses = Set.copyOf(addresses);
			this.receiver = receiver;
		}

	}

}
