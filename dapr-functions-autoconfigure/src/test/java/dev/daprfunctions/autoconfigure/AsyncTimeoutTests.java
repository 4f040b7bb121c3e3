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

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprInvoke;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.annotation.TopicFunction;
import dev.daprfunctions.sidecar.EmbeddedSidecar;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for asynchronous functions whose time is up while their outputs are being
 * written.
 */
@ExtendWith(OutputCaptureExtension.class)
class AsyncTimeoutTests {

	private static final String INVOCATION = "invocation of method 'wait' of application 'testapp'";

	private static final String EVENT = "{\"specversion\":\"1.0\",\"id\":\"1\",\"data\":\"x\"}";

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		context = TestApplications.run(Application.class, "spring.mvc.async.request-timeout=300ms");
	}

	@AfterAll
	static void close() {
		context.close();
	}

	@BeforeEach
	void hold() {
		Application.release = new CountDownLatch(1);
	}

	@AfterEach
	void release() {
		Application.release.countDown();
	}

	@Test
	void whenFunctionTakesTooLongThenItIsUnavailableAndItsOutputsAreFinished(CapturedOutput output) {
		HttpCalls.Response response = TestApplications.calls(context).post("/forward", "\"x\"");
		assertThat(response.status()).isEqualTo(503);
		assertThat(response.detail())
			.isEqualTo("Function 'forward' did not complete within 300 ms; its outputs are still being written");
		assertThat(response.json()).containsKey("sent").containsEntry("notSent", List.of());
		assertThat(response.json().get("unknown")).asInstanceOf(InstanceOfAssertFactories.LIST).contains(INVOCATION);
		assertFinished("forward", output);
		EmbeddedSidecar sidecar = context.getBean(EmbeddedSidecar.class);
		assertThat(new HttpCalls(sidecar.httpPort()).get("/v1.0/state/statestore/k").body()).isEqualTo("\"x\"");
	}

	@Test
	void whenTopicFunctionTakesTooLongThenItsEventIsDeliveredAgain(CapturedOutput output) {
		HttpCalls.Response response = TestApplications.calls(context).post("/event", EVENT);
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.json()).containsEntry("unknown", List.of(INVOCATION));
		assertFinished("event", output);
	}

	@Test
	void whenBulkFunctionTakesTooLongThenItsEventsAreDeliveredAgain(CapturedOutput output) {
		HttpCalls.Response response = TestApplications.calls(context)
			.post("/events", "{\"entries\":[{\"entryId\":\"1\",\"event\":" + EVENT + "}]}");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("{\"statuses\":[{\"entryId\":\"1\",\"status\":\"RETRY\"}]}");
		assertThat(output).contains("perhaps written: " + INVOCATION);
		assertFinished("events", output);
	}

	@Test
	void whenHandlerMethodTakesTooLongThenItsOutputsAreFinished(CapturedOutput output) {
		assertThat(TestApplications.calls(context).post("/handler", "").status()).isEqualTo(503);
		assertFinished("Application.handler", output);
	}

	private static void assertFinished(String function, CapturedOutput output) {
		String log = "Nobody waited for the outputs of function '" + function + "'; written: ";
		assertThat(output).doesNotContain(log);
		Application.release.countDown();
		await().untilAsserted(() -> assertThat(output.toString().lines())
			.anyMatch((line) -> line.contains(log) && line.contains(INVOCATION)));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@RestController
	static class Application {

		static CountDownLatch release;

		@ServiceInvocationFunction("wait")
		void waitForRelease() throws InterruptedException {
			release.await();
		}

		@ServiceInvocationFunction
		Mono<Void> forward(String payload, @DaprState(store = "statestore", key = "k") OutputBinding<String> state,
				@DaprInvoke(appId = "testapp", method = "wait") OutputBinding<String> invocation) {
			return Mono.fromRunnable(() -> {
				state.setValue(payload);
				invocation.setValue(payload);
			});
		}

		@TopicFunction(pubsub = "pubsub", path = "/event")
		@DaprInvoke(appId = "testapp", method = "wait")
		CompletionStage<String> event(String data) {
			return Mono.just(data).toFuture();
		}

		@TopicFunction(pubsub = "pubsub", path = "/events", bulk = true)
		@DaprInvoke(appId = "testapp", method = "wait")
		Mono<List<String>> events(List<String> data) {
			return Mono.just(data);
		}

		@PostMapping("/handler")
		Mono<String> handler(@DaprInvoke(appId = "testapp", method = "wait") OutputBinding<String> invocation) {
			invocation.setValue("x");
			return Mono.just("done");
		}

	}

}
