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

package dev.daprfunctions.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.sidecar.EmbeddedSidecar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what callers get while the sidecar is away, and after it has returned.
 */
class SidecarOutageTests {

	private static final Duration OUTAGE = Duration.ofSeconds(20);

	@Test
	void whenSidecarReturnsAfterAnOutageThenCallsSucceedWithinASecond() {
		int port = FixedPorts.find();
		EmbeddedSidecar sidecar = startSidecar(port);
		try (ConfigurableApplicationContext context = TestApplications.run(Application.class,
				"DAPR_GRPC_PORT=" + port)) {
			HttpCalls app = TestApplications.calls(context);
			assertThat(app.post("/save", "1").status()).isEqualTo(200);
			sidecar.close();
			assertFailsThroughout(app);
			sidecar = startSidecar(port);
			long returned = System.nanoTime();
			await().pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(10))
				.until(() -> app.post("/save", "1").status() == 200);
			assertThat(Duration.ofNanos(System.nanoTime() - returned)).isLessThanOrEqualTo(Duration.ofSeconds(1));
			assertThat(app.post("/read", "").body()).isEqualTo("\"1\"");
		}
		finally {
			sidecar.close();
		}
	}

	private static void assertFailsThroughout(HttpCalls app) {
		long end = System.nanoTime() + OUTAGE.toNanos();
		await().atMost(OUTAGE.multipliedBy(3))
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(50))
			.until(() -> {
				HttpCalls.Response response = app.post("/save", "1");
				assertThat(response.status()).isEqualTo(503);
				assertThat(response.json()).containsEntry("errorCode", "ERR_DAPR_SIDECAR_DOES_NOT_EXIST");
				return System.nanoTime() > end;
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "read", "save", "readLater" })
	void whenThereIsNoSidecarThenIsUnavailable(String function) {
		try (ConfigurableApplicationContext context = TestApplications.run(Application.class,
				"DAPR_GRPC_PORT=" + FixedPorts.find())) {
			HttpCalls.Response response = TestApplications.calls(context).post("/" + function, "1");
			assertThat(response.status()).isEqualTo(503);
			assertThat(response.contentType()).isEqualTo("application/problem+json");
			assertThat(response.json()).containsEntry("errorCode", "ERR_DAPR_SIDECAR_DOES_NOT_EXIST");
			assertThat(response.detail()).startsWith("The Dapr sidecar cannot be reached: ")
				.contains("state 'key' of store 'statestore'", "function '" + function + "'");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "read", "save", "readLater" })
	void whenSidecarHangsThenTimesOut(String function) throws IOException {
		try (ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
				ConfigurableApplicationContext context = TestApplications.run(Application.class,
						"DAPR_GRPC_PORT=" + hanging.getLocalPort(), "dapr.functions.sidecar.timeout=500ms")) {
			HttpCalls.Response response = TestApplications.calls(context).post("/" + function, "1");
			assertThat(response.status()).isEqualTo(504);
			assertThat(response.contentType()).isEqualTo("application/problem+json");
			assertThat(response.json()).containsEntry("errorCode", "ERR_DAPR_SIDECAR_TIMEOUT");
			assertThat(response.detail()).startsWith("The Dapr sidecar did not answer in time: ")
				.contains("state 'key' of store 'statestore'", "function '" + function + "'");
		}
	}

	@Test
	void whenInputsTakeTooLongThenTimesOut() throws IOException {
		try (ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
				ConfigurableApplicationContext context = TestApplications.run(Application.class,
						"DAPR_GRPC_PORT=" + hanging.getLocalPort(), "dapr.functions.inputs.timeout=200ms")) {
			HttpCalls.Response response = TestApplications.calls(context).post("/read", "1");
			assertThat(response.status()).isEqualTo(504);
			assertThat(response.detail()).isEqualTo("The inputs of function 'read' were not read within 200 ms");
		}
	}

	private static EmbeddedSidecar startSidecar(int grpcPort) {
		EmbeddedSidecar sidecar = EmbeddedSidecar.builder().appId("testapp").httpPort(0).grpcPort(grpcPort).build();
		sidecar.start();
		return sidecar;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@ServiceInvocationFunction
		String read(@DaprState(store = "statestore", key = "key") String value) {
			return value;
		}

		@ServiceInvocationFunction
		CompletionStage<String> readLater(@DaprState(store = "statestore", key = "key") String value) {
			return Mono.just(value).toFuture();
		}

		@ServiceInvocationFunction
		void save(String payload, @DaprState(store = "statestore", key = "key") OutputBinding<String> state) {
			state.setValue(payload);
		}

	}

}
