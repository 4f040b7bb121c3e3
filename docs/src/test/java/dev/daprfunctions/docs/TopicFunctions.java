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
import java.util.concurrent.atomic.AtomicInteger;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.StateEntry;
import dev.daprfunctions.TopicResult;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.TopicFunction;
import dev.daprfunctions.docs.Shop.Order;
import dev.daprfunctions.docs.Shop.Reservation;
import dev.daprfunctions.docs.Shop.Stock;
import io.dapr.client.domain.CloudEvent;

import org.springframework.stereotype.Component;

@Component
class TopicFunctions {

	private final AtomicInteger refunds = new AtomicInteger();

	private final AtomicInteger payments = new AtomicInteger();

	// tag::event[]
	@TopicFunction(pubsub = "messagebus", topic = "orders", deadLetterTopic = "orders-dead")
	void reserveStock(CloudEvent<Order> event,
			@DaprState(store = "statestore", key = "stock-{event.data.sku}") StateEntry<Stock> stock,
			@DaprPublish(pubsub = "messagebus", topic = "reserved") OutputBinding<Reservation> reserved) {
		Order order = event.getData();
		stock.update((present) -> new Stock(((present != null) ? present.pieces() : 0) - order.quantity()));
		reserved.setValue(new Reservation(order.id(), order.quantity()));
	}
	// end::event[]

	// tag::rules[]
	@TopicFunction(pubsub = "messagebus", topic = "payments", match = "event.type == 'refund'")
	void refund(Order order) {
		this.refunds.addAndGet(order.quantity());
	}

	@TopicFunction(pubsub = "messagebus", topic = "payments")
	void pay(Order order) {
		this.payments.addAndGet(order.quantity());
	}
	// end::rules[]

	// tag::result[]
	@TopicFunction(pubsub = "messagebus", topic = "parcels", dropOn = IllegalArgumentException.class)
	TopicResult sendParcel(Order order) {
		if (order.quantity() > 100) {
			throw new IllegalArgumentException("Nobody can carry " + order.quantity() + " pieces");
		}
		return (order.quantity() > 10) ? TopicResult.RETRY : TopicResult.SUCCESS;
	}
	// end::result[]

	// tag::bulk[]
	@TopicFunction(pubsub = "messagebus", topic = "ratings", bulk = true, maxMessagesCount = 50)
	List<TopicResult> rate(List<Order> orders) {
		return orders.stream().map((order) -> (order.quantity() > 0) ? TopicResult.SUCCESS : TopicResult.DROP).toList();
	}
	// end::bulk[]

	int refunds() {
		return this.refunds.get();
	}

	int payments() {
		return this.payments.get();
	}

}
