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

package dev.daprfunctions.contract;

import dev.daprfunctions.contract.Answer.Failure;
import dev.daprfunctions.contract.TestApp.Received;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for invoking another application, which has a sidecar of its own.
 */
@ClassTemplate
class OtherAppTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create());

	private static SidecarRun other() {
		return contract.start(SidecarSpec.create().appId("other").namesOf(contract.run().workspace()));
	}

	@Test
	void otherAppLearnsWhoCalls() {
		try (SidecarRun other = other()) {
			Answer answer = contract.send("POST", "/v1.0/invoke/other/method/a//b?c=d", "hello",
					"Content-Type: text/x-odd", "X-Custom: v", "User-Agent: probe/1");
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.body()).isEqualTo("ok");
			Received request = other.app().last();
			assertThat(request.verb()).isEqualTo("POST");
			assertThat(request.path()).isEqualTo("/a/b?c=d");
			assertThat(request.body()).isEqualTo("hello");
			assertThat(request.header("Content-Type")).isEqualTo("text/x-odd");
			assertThat(request.header("X-Custom")).isEqualTo("v");
			assertThat(request.header("User-Agent")).isEqualTo("probe/1");
			assertThat(request.header("Dapr-Caller-App-Id")).isEqualTo("myapp");
			assertThat(request.header("Dapr-Caller-Namespace")).isEqualTo("default");
			assertThat(request.header("Dapr-Callee-App-Id")).isEqualTo("other");
			assertThat(request.headers()).containsKeys("X-forwarded-for", "X-forwarded-host", "Forwarded",
					"Traceparent");
			assertThat(contract.app().received()).isEmpty();
		}
	}

	@Test
	void answerOfOtherAppPasses() {
		try (SidecarRun other = other()) {
			other.app().reply(TestApp.Reply.text(418, "teapot"));
			Answer answer = contract.send("GET", "/v1.0/invoke/other/method/m");
			assertThat(answer.status()).isEqualTo(418);
			assertThat(answer.body()).isEqualTo("teapot");
			assertThat(answer.header("Content-Type")).isEqualTo("text/plain");
		}
	}

	@Test
	void whenOtherAppIsDownThenFails() {
		try (SidecarRun other = other()) {
			other.app().stop();
			Failure failure = contract.send("GET", "/v1.0/invoke/other/method/m").failure();
			assertThat(failure.status()).isEqualTo(500);
			assertThat(failure.code()).isEqualTo("ERR_DIRECT_INVOKE");
			assertThat(failure.message()).startsWith("failed to invoke, id: other, err: ")
				.contains("connection refused");
		}
	}

}
