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

import java.time.Instant;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.BindingFunction;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.docs.Shop.Order;

import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestHeader;

@Component
class BindingFunctions {

	// tag::queue[]
	@BindingFunction("incoming-orders")
	void receiveOrder(Order order, @RequestHeader("__topic") String topic,
			@DaprState(store = "statestore", key = "{topic}-{order.id}") OutputBinding<Order> received) {
		received.setValue(order);
	}
	// end::queue[]

	// tag::cron[]
	@BindingFunction("nightly")
	void cleanUp(@DaprState(store = "statestore", key = "last-clean-up") OutputBinding<Instant> lastCleanUp) {
		lastCleanUp.setValue(Instant.now());
	}
	// end::cron[]

}
