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

package dev.daprfunctions.binding;

import java.util.List;

import dev.daprfunctions.BindingRequest;
import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.annotation.DaprBinding;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.TestResponse;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.InvokeBindingRequest;
import io.dapr.exceptions.DaprException;
import io.dapr.utils.TypeRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.mock;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;

/**
 * Tests for {@link BindingWriter} when a binding fails or cannot be invoked.
 */
class BindingFailureTests {

	private final DaprClient client = mock(DaprClient.class);

	private final FunctionFixture fixture = FunctionFixture.of(Outputs.class).client(this.client);

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@CsvSource({ "UNAVAILABLE, 503, ERR_DAPR_SIDECAR_DOES_NOT_EXIST, unknown",
			"DEADLINE_EXCEEDED, 504, ERR_DAPR_SIDECAR_TIMEOUT, unknown", "INTERNAL, 502, ERR_INVOKE_FAILED, notSent",
			"INVALID_ARGUMENT, 500, ERR_FUNCTION_FAILED, notSent" })
	void whenBindingFailsThenItIsReported(String code, int status, String errorCode, String outcome) {
		given(this.client.invokeBinding(any(InvokeBindingRequest.class), eq(TypeRef.BYTE_ARRAY)))
			.willReturn(Mono.error(new DaprException(code, "failed", new IllegalStateException())));
		TestResponse response = this.fixture.call("object");
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.json()).containsEntry("errorCode", errorCode)
			.containsEntry("sent", List.of())
			.containsEntry(outcome, List.of("operation 'create' of binding 'queue'"));
		assertThat(response.detail()).contains("peration 'create' of binding 'queue' for function 'object' failed");
	}

	@Test
	void whenBindingIsUnknownToTheSidecarThenResponseIs500NamingIt() {
		given(this.client.invokeBinding(any(InvokeBindingRequest.class), eq(TypeRef.BYTE_ARRAY))).willReturn(Mono.error(
				new DaprException("INTERNAL", "error invoking output binding queue: couldn't find output binding queue",
						new IllegalStateException())));
		TestResponse response = this.fixture.call("object");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).contains("binding 'queue' for function 'object'", "couldn't find output binding");
		assertThat(response.json()).containsEntry("notSent", List.of("operation 'create' of binding 'queue'"));
	}

	@Test
	void whenClientThrowsAtOnceThenFailureIsTranslated() {
		willThrow(new IllegalArgumentException("bad request")).given(this.client)
			.invokeBinding(any(InvokeBindingRequest.class), eq(TypeRef.BYTE_ARRAY));
		TestResponse response = this.fixture.call("object");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail())
			.isEqualTo("Operation 'create' of binding 'queue' for function 'object' failed: bad request");
	}

	@ParameterizedTest
	@CsvSource({ "noOperation, operation", "blankName, name" })
	void whenRequestHasNoTargetThenNothingIsSent(String function, String attribute) {
		TestResponse response = this.fixture.call(function);
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).startsWith("An output of function '" + function + "' has no " + attribute + ":");
		then(this.client).shouldHaveNoInteractions();
	}

	@Test
	void whenDataIsTooLargeThenNothingIsSent() {
		TestResponse response = this.fixture.call("tooLarge");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).contains("operation 'create' of binding 'queue' has 4194305 bytes");
		then(this.client).shouldHaveNoInteractions();
	}

	@Test
	void whenNameOfTheCallIsEmptyThenCallerGets400() {
		TestResponse response = this.fixture.call("dynamic", "\"\"");
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.detail()).isEqualTo("The name '{payload}' is empty in this call of function 'dynamic'");
	}

	record Order(int id) {

	}

	static class Outputs {

		@ServiceInvocationFunction
		void object(@DaprBinding(name = "queue", operation = "create") OutputBinding<Order> output) {
			output.setValue(new Order(1));
		}

		@ServiceInvocationFunction
		void noOperation(@DaprBinding(name = "queue") OutputCollector<BindingRequest<Integer>> output) {
			output.add(BindingRequest.of("create", 1));
			output.add(BindingRequest.builder(2).build());
		}

		@ServiceInvocationFunction
		void dynamic(String payload,
				@DaprBinding(name = "{payload}", operation = "create") OutputBinding<Integer> output) {
			output.setValue(1);
		}

		@ServiceInvocationFunction
		void blankName(
				@DaprBinding(name = "queue", operation = "create") OutputBinding<BindingRequest<Integer>> output) {
			output.setValue(BindingRequest.builder(1).name(" ").build());
		}

		@ServiceInvocationFunction
		void tooLarge(@DaprBinding(name = "queue", operation = "create") OutputCollector<byte[]> output) {
			output.add(new byte[1]);
			output.add(new byte[4 * 1024 * 1024 + 1]);
		}

	}

}
