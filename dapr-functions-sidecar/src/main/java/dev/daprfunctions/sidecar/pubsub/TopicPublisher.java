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

import java.util.Map;

import dev.daprfunctions.sidecar.network.NetworkMember;
import dev.daprfunctions.sidecar.network.TopicMessage;
import dev.daprfunctions.sidecar.pubsub.PublishedEvent.Origin;

/**
 * Publishes messages to the topics that the application may use.
 */
final class TopicPublisher {

	private final NetworkMember network;

	private final PublishedEventListener listener;

	TopicPublisher(NetworkMember network, PublishedEventListener listener) {
		this.network = network;
		this.listener = listener;
	}

	void publish(ConfiguredPubSub pubsub, String topic, TopicMessage message, Origin origin)
			throws TopicForbiddenException {
		if (!pubsub.scopes().mayPublish(topic)) {
			throw new TopicForbiddenException(pubsub.name(), topic);
		}
		Map<String, String> metadata = message.metadata();
		this.listener.published(new PublishedEvent(pubsub.name(), topic, message.data().clone(),
				(metadata != null) ? Map.copyOf(metadata) : Map.of(), origin));
		this.network.publish(pubsub.name(), topic, message);
	}

}
