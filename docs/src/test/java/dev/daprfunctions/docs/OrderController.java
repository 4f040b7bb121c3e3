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

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.docs.Shop.Order;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

// tag::controller[]
@RestController
@RequestMapping("/api/orders")
class OrderController {

	@PostMapping
	@ResponseStatus(HttpStatus.CREATED)
	Order create(@DaprState(store = "statestore", key = "web-order-{order.id}") OutputBinding<Order> stored,
			@RequestBody Order order) {
		stored.setValue(order);
		return order;
	}

	@GetMapping("/{id}")
	Order find(@PathVariable String id, @DaprState(store = "statestore", key = "web-order-{id}") Order order) {
		return order;
	}

}
// end::controller[]
