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

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs what publishes and receives events on the embedded sidecar.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "dapr.functions.sidecar.http-port=0", "dapr.functions.sidecar.grpc-port=0" })
class PublishedSnippetsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final SidecarRequests sidecar;

	PublishedSnippetsTests(@Autowired @Qualifier("daprSidecar") RestClient.Builder sidecar) {
		this.sidecar = SidecarRequests.of(sidecar);
	}

	@Test
	void whenEventIsPublishedThenTopicFunctionChangesState() {
		awaitSidecar();
		this.sidecar.save("stock-pen", "{\"pieces\":10}");
		this.sidecar.post("/v1.0/publish/messagebus/orders", SidecarRequests.order(3));
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.sidecar.state("stock-pen")).isEqualTo("{\"pieces\":7}"));
	}

	@Test
	void whenEventsAreOutputsThenTheyArePublished(@Autowired ReceivedEvents events) {
		awaitSidecar();
		this.sidecar.invoke("Ship", SidecarRequests.order("50", 1));
		this.sidecar.invoke("Cancel", SidecarRequests.order("51", 1));
		this.sidecar.invoke("Split", "[" + SidecarRequests.order("52", 1) + "," + SidecarRequests.order("53", 1) + "]");
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(events.received()).contains("shipped 50 as order.shipped", "cancelled 51")
				.containsSubsequence(List.of("split 52", "split 53")));
	}

	private void awaitSidecar() {
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.sidecar.status("/v1.0/healthz")).isEqualTo(204));
	}

}
