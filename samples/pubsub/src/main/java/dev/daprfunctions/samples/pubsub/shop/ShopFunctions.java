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

package dev.daprfunctions.samples.pubsub.shop;

import java.util.Optional;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;

@Component
class ShopFunctions {

	private static final Logger logger = LoggerFactory.getLogger(ShopFunctions.class);

	@ServiceInvocationFunction(name = "orders", method = RequestMethod.POST)
	void placeOrder(Order order,
			@DaprPublish(pubsub = "${pubsub}", topic = "orders",
					metadata = "cloudevent.type={order.kind}") OutputBinding<Order> placed,
			@DaprPublish(pubsub = "${pubsub}", topic = "audit") OutputCollector<String> audit) {
		placed.setValue(order);
		audit.add("order " + order.id() + " placed");
		audit.add("quantity " + order.quantity());
	}

	@ServiceInvocationFunction(name = "shipped/{id}", method = RequestMethod.POST)
	void shipped(@PathVariable String id, Shipment shipment,
			@DaprState(store = "${store}", key = "{id}") OutputBinding<Shipment> shipped) {
		logger.info("Order {} was shipped as {}", id, shipment.parcel());
		shipped.setValue(shipment);
	}

	@ServiceInvocationFunction(name = "orders/{id}", method = RequestMethod.GET)
	String status(@PathVariable String id, @DaprState(store = "${store}", key = "{id}") Optional<Shipment> shipment) {
		return shipment.map((found) -> "shipped as " + found.parcel()).orElse("not shipped");
	}

}
