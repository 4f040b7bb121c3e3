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

package dev.daprfunctions.sidecar;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for a sidecar that is ended over its API, while the JVM of the application goes
 * on.
 */
class ShutdownTests {

	@Test
	void whenEndedThenPortsAreFree() {
		EmbeddedSidecar sidecar = start(0, 0);
		int http = sidecar.httpPort();
		int grpc = sidecar.grpcPort();
		assertThat(new RawHttp(http).send("POST", "/v1.0/shutdown").status()).isEqualTo(204);
		await().until(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch((thread) -> thread.getName().equals("dapr-sidecar-shutdown")));
		assertThat(sidecar.httpPort()).isEqualTo(http);
		assertThat(sidecar.grpcPort()).isEqualTo(grpc);
		sidecar.close();
		try (EmbeddedSidecar next = start(http, grpc)) {
			assertThat(new RawHttp(next.httpPort()).send("GET", "/v1.0/healthz/outbound").status()).isEqualTo(204);
		}
	}

	private static EmbeddedSidecar start(int http, int grpc) {
		EmbeddedSidecar sidecar = EmbeddedSidecar.builder().appId("myapp").httpPort(http).grpcPort(grpc).build();
		sidecar.start();
		return sidecar;
	}

}
