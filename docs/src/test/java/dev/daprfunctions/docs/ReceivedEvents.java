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

package dev.daprfunctions.docs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.daprfunctions.annotation.TopicFunction;
import dev.daprfunctions.docs.Shop.Order;
import io.dapr.client.domain.CloudEvent;

import org.springframework.stereotype.Component;

/**
 * Receives what the snippets publish.
 */
@Component
class ReceivedEvents {

	private final List<String> received = new CopyOnWriteArrayList<>();

	@TopicFunction(pubsub = "messagebus", topic = "shipped")
	void shipped(CloudEvent<Order> event) {
		this.received.add("shipped " + event.getData().id() + " as " + event.getType());
	}

	@TopicFunction(pubsub = "messagebus", topic = "cancelled")
	void cancelled(Order order) {
		this.received.add("cancelled " + order.id());
	}

	@TopicFunction(pubsub = "messagebus", topic = "orders-pen")
	void split(Order order) {
		this.received.add("split " + order.id());
	}

	List<String> received() {
		return this.received;
	}

}
