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

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.Publication;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.docs.Shop.Order;

import org.springframework.stereotype.Component;

@Component
class PublishFunctions {

	// tag::holder[]
	@ServiceInvocationFunction("Ship")
	void ship(Order order, @DaprPublish(pubsub = "messagebus", topic = "shipped", ttl = "1h",
			metadata = "cloudevent.type=order.shipped") OutputBinding<Order> shipped) {
		shipped.setValue(order);
	}
	// end::holder[]

	// tag::returned[]
	@ServiceInvocationFunction("Cancel")
	@DaprPublish(pubsub = "messagebus", topic = "cancelled")
	Order cancel(Order order) {
		return order;
	}
	// end::returned[]

	// tag::collector[]
	@ServiceInvocationFunction("Split")
	void split(List<Order> orders,
			@DaprPublish(pubsub = "messagebus", ordered = true) OutputCollector<Publication<Order>> parts) {
		orders.forEach((order) -> parts.add(Publication.of("orders-" + order.sku(), order)));
	}
	// end::collector[]

}
