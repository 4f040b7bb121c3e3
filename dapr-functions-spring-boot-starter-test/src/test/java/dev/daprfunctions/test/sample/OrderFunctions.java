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

package dev.daprfunctions.test.sample;

import java.nio.charset.StandardCharsets;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.BindingFunction;
import dev.daprfunctions.annotation.DaprBinding;
import dev.daprfunctions.annotation.DaprInvoke;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.DaprSecret;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.annotation.TopicFunction;

import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;

@Component
class OrderFunctions {

	@ServiceInvocationFunction("Place")
	Order place(Order order, @DaprState(store = "statestore", key = "order-{order.id}") OutputBinding<Order> state,
			@DaprPublish(pubsub = "pubsub", topic = "placed") OutputBinding<Order> event) {
		state.setValue(order);
		event.setValue(order);
		return order;
	}

	@ServiceInvocationFunction("Charge")
	@DaprInvoke(appId = "billing", method = "charge")
	Order charge(Order order) {
		return order;
	}

	@ServiceInvocationFunction("Mail")
	@DaprBinding(name = "mail", operation = "create")
	Order mail(Order order) {
		return order;
	}

	@ServiceInvocationFunction("Secret")
	String secret(@DaprSecret(store = "vault", key = "key") String secret) {
		return secret;
	}

	@ServiceInvocationFunction(name = "orders/{id}", method = RequestMethod.PUT)
	String put(@PathVariable String id, @RequestParam int quantity, @RequestHeader("x-user") String user) {
		return id + quantity + user;
	}

	@ServiceInvocationFunction("Nothing")
	void nothing() {
	}

	@ServiceInvocationFunction("Null")
	byte[] jsonNull() {
		return "null".getBytes(StandardCharsets.UTF_8);
	}

	@TopicFunction(pubsub = "pubsub", topic = "orders")
	void onOrder(Order order, @DaprState(store = "statestore", key = "seen-{order.id}") OutputBinding<Order> state,
			@DaprPublish(pubsub = "pubsub", topic = "seen") OutputBinding<Order> event) {
		state.setValue(order);
		event.setValue(order);
	}

	@TopicFunction(pubsub = "pubsub", topic = "refused", deadLetterTopic = "refused-dead")
	void refuse(Order order) {
		throw new IllegalStateException("refused");
	}

	@BindingFunction("incoming")
	void incoming(Order order, @DaprState(store = "statestore", key = "in-{order.id}") OutputBinding<Order> state) {
		state.setValue(order);
	}

}
