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
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.GetSecretRequest;
import io.dapr.client.domain.GetStateRequest;
import io.dapr.client.domain.InvokeBindingRequest;
import io.dapr.client.domain.PublishEventRequest;
import io.dapr.client.domain.SaveStateRequest;
import io.dapr.exceptions.DaprException;
import io.dapr.utils.TypeRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import org.mockito.ArgumentMatchers;
import org.mockito.BDDMockito;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of when the outputs of handler methods are written, with a client that records
 * what it is asked.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "dapr.functions.sidecar.kind=external", "dapr.functions.inputs.timeout=300ms",
				"spring.mvc.async.request-timeout=2s" })
class HttpTriggerOutputTests {

	private static final List<String> invocations = new CopyOnWriteArrayList<>();

	private static HttpServer sidecar;

	@LocalServerPort
	private int port;

	@MockitoBean
	private DaprClient dapr;

	@Autowired
	private HttpTriggerOutputController controller;

	private HttpTriggerClient client;

	@BeforeAll
	static void startSidecar() throws IOException {
		sidecar = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		sidecar.createContext("/", (exchange) -> {
			invocations.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
					+ new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
			exchange.sendResponseHeaders(204, -1);
			exchange.close();
		});
		sidecar.start();
	}

	@AfterAll
	static void stopSidecar() {
		sidecar.stop(0);
	}

	@DynamicPropertySource
	static void sidecarAddress(DynamicPropertyRegistry registry) {
		registry.add("dapr.functions.sidecar.http-endpoint",
				() -> "http://127.0.0.1:" + sidecar.getAddress().getPort());
	}

	@BeforeEach
	void prepare() {
		this.client = new HttpTriggerClient(this.port);
		this.controller.calls().clear();
		invocations.clear();
		givenPublish(recorded("published"));
		BDDMockito.given(this.dapr.saveBulkState(ArgumentMatchers.any(SaveStateRequest.class)))
			.willReturn(recorded("saved"));
		BDDMockito
			.given(this.dapr.invokeBinding(ArgumentMatchers.any(InvokeBindingRequest.class),
					ArgumentMatchers.<TypeRef<byte[]>>any()))
			.willReturn(recorded("bound").then(Mono.empty()));
		BDDMockito.given(this.dapr.getSecret(ArgumentMatchers.any(GetSecretRequest.class)))
			.willReturn(Mono.just(Map.of("key", "s3cret")));
	}

	private void givenPublish(Mono<Void> result) {
		BDDMockito.given(this.dapr.publishEvent(ArgumentMatchers.any(PublishEventRequest.class))).willReturn(result);
	}

	private Mono<Void> recorded(String what) {
		return Mono.delay(Duration.ofMillis(100))
			.doOnNext((tick) -> this.controller.calls()
				.add(what + ((this.controller.isResponseCommitted()) ? " after" : " before") + " response"))
			.then();
	}

	private void thenNothingIsPublished() {
		BDDMockito.then(this.dapr)
			.should(BDDMockito.never())
			.publishEvent(ArgumentMatchers.any(PublishEventRequest.class));
	}

	@Test
	void whenOutputsAreSlowThenResponseIsCommittedAfterThem() {
		ResponseEntity<String> response = this.client.post("/all", "x");
		assertThat(response.getStatusCode().value()).isEqualTo(200);
		assertThat(response.getBody()).isEqualTo("done with s3cret");
		assertThat(this.controller.calls()).startsWith("method", "saved before response")
			.containsExactlyInAnyOrder("method", "saved before response", "published before response",
					"bound before response");
		assertThat(invocations).containsExactly("POST /v1.0/invoke/other/method/notify \"x\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/mono", "/stage" })
	void whenResultComesLaterThenOutputsAreWrittenBeforeResponse(String path) {
		assertThat(this.client.post(path).getBody()).isEqualTo("later");
		assertThat(this.controller.calls()).containsExactly("published before response");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/publish/eu", "/mono", "/stage", "/written" })
	void whenOutputFailsThenResponseIsProblemWithoutBodyOfMethod(String path) {
		givenPublish(Mono.error(new DaprException("INTERNAL", "broker down", new IllegalStateException())));
		ResponseEntity<String> response = this.client.post(path);
		assertThat(response.getStatusCode().value()).isEqualTo(502);
		assertThat(response.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
		JsonNode problem = JsonMapper.shared().readTree(response.getBody());
		assertThat(problem.get("errorCode").asString()).isEqualTo("ERR_INVOKE_FAILED");
		assertThat(problem.get("message").asString()).contains("broker down", "topic 'orders",
				"function 'HttpTriggerOutputController.");
		assertThat(problem.get("sent").size()).isZero();
		assertThat(problem.get("notSent").size()).isEqualTo(1);
		assertThat(response.getBody()).doesNotContain("later", "body of the method");
	}

	@Test
	void whenStateFailsThenNothingElseIsSent() {
		BDDMockito.given(this.dapr.saveBulkState(ArgumentMatchers.any(SaveStateRequest.class)))
			.willReturn(Mono.error(new DaprException("UNAVAILABLE", "no sidecar", new IllegalStateException())));
		ResponseEntity<String> response = this.client.post("/all", "x");
		assertThat(response.getStatusCode().value()).isEqualTo(503);
		assertThat(response.getBody()).contains("ERR_DAPR_SIDECAR_DOES_NOT_EXIST").doesNotContain("done");
		thenNothingIsPublished();
		assertThat(invocations).isEmpty();
	}

	@Test
	void whenValueCannotBeWrittenThenIsServerErrorThatHidesWhy() {
		ResponseEntity<String> response = this.client.post("/unwritable");
		assertThat(response.getStatusCode().value()).isEqualTo(500);
		assertThat(response.getBody()).contains("ERR_FUNCTION_FAILED", "HttpTriggerOutputController.unwritable")
			.doesNotContain("known to the getter", "body of the method");
		thenNothingIsPublished();
	}

	@Test
	void whenInputsAreSlowThenTimesOutWithoutTheCall() {
		BDDMockito
			.given(this.dapr.getState(ArgumentMatchers.any(GetStateRequest.class),
					ArgumentMatchers.<TypeRef<byte[]>>any()))
			.willReturn(Mono.never());
		ResponseEntity<String> response = this.client.get("/slow");
		assertThat(response.getStatusCode().value()).isEqualTo(504);
		assertThat(response.getBody()).contains("ERR_DAPR_SIDECAR_TIMEOUT", "within 300 ms");
		assertThat(this.controller.calls()).isEmpty();
	}

	@Test
	void whenRequestTimesOutThenNothingIsWritten() {
		CompletableFuture<String> pending = this.controller.renewPending();
		assertThat(this.client.post("/pending").getStatusCode().value()).isEqualTo(503);
		pending.complete("too late");
		thenNothingIsPublished();
	}

	@Test
	void whenReturnValueIsInvalidThenNothingIsWritten() {
		assertThat(this.client.post("/invalid-result").getStatusCode().value()).isEqualTo(500);
		thenNothingIsPublished();
		assertThat(this.client.post("/invalid-result?result=valid").getBody()).isEqualTo("valid");
		assertThat(this.controller.calls()).containsExactly("published before response");
	}

	@Test
	void whenOutputIsNotSetThenNothingIsWritten() {
		assertThat(this.client.post("/unset/eu").getBody()).isEqualTo("unset");
		thenNothingIsPublished();
	}

	@Test
	void whenTopicNamesArgumentBehindOutputThenIsEvaluated() {
		assertThat(this.client.post("/publish/eu").getBody()).isEqualTo("body of the method");
		ArgumentCaptor<PublishEventRequest> request = ArgumentCaptor.forClass(PublishEventRequest.class);
		BDDMockito.then(this.dapr).should().publishEvent(request.capture());
		assertThat(request.getValue().getTopic()).isEqualTo("orders-eu");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(HttpTriggerOutputController.class)
	static class Application {

	}

}
