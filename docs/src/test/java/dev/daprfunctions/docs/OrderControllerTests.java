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
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls the handler methods of the snippet.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "dapr.functions.sidecar.http-port=0", "dapr.functions.sidecar.grpc-port=0" })
class OrderControllerTests {

	private final SidecarRequests sidecar;

	private final String orders;

	OrderControllerTests(@Autowired @Qualifier("daprSidecar") RestClient.Builder sidecar, @LocalServerPort int port) {
		this.sidecar = SidecarRequests.of(sidecar);
		this.orders = "http://127.0.0.1:" + port + "/api/orders";
	}

	@Test
	void whenOrderIsPostedThenItIsStateAndCanBeRead() {
		assertThat(this.sidecar.post(this.orders, SidecarRequests.order("60", 4)).getStatusCode().value())
			.isEqualTo(201);
		assertThat(this.sidecar.state("web-order-60")).isEqualTo(SidecarRequests.order("60", 4));
		assertThat(this.sidecar.get(this.orders + "/60")).isEqualTo(SidecarRequests.order("60", 4));
	}

	@Test
	void whenOrderIsMissingThenTheAnswerIsNotFound() {
		assertThat(this.sidecar.status(this.orders + "/61")).isEqualTo(404);
		assertThat(this.sidecar.get(this.orders + "/61")).contains("\"errorCode\":\"ERR_NO_CONTENT\"")
			.contains("There is no state 'web-order-61' of store 'statestore'");
	}

}
