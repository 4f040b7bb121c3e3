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

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.docs.Shop.Order;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;

@Component
class InvocationFunctions {

	// tag::payload[]
	@ServiceInvocationFunction("PlaceOrder")
	ResponseEntity<String> placeOrder(@Valid OrderRequest request,
			@RequestHeader(name = "dapr-caller-app-id", required = false) String caller) {
		String id = request.sku() + "-" + request.quantity();
		return ResponseEntity.created(URI.create("/orders/" + id)).body(id);
	}
	// end::payload[]

	// tag::path[]
	@ServiceInvocationFunction(name = "orders/{id}", method = RequestMethod.GET)
	Order findOrder(@PathVariable String id, @DaprState(store = "statestore", key = "order-{id}") Order order) {
		return order;
	}

	@ServiceInvocationFunction(name = "orders/{id}", method = RequestMethod.PUT)
	void replaceOrder(@PathVariable String id, Order payload,
			@DaprState(store = "statestore", key = "order-{id}") OutputBinding<Order> order) {
		order.setValue(payload);
	}
	// end::path[]

	// tag::async[]
	@ServiceInvocationFunction("Price")
	CompletionStage<Integer> price(@RequestParam int quantity) {
		return CompletableFuture.supplyAsync(() -> 3 * quantity);
	}
	// end::async[]

	// tag::payload[]
	record OrderRequest(@NotBlank String sku, @Positive int quantity) {
	}
	// end::payload[]

}
