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

import dev.daprfunctions.docs.Shop.Order;
import dev.daprfunctions.docs.Shop.Reservation;
import dev.daprfunctions.docs.Shop.Stock;
import dev.daprfunctions.sidecar.fault.Calls;
import dev.daprfunctions.sidecar.fault.Operation;
import dev.daprfunctions.test.AutoConfigureTestSidecar;
import dev.daprfunctions.test.TestSidecar;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

// tag::class[]
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureTestSidecar
class StockTests {

	// end::class[]

	private final TestSidecar sidecar;

	StockTests(@Autowired TestSidecar sidecar) {
		this.sidecar = sidecar;
	}

	// tag::topic[]
	@Test
	void whenOrderIsPlacedThenItsPiecesAreReserved() {
		this.sidecar.saveState("statestore", "stock-pen", new Stock(10));
		this.sidecar.publish("messagebus", "orders", new Order("41", "pen", 3));
		assertThat(this.sidecar.state("statestore", "stock-pen")).hasValue(new Stock(7));
		assertThat(this.sidecar.published("messagebus", "reserved")).containsExactly(new Reservation("41", 3));
	}
	// end::topic[]

	// tag::faults[]
	@Test
	void whenStateCannotBeReadThenOrderIsDeadLettered() {
		this.sidecar.faults().fail(Calls.of(Operation.GET_STATE, Operation.GET_BULK_STATE), "the disk is broken");
		this.sidecar.publish("messagebus", "orders", new Order("41", "pen", 3));
		assertThat(this.sidecar.published("messagebus", "orders-dead")).hasSize(1);
		assertThat(this.sidecar.published("messagebus", "reserved")).isEmpty();
	}
	// end::faults[]

	// tag::stubs[]
	@Test
	void whenSecretIsStubbedThenItIsCounted() {
		this.sidecar.stubSecret("vault", "another", "secret");
		assertThat(this.sidecar.invoke("CountSecrets")).hasBody(4);
	}

	@Test
	void whenBindingIsStubbedThenNoFileIsWritten() {
		this.sidecar.stubBinding("invoices");
		assertThat(this.sidecar.invoke("WriteInvoice", new Order("43", "pen", 1))).isSuccessful();
		assertThat(this.sidecar.bindingCalls("invoices")).hasSize(1)
			.anySatisfy((call) -> assertThat(call.operation()).isEqualTo("create"));
	}
	// end::stubs[]

	// tag::binding[]
	@Test
	void whenScheduleFiresThenTheTimeIsKept() {
		assertThat(this.sidecar.fireBinding("nightly")).isSuccessful();
		assertThat(this.sidecar.state("statestore", "last-clean-up")).exists();
	}
	// end::binding[]

}
