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

import dev.daprfunctions.docs.OrderFunctions.NewOrder;
import dev.daprfunctions.docs.OrderFunctions.Order;
import dev.daprfunctions.test.DaprFunctionsTest;
import dev.daprfunctions.test.TestSidecar;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

// tag::test[]
@DaprFunctionsTest(classes = OrderFunctions.class)
class OrderSliceTests {

	private final TestSidecar sidecar;

	OrderSliceTests(@Autowired TestSidecar sidecar) {
		this.sidecar = sidecar;
	}

	@Test
	void whenOrderIsCreatedThenItBecomesState() {
		assertThat(this.sidecar.invoke("CreateNewOrder", new NewOrder(new Order("41")))).isSuccessful().hasNoBody();
		assertThat(this.sidecar.state("statestore", "order")).hasValue(new Order("41"));
	}

	@Test
	void whenOrderIsMissingThenItIsNotFound() {
		assertThat(this.sidecar.invoke("RetrieveOrder")).hasStatus(404);
	}

}
// end::test[]
