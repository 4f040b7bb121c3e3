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

package dev.daprfunctions.invocation;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;

import dev.daprfunctions.Invocation;
import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.annotation.DaprInvoke;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.TestResponse;
import dev.daprfunctions.invocation.InvokedSidecar.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InvocationWriter} when an invocation fails or cannot be sent.
 */
class InvocationFailureTests {

	private final InvokedSidecar sidecar = new InvokedSidecar();

	private final List<Call> calls = this.sidecar.calls();

	private final FunctionFixture fixture = FunctionFixture.of(Outputs.class).httpClient(this.sidecar.client());

	@AfterEach
	void close() {
		this.fixture.close();
		this.sidecar.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', value = { "Host ! h", "Content-Length ! 1", "a b ! x", "X-Line ! a\\nb" })
	void whenHeaderCannotBeSentThenNothingIsSent(String name, String value) {
		Outputs.invocation = Invocation.<Object>builder(1).header(name, value.replace("\\n", "\n")).build();
		TestResponse response = this.fixture.call("givenAndAnother");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).isEqualTo("An output of function 'givenAndAnother' cannot be sent: its header '"
				+ name + "' is not allowed, or has a value that is not");
		assertThat(this.calls).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 302, 400, 401, 404, 409, 500, 503 })
	void whenAnswerIsNoSuccessThenResponseIs502(int status) {
		this.sidecar.answer(status);
		TestResponse response = this.fixture.call("object");
		assertThat(this.calls).hasSize(1);
		assertThat(response.status()).isEqualTo(502);
		assertThat(response.json()).containsEntry("errorCode", "ERR_INVOKE_FAILED")
			.containsEntry("sent", List.of())
			.containsEntry("notSent", List.of("invocation of method 'orders/new' of application 'app'"));
		assertThat(response.detail())
			.isEqualTo("The invocation of method 'orders/new' of application 'app' for function "
					+ "'object' was answered with " + status);
	}

	@Test
	void whenSidecarCannotBeReachedThenResponseIs503AndNothingWasSent() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			int port = socket.getLocalPort();
			socket.close();
			this.fixture.httpClient(InvokedSidecar.client(port, null, Duration.ofSeconds(20)));
			TestResponse response = this.fixture.call("object");
			assertThat(response.status()).isEqualTo(503);
			assertThat(response.json()).containsEntry("errorCode", "ERR_DAPR_SIDECAR_DOES_NOT_EXIST")
				.containsEntry("notSent", List.of("invocation of method 'orders/new' of application 'app'"))
				.doesNotContainKey("unknown");
			assertThat(response.detail()).startsWith("The Dapr sidecar cannot be reached: the invocation of method "
					+ "'orders/new' of application 'app' for function 'object' failed");
		}
	}

	@Test
	void whenConnectionIsLostThenResponseIs503AndOutcomeIsUnknown() {
		this.sidecar.answer(-1);
		TestResponse response = this.fixture.call("object");
		assertThat(response.status()).isEqualTo(503);
		assertThat(response.json())
			.containsEntry("unknown", List.of("invocation of method 'orders/new' of application 'app'"))
			.containsEntry("notSent", List.of());
	}

	@Test
	void whenSidecarDoesNotAnswerInTimeThenResponseIs504AndOutcomeIsUnknown() {
		this.sidecar.hold("{\"id\":1}");
		this.fixture.httpClient(this.sidecar.client(null, Duration.ofMillis(200)));
		TestResponse response = this.fixture.call("object");
		assertThat(response.status()).isEqualTo(504);
		assertThat(response.json()).containsEntry("errorCode", "ERR_DAPR_SIDECAR_TIMEOUT")
			.containsEntry("unknown", List.of("invocation of method 'orders/new' of application 'app'"));
	}

	@Test
	void whenBodyIsTooLargeThenNothingIsSent() {
		TestResponse response = this.fixture.call("tooLarge");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).contains("method 'm' of application 'app' has 4194305 bytes");
		assertThat(this.calls).isEmpty();
	}

	record Order(int id) {

	}

	static class Outputs {

		static Invocation<Object> invocation = Invocation.builder(null).build();

		@ServiceInvocationFunction
		void object(@DaprInvoke(appId = "app", method = "orders/new") OutputBinding<Order> output) {
			output.setValue(new Order(1));
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "app", method = "first")
		String givenAndAnother(@DaprInvoke(appId = "app", method = "m") OutputBinding<Invocation<Object>> output) {
			output.setValue(invocation);
			return "x";
		}

		@ServiceInvocationFunction
		void tooLarge(@DaprInvoke(appId = "app", method = "m") OutputCollector<byte[]> output) {
			output.add(new byte[1]);
			output.add(new byte[4 * 1024 * 1024 + 1]);
		}

	}

}
