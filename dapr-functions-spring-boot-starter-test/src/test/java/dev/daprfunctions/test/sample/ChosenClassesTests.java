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

import dev.daprfunctions.test.DaprFunctionsTest;
import dev.daprfunctions.test.TestSidecar;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DaprFunctionsTest} with classes.
 */
@DaprFunctionsTest(classes = InheritingFunctions.class, properties = "a.property=set")
class ChosenClassesTests {

	@Test
	void whenClassesAreGivenThenOnlyTheyAreLoaded(@Autowired ApplicationContext context) {
		assertThat(context.getBeansOfType(InheritingFunctions.class)).hasSize(1);
		assertThat(context.getBeansOfType(OrderFunctions.class)).isEmpty();
		assertThat(context.getEnvironment().getProperty("a.property")).isEqualTo("set");
	}

	@Test
	void whenFunctionIsInvokedThenItAnswers(@Autowired TestSidecar sidecar) {
		assertThat(sidecar.invoke("Inherited")).hasStatus(200).hasBody("inherited");
		assertThat(sidecar.invoke("Place", new Order("1", 1))).hasStatus(404);
	}

}
