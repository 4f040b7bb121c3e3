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

import dev.daprfunctions.BindingRequest;
import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.annotation.DaprBinding;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.docs.Shop.Order;

import org.springframework.stereotype.Component;

@Component
class InvoiceFunctions {

	// tag::holder[]
	@ServiceInvocationFunction("WriteInvoice")
	void writeInvoice(Order order, @DaprBinding(name = "invoices", operation = "create",
			metadata = "fileName={order.id}.json") OutputBinding<Order> invoice) {
		invoice.setValue(order);
	}
	// end::holder[]

	// tag::message[]
	@ServiceInvocationFunction("DeleteInvoices")
	void deleteInvoices(List<String> ids,
			@DaprBinding(name = "invoices") OutputCollector<BindingRequest<byte[]>> requests) {
		ids.forEach((id) -> requests
			.add(BindingRequest.<byte[]>builder(null).operation("delete").metadata("fileName", id + ".json").build()));
	}
	// end::message[]

}
