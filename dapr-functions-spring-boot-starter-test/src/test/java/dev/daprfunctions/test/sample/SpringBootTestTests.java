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

import dev.daprfunctions.test.AutoConfigureTestSidecar;
import dev.daprfunctions.test.TestSidecar;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AutoConfigureTestSidecar}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureTestSidecar(components = Components.STATE, componentsPath = "classpath:test-components")
class SpringBootTestTests {

	@Test
	void whenApplicationIsWholeThenItsOtherBeansAreThere(@Autowired OtherComponent component,
			@Autowired TestSidecar sidecar) {
		assertThat(component).isNotNull();
		assertThat(sidecar.request("other").verb(HttpMethod.GET).send().content().text()).isEqualTo("other");
	}

	@Test
	void whenComponentsAreGivenBothWaysThenBothAreThere(@Autowired TestSidecar sidecar) {
		sidecar.saveState("statestore", "key", 1);
		sidecar.publish("events", "topic", 1);
		assertThat(sidecar.state("statestore", "key")).hasValue(1);
	}

}
