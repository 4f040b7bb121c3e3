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

package dev.daprfunctions.samples.functions;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import jakarta.validation.Valid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

@Component
class OrderFunctions {

	private static final Logger logger = LoggerFactory.getLogger(OrderFunctions.class);

	@ServiceInvocationFunction("CreateNewOrder")
	NewOrder createNewOrder(@Valid NewOrder payload,
			@DaprState(store = "%StateStoreName%", key = "order") OutputBinding<Order> order) {
		logger.info("Creating order {}", payload.value().orderId());
		order.setValue(payload.value());
		return payload;
	}

	@ServiceInvocationFunction("RetrieveOrder")
	Order retrieveOrder(@DaprState(store = "%StateStoreName%", key = "order") Order order) {
		logger.info("Retrieved order {}", order.orderId());
		return order;
	}

}
