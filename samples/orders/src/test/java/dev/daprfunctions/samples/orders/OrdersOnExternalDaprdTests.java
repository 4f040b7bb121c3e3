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

package dev.daprfunctions.samples.orders;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

import dev.daprfunctions.autoconfigure.DaprConnectionDetails;
import dev.daprfunctions.programs.RealDaprd;
import dev.daprfunctions.sidecar.AppChannel;
import dev.daprfunctions.sidecar.EmbeddedSidecar;
import dev.daprfunctions.sidecar.daprd.DaprdProcess;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OrdersApplication} beside a real {@code daprd} that runs already, as
 * in production: the application is told no more than its addresses.
 */
class OrdersOnExternalDaprdTests {

	private static final HttpClient client = HttpClient.newHttpClient();

	@Test
	void whenDaprdRunsAlreadyThenOrderIsCreatedAndRetrievedThroughIt() throws Exception {
		int port = TestSocketUtils.findAvailableTcpPort();
		try (DaprdProcess daprd = startDaprd(port); ConfigurableApplicationContext context = run(port, daprd)) {
			assertThat(context.getBean(DaprConnectionDetails.class).getHttpEndpoint()).isEqualTo(uri(daprd, ""));
			assertThat(context.getBeanProvider(DaprdProcess.class)).isEmpty();
			assertThat(context.getBeanProvider(EmbeddedSidecar.class)).isEmpty();
			assertThat(daprd.awaitReady(Duration.ofSeconds(30))).isTrue();
			assertThat(invoke(daprd, "CreateNewOrder", "{\"data\":{\"orderId\":\"41\"}}").statusCode()).isEqualTo(200);
			HttpResponse<String> stored = send(request(daprd, "/v1.0/state/statestore/order"));
			assertThat(stored.statusCode()).isEqualTo(200);
			assertThat(stored.body()).isEqualTo("{\"orderId\":\"41\"}");
			assertThat(invoke(daprd, "RetrieveOrder", "{}").body()).isEqualTo("{\"orderId\":\"41\"}");
		}
	}

	private static DaprdProcess startDaprd(int appPort) {
		return DaprdProcess.builder()
			.executable(Path.of(RealDaprd.require()))
			.appId("functionapp")
			.app(AppChannel.http(appPort))
			.httpPort(0)
			.grpcPort(0)
			.resourcesPath(Path.of("components"))
			.start();
	}

	private static ConfigurableApplicationContext run(int port, DaprdProcess daprd) {
		return SpringApplication.run(OrdersApplication.class, "--server.port=" + port,
				"--dapr.functions.sidecar.http-endpoint=" + uri(daprd, ""),
				"--dapr.functions.sidecar.grpc-endpoint=127.0.0.1:" + daprd.grpcPort());
	}

	private static HttpResponse<String> invoke(DaprdProcess daprd, String function, String body)
			throws IOException, InterruptedException {
		return send(
				request(daprd, "/v1.0/invoke/functionapp/method/" + function).header("Content-Type", "application/json")
					.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static HttpRequest.Builder request(DaprdProcess daprd, String path) {
		return HttpRequest.newBuilder(URI.create(uri(daprd, path)));
	}

	private static String uri(DaprdProcess daprd, String path) {
		return "http://127.0.0.1:" + daprd.httpPort() + path;
	}

}
