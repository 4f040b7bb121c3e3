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

import dev.daprfunctions.Invocation;
import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprInvoke;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.docs.Shop.Order;

import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;

@Component
class InvokeFunctions {

	// tag::holder[]
	@ServiceInvocationFunction("Forward")
	void forward(Order order, @DaprInvoke(appId = "functionapp", method = "orders/{order.id}",
			httpMethod = RequestMethod.PUT) OutputBinding<Order> forwarded) {
		forwarded.setValue(order);
	}
	// end::holder[]

	// tag::message[]
	@ServiceInvocationFunction("forward-to/{method}")
	@DaprInvoke(appId = "functionapp", method = "{method}")
	Invocation<Order> forwardTo(@PathVariable String method, Order order) {
		return Invocation.builder(order).header("x-order", order.id()).build();
	}
	// end::message[]

}
