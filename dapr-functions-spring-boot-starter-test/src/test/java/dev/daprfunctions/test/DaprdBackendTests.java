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

package dev.daprfunctions.test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.daprfunctions.sidecar.daprd.DaprdProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link DaprdBackend} and a {@link TestSidecar} on it.
 */
class DaprdBackendTests {

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final DaprdProcess daprd = mock(DaprdProcess.class);

	private HttpServer server;

	private int status = 204;

	private boolean hasPort = true;

	private TestSidecar sidecar;

	@BeforeEach
	void start() throws Exception {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::handle);
		this.server.start();
		URI endpoint = URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
		this.sidecar = new TestSidecar(
				new DaprdBackend(this.daprd, endpoint, null, JsonMapper.shared(), () -> this.hasPort),
				JsonMapper.shared());
		given(this.daprd.awaitReady(any(Duration.class))).willReturn(true);
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	private void handle(HttpExchange exchange) throws IOException {
		try (exchange) {
			exchange.getRequestBody().readAllBytes();
			this.requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
			byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(this.status, (this.status == 204) ? -1 : answer.length);
			if (this.status != 204) {
				exchange.getResponseBody().write(answer);
			}
		}
	}

	@Test
	void whenClearedThenStatesThatTheTestNamedAreDeletedOnce() {
		this.sidecar.saveState("store", "a/b c", 1);
		this.sidecar.state("store", "seen").content();
		this.sidecar.state("store", "seen").content();
		this.requests.clear();
		this.sidecar.clear();
		assertThat(this.requests).containsExactlyInAnyOrder("DELETE /v1.0/state/store/a%2Fb%20c",
				"DELETE /v1.0/state/store/seen");
		this.sidecar.clear();
		assertThat(this.requests).hasSize(2);
	}

	@Test
	void whenStateCannotBeReadOrSavedThenThereIsNothingToDelete() {
		this.status = 400;
		assertThatIllegalArgumentException().isThrownBy(() -> this.sidecar.state("none", "key").content())
			.withMessage("Could not read 'key' from the state store 'none': daprd answered 400: {}");
		assertThatIllegalArgumentException().isThrownBy(() -> this.sidecar.saveState("none", "key", 1))
			.withMessage("Could not save 'key' in the state store 'none': daprd answered 400: {}");
		this.requests.clear();
		this.sidecar.clear();
		assertThat(this.requests).isEmpty();
	}

	@Test
	void whenStateCannotBeDeletedThenClearingSaysSo() {
		this.sidecar.saveState("store", "key", 1);
		this.status = 500;
		assertThatIllegalArgumentException().isThrownBy(this.sidecar::clear)
			.withMessage("Could not delete 'key' from the state store 'store': daprd answered 500: {}");
	}

	@Test
	void whenStateIsMissingThenAssertionSaysThatTheOthersAreNotKnown() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.sidecar.state("store", "key")).within(Duration.ofMillis(10)).exists())
			.withMessageContaining("State 'key' of 'store': expected a value, but there is none")
			.withMessageContaining("What else the store 'store' of daprd has is not known");
	}

	@Test
	void whenApplicationHasNoPortThenSaysWhatToDo() {
		this.hasPort = false;
		this.sidecar.clear();
		assertThatIllegalStateException().isThrownBy(() -> this.sidecar.invoke("method"))
			.withMessageContaining("WebEnvironment.RANDOM_PORT");
	}

	@Test
	void whenDaprdDoesNotReachTheApplicationThenSaysSo() throws Exception {
		given(this.daprd.awaitReady(any(Duration.class))).willReturn(false);
		assertThatIllegalStateException().isThrownBy(() -> this.sidecar.publish("pubsub", "topic", Map.of()))
			.withMessage("daprd could not reach the application within PT30S");
	}

	@ParameterizedTest
	@MethodSource
	void whenApiDoesNotOfferItThenSaysWhatToUse(String purpose, Call call) {
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> call.on(this.sidecar))
			.withMessage("The API of daprd does not let a test %s: use sidecar = SidecarType.EMBEDDED", purpose);
		assertThat(this.requests).isEmpty();
	}

	static Stream<Arguments> whenApiDoesNotOfferItThenSaysWhatToUse() {
		return Stream.of(call("fire bindings", (sidecar) -> sidecar.fireBinding("binding")),
				call("look at published events", (sidecar) -> sidecar.published("pubsub", "topic")),
				call("look at calls of bindings", (sidecar) -> sidecar.bindingCalls("binding")),
				call("look at invocations", (sidecar) -> sidecar.invocations("app", "method")),
				call("stub applications", (sidecar) -> sidecar.stubApp("app", "method")),
				call("stub bindings", (sidecar) -> sidecar.stubBinding("binding")),
				call("stub secrets", (sidecar) -> sidecar.stubSecret("vault", "name", "value")),
				call("inject faults", TestSidecar::faults));
	}

	private static Arguments call(String purpose, Call call) {
		return Arguments.of(purpose, call);
	}

	/**
	 * Call of a sidecar.
	 */
	@FunctionalInterface
	interface Call {

		void on(TestSidecar sidecar);

	}

}
