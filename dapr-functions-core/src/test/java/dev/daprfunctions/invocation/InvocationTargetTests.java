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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.web.bind.annotation.RequestMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InvocationWriter} with the applications and methods to invoke.
 */
class InvocationTargetTests {

	private final InvokedSidecar sidecar = new InvokedSidecar();

	private final List<Call> calls = this.sidecar.calls();

	private final FunctionFixture fixture = FunctionFixture.of(Outputs.class)
		.property("app", "other-app")
		.httpClient(this.sidecar.client());

	@AfterEach
	void close() {
		this.fixture.close();
		this.sidecar.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`',
			value = { "app ! m ! app/method/m", "app ! /m ! app/method/m", "app ! a/b c/é ! app/method/a/b%20c/%C3%A9",
					"app ! a?b=c#d ! app/method/a%3Fb=c%23d", "app ! a%2Fb ! app/method/a%252Fb",
					"app ! a..b ! app/method/a..b", "app ! a/ ! app/method/a/", "a+b.ns ! m ! a%2Bb.ns/method/m",
					"a?b ! m ! a%3Fb/method/m",
					"http://example.com:8080/x ! m ! http%3A%2F%2Fexample.com%3A8080%2Fx/method/m" })
	void whenTargetHasSpecialCharactersThenTheyAreEncoded(String appId, String method, String path) {
		Outputs.invocation = Invocation.of(appId, method, null);
		assertThat(this.fixture.call("given").status()).isEqualTo(200);
		assertThat(this.calls).extracting(Call::line).containsExactly("POST /v1.0/invoke/" + path);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', value = { "app ! ../secret", "app ! a/../../b", "app ! ..", "app ! a/./b", ".. ! m",
			". ! m", "app/method/m/.. ! m", "a/b ! m", "http://h/method/x ! m", "http://h/../x ! m" })
	void whenTargetWouldLeadElsewhereThenNothingIsSent(String appId, String method) {
		Outputs.invocation = Invocation.of(appId, method, null);
		TestResponse response = this.fixture.call("given");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).startsWith("An output of function 'given' cannot be sent: the ")
			.contains("to another path");
		assertThat(this.calls).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "attributes, ..", "attributes, a/../b", "attributes, .", "dynamicApp, ..", "dynamicApp, a/b" })
	void whenCallerSendsATargetThatLeadsElsewhereThenItIs400(String function, String text) {
		TestResponse response = this.fixture.call(function, "\"" + text + "\"");
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.detail()).startsWith("An output of function '" + function + "' cannot be sent: ")
			.contains("to another path");
		assertThat(this.calls).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "noApp, appId", "noMethod, method" })
	void whenInvocationHasNoTargetThenNothingIsSent(String function, String attribute) {
		TestResponse response = this.fixture.call(function);
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).startsWith("An output of function '" + function + "' has no " + attribute + ":");
		assertThat(this.calls).isEmpty();
	}

	static class Outputs {

		static Invocation<Object> invocation = Invocation.builder(null).build();

		@ServiceInvocationFunction
		void attributes(String payload, @DaprInvoke(appId = "${app}-{payload}", method = "a/{payload}",
				httpMethod = RequestMethod.PUT) OutputBinding<String> output) {
			output.setValue("x");
		}

		@ServiceInvocationFunction
		void dynamicApp(String payload, @DaprInvoke(appId = "{payload}", method = "m") OutputBinding<String> output) {
			output.setValue("x");
		}

		@ServiceInvocationFunction
		void given(@DaprInvoke(appId = "app", method = "m") OutputBinding<Invocation<Object>> output) {
			output.setValue(invocation);
		}

		@ServiceInvocationFunction
		void noApp(@DaprInvoke(appId = "", method = "m") OutputCollector<Invocation<Integer>> output) {
			output.add(Invocation.of("app", "m", 1));
			output.add(Invocation.builder(2).build());
		}

		@ServiceInvocationFunction
		void noMethod(@DaprInvoke(appId = "app", method = "") OutputBinding<Invocation<Integer>> output) {
			output.setValue(Invocation.builder(2).method(" ").build());
		}

	}

}
