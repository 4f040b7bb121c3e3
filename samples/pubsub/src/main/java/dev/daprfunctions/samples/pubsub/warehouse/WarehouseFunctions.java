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

package dev.daprfunctions.samples.pubsub.warehouse;

import java.util.List;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprInvoke;
import dev.daprfunctions.annotation.TopicFunction;
import io.dapr.client.domain.CloudEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

@Component
class WarehouseFunctions {

	private static final Logger logger = LoggerFactory.getLogger(WarehouseFunctions.class);

	@TopicFunction(pubsub = "${pubsub}", topic = "orders", match = "event.type == \"express\"", priority = 1,
			deadLetterTopic = "orders-dead")
	void packExpress(Order order,
			@DaprInvoke(appId = "shop", method = "shipped/{order.id}") OutputBinding<Shipment> shipped) {
		logger.info("Packing express order {}", order.id());
		shipped.setValue(new Shipment("express-" + order.id()));
	}

	@TopicFunction(pubsub = "${pubsub}", topic = "orders", deadLetterTopic = "orders-dead")
	void packStandard(Order order,
			@DaprInvoke(appId = "shop", method = "shipped/{order.id}") OutputBinding<Shipment> shipped) {
		if (order.quantity() < 1) {
			throw new IllegalArgumentException("Nothing to pack for order " + order.id());
		}
		logger.info("Packing order {}", order.id());
		shipped.setValue(new Shipment("standard-" + order.id()));
	}

	@TopicFunction(pubsub = "${pubsub}", topic = "orders-dead")
	void reject(CloudEvent<Order> event) {
		logger.warn("Order {} could not be packed", event.getData().id());
	}

	@TopicFunction(pubsub = "${pubsub}", topic = "audit", bulk = true, maxMessagesCount = 10, maxAwaitDurationMs = 200)
	void audit(List<String> entries) {
		entries.forEach((entry) -> logger.info("Audit: {}", entry));
	}

}
