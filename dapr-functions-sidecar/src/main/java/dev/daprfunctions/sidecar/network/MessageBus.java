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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Hands messages to everyone who listens to their topic. A listener may end its topic
 * with an asterisk.
 */
final class MessageBus {

	private final List<Listener> listeners = new CopyOnWriteArrayList<>();

	Listener subscribe(String component, String topic, Consumer<TopicMessage> receiver) {
		Listener listener = new Listener(component, topic, receiver);
		this.listeners.add(listener);
		return listener;
	}

	void unsubscribe(Listener listener) {
		this.listeners.remove(listener);
	}

	void publish(String component, String topic, TopicMessage message) {
		this.listeners.stream()
			.filter((listener) -> listener.matches(component, topic))
			.forEach((listener) -> listener.receiver().accept(message));
	}

	/**
	 * Who listens to what. Each is another one, whatever it listens to.
	 */
	static final class Listener {

		private final String component;

		private final String topic;

		private final Consumer<TopicMessage> receiver;

		Listener(String component, String topic, Consumer<TopicMessage> receiver) {
			this.component = component;
			this.topic = topic;
			this.receiver = receiver;
		}

		boolean matches(String component, String topic) {
			return this.component.equals(component) && (this.topic.equals(topic) || isMatchedByWildcard(topic));
		}

		private boolean isMatchedByWildcard(String topic) {
			if (!this.topic.endsWith("*")) {
				return false;
			}
			String prefix = this.topic.substring(0, this.topic.length() - 1);
			return topic.startsWith(prefix) && !topic.equals(prefix);
		}

		Consumer<TopicMessage> receiver() {
			return this.receiver;
		}

	}

}
