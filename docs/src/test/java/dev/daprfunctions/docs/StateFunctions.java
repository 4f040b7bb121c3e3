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
import java.util.Map;
import java.util.Optional;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.StateEntry;
import dev.daprfunctions.StateWrite;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.docs.Shop.Customer;
import dev.daprfunctions.docs.Shop.Order;
import dev.daprfunctions.docs.Shop.Stock;
import io.dapr.client.domain.State;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;

@Component
class StateFunctions {

	// tag::inputs[]
	@ServiceInvocationFunction("Describe")
	String describe(Order order, @DaprState(store = "statestore", key = "stock-{order.sku}") Stock stock,
			@DaprState(store = "statestore", key = "note-{order.id}") Optional<String> note,
			@DaprState(store = "statestore", key = "discount") @Nullable Integer discount,
			@DaprState(store = "statestore", keys = { "name-{order.sku}", "unit" }) Map<String, String> texts) {
		return stock.pieces() + " " + texts.getOrDefault("unit", "pieces") + note.map(", "::concat).orElse("");
	}
	// end::inputs[]

	// tag::etag[]
	@ServiceInvocationFunction("StockVersion")
	String stockVersion(@RequestParam String sku,
			@DaprState(store = "statestore", key = "stock-{sku}") State<Stock> stock) {
		return stock.getKey() + ": " + ((stock.getEtag() != null) ? "known" : "unknown");
	}
	// end::etag[]

	// tag::entry[]
	@ServiceInvocationFunction("Transfer")
	void transfer(TransferRequest request,
			@DaprState(store = "statestore", key = "account-{request.from}") StateEntry<Integer> from,
			@DaprState(store = "statestore", key = "account-{request.to}") StateEntry<Integer> to) {
		from.update((balance) -> orZero(balance) - request.amount());
		to.update((balance) -> orZero(balance) + request.amount());
	}
	// end::entry[]

	// tag::output[]
	@ServiceInvocationFunction("Register")
	void register(Customer payload,
			@DaprState(store = "statestore", key = "customer-{payload.id}") OutputBinding<Customer> customer,
			@DaprState(store = "statestore", key = "welcome-{payload.id}", ttl = "7d") OutputBinding<String> welcome,
			@DaprState(store = "statestore", key = "invited-{payload.id}") OutputBinding<Customer> invited) {
		customer.setValue(payload);
		welcome.setValue("Hello " + payload.name());
		invited.setValue(null);
	}
	// end::output[]

	// tag::returned[]
	@ServiceInvocationFunction("Rename")
	@DaprState(store = "statestore", key = "customer-{payload.id}")
	Customer rename(Customer payload) {
		return new Customer(payload.id(), payload.name().strip());
	}
	// end::returned[]

	// tag::collector[]
	@ServiceInvocationFunction("Import")
	void importCustomers(List<Customer> payload,
			@DaprState(store = "statestore") OutputCollector<StateWrite<Customer>> customers) {
		payload.forEach((customer) -> customers.add(StateWrite.of("customer-" + customer.id(), customer)));
	}
	// end::collector[]

	private static int orZero(@Nullable Integer balance) {
		return (balance != null) ? balance : 0;
	}

	// tag::entry[]
	record TransferRequest(String from, String to, int amount) {
	}
	// end::entry[]

}
