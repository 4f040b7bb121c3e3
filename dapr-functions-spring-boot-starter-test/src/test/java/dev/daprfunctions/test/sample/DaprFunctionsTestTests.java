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

import java.time.Clock;

import dev.daprfunctions.sidecar.EmbeddedSidecar;
import dev.daprfunctions.test.DaprFunctionsTest;
import dev.daprfunctions.test.TestSidecar;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DaprFunctionsTest}.
 */
@DaprFunctionsTest
class DaprFunctionsTestTests {

	private final ApplicationContext context;

	DaprFunctionsTestTests(@Autowired ApplicationContext context) {
		this.context = context;
	}

	@Test
	void whenBeansHaveFunctionsThenTheyAreLoaded() {
		assertThat(this.context.getBeansOfType(OrderFunctions.class)).hasSize(1);
		assertThat(this.context.getBeansOfType(InheritingFunctions.class)).hasSize(1);
	}

	@Test
	void whenComponentsHaveNoFunctionsThenTheyAreNotLoaded() {
		assertThat(this.context.getBeansOfType(OtherComponent.class)).isEmpty();
		assertThat(this.context.getBeansOfType(OtherController.class)).isEmpty();
		assertThat(this.context.getBeansOfType(OtherConfiguration.class)).isEmpty();
		assertThat(this.context.getBeansOfType(Clock.class)).isEmpty();
	}

	@Test
	void whenStartedThenPortsAreFreeOnes(@Autowired EmbeddedSidecar sidecar) {
		assertThat(sidecar.httpPort()).isNotIn(0, 3500);
		assertThat(sidecar.grpcPort()).isNotIn(0, 50001);
		assertThat(this.context.getEnvironment().getProperty("local.server.port", Integer.class)).isNotIn(0, 8080);
	}

	@Test
	void whenFunctionIsInvokedThenTheDefaultComponentsAreThere(@Autowired TestSidecar sidecar) {
		Order order = new Order("1", 2);
		assertThat(sidecar.invoke("Place", order)).isSuccessful().hasBody(order);
		assertThat(sidecar.state("statestore", "order-1")).hasValue(order);
	}

}
