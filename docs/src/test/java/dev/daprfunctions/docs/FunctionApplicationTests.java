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

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

// tag::test[]
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "dapr.functions.sidecar.http-port=0", "dapr.functions.sidecar.grpc-port=0" })
class FunctionApplicationTests {

	private final RestClient sidecar;

	FunctionApplicationTests(@Autowired @Qualifier("daprSidecar") RestClient.Builder sidecar) {
		this.sidecar = sidecar.build();
	}

	@Test
	void whenOrderIsCreatedThenItCanBeRetrieved() {
		this.sidecar.post()
			.uri("/v1.0/invoke/functionapp/method/CreateNewOrder")
			.body("{\"data\":{\"orderId\":\"41\"}}")
			.retrieve()
			.toBodilessEntity();
		String order = this.sidecar.post()
			.uri("/v1.0/invoke/functionapp/method/RetrieveOrder")
			.retrieve()
			.body(String.class);
		assertThat(order).isEqualTo("{\"orderId\":\"41\"}");
	}

}
// end::test[]
