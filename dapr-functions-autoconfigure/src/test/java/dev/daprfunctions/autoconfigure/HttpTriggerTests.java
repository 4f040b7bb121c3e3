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
import java.util.Map;

import dev.daprfunctions.autoconfigure.HttpTriggerControllers.EntryController;
import dev.daprfunctions.autoconfigure.HttpTriggerControllers.HandlingController;
import dev.daprfunctions.autoconfigure.HttpTriggerControllers.OrderController;
import dev.daprfunctions.autoconfigure.HttpTriggerControllers.ReturnController;
import dev.daprfunctions.autoconfigure.HttpTriggerControllers.ViewController;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of handler methods with state inputs and outputs, over HTTP.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "dapr.functions.sidecar.http-port=0", "dapr.functions.sidecar.grpc-port=0",
				"dapr.functions.sidecar.resources-path=target/no-components" })
class HttpTriggerTests {

	@LocalServerPort
	private int port;

	@Autowired
	private RequestMappingHandlerAdapter injectedAdapter;

	private HttpTriggerClient client;

	@BeforeEach
	void connect() {
		this.client = new HttpTriggerClient(this.port);
	}

	@Test
	void whenOutputIsSetThenIsWrittenUnderKeyOfParameterBehindIt() {
		ResponseEntity<String> response = create("a1");
		assertThat(response.getStatusCode().value()).isEqualTo(201);
		assertThat(json(response)).isEqualTo(json("{'created':'a1','by':'HttpTriggerMethod'}"));
		assertThat(json(this.client.get("/orders/a1"))).isEqualTo(json("{'id':'a1','item':{'sku':'s','count':2}}"));
	}

	@Test
	void whenInputIsMissingThenIsNotFoundWithProblemDetails() {
		ResponseEntity<String> response = this.client.get("/orders/missing");
		assertThat(response.getStatusCode().value()).isEqualTo(404);
		assertThat(response.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
		String detail = "There is no state 'order-missing' of store 'statestore', which parameter 'order' of function "
				+ "'OrderController.get' needs";
		JsonNode problem = json(response);
		assertThat(problem.get("errorCode").asString()).isEqualTo("ERR_NO_CONTENT");
		assertThat(problem.get("message").asString()).isEqualTo(detail);
		assertThat(problem.get("detail").asString()).isEqualTo(detail);
		assertThat(problem.get("status").asInt()).isEqualTo(404);
	}

	@Test
	void whenStoreIsUnknownThenIsServerErrorWithCodeOfSidecar() {
		ResponseEntity<String> response = this.client.get("/orders/missing-store");
		assertThat(response.getStatusCode().value()).isEqualTo(500);
		assertThat(json(response).get("errorCode").asString()).isEqualTo("DAPR_STATE_NOT_FOUND");
		assertThat(json(response).get("message").asString()).contains("nowhere", "OrderController.missingStore");
	}

	@Test
	void whenControllerHandlesExceptionThenItsHandlerGoesFirst() {
		ResponseEntity<String> response = this.client.get("/handled/missing");
		assertThat(response.getStatusCode().value()).isEqualTo(404);
		assertThat(response.getBody()).startsWith("handled: There is no state 'order-missing'");
	}

	@Test
	void whenInputIsOptionalThenMissingOneIsEmpty() {
		assertThat(json(item("missing", "order"))).isEqualTo(json("{'sku':'none'}"));
	}

	@Test
	void whenKeyNamesHeaderAndPathVariableBehindItThenIsReadAndViewIsApplied() {
		create("h1");
		assertThat(json(item("h1", "order"))).isEqualTo(json("{'sku':'s'}"));
	}

	@Test
	void whenExpressionHasNoValueThenIsBadRequestNamingIt() {
		ResponseEntity<String> response = this.client.post("/orders/by-sku", "{\"id\":\"x\"}");
		assertThat(response.getStatusCode().value()).isEqualTo(400);
		assertThat(json(response).get("errorCode").asString()).isEqualTo("ERR_MALFORMED_REQUEST");
		assertThat(json(response).get("message").asString()).startsWith("'{order.item.sku}' has no value");
	}

	@Test
	void whenNeededInputIsThereThenExpressionOverBodyNamesIt() {
		this.client.post("/orders/by-sku", "{\"id\":\"y\",\"item\":{\"sku\":\"order-sku1\",\"count\":1}}");
		assertThat(json(this.client.get("/orders/sku1")).get("id").asString()).isEqualTo("y");
	}

	@Test
	void whenInputIsStreamThenSpringDoesNotBindTheBody() {
		create("raw");
		ResponseEntity<String> response = this.client.get("/orders/raw/raw");
		assertThat(response.getHeaders().getContentType().isCompatibleWith(MediaType.TEXT_PLAIN)).isTrue();
		assertThat(json(response)).isEqualTo(json("{'id':'raw','item':{'sku':'s','count':2}}"));
	}

	@Test
	void whenInputIsStateThenKnowsItsKey() {
		assertThat(this.client.get("/orders/k/key").getBody()).isEqualTo("order-k");
	}

	@Test
	void whenKeyNamesRequestParameterThenInputAndOutputWorkTogether() {
		create("c1");
		ResponseEntity<String> response = this.client.post("/orders/copy?from=c1&to=c2");
		assertThat(response.getStatusCode().value()).isEqualTo(200);
		assertThat(response.getBody()).isNull();
		assertThat(json(this.client.get("/orders/c2")).get("id").asString()).isEqualTo("c2");
	}

	@Test
	void whenArgumentViolatesConstraintThenIsBadRequestBeforeInputsAreRead() {
		assertThat(this.client.post("/orders/copy?from=NO&to=x").getStatusCode().value()).isEqualTo(400);
		assertThat(this.client.post("/orders/copy?from=no&to=x").getStatusCode().value()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"id\":\"\"}", "{", "[]" })
	void whenBodyIsInvalidThenIsBadRequest(String body) {
		assertThat(this.client.post("/orders", body).getStatusCode().value()).isEqualTo(400);
	}

	@Test
	void whenMethodThrowsThenNothingIsWritten() {
		ResponseEntity<String> response = this.client.post("/orders/f1/fail");
		assertThat(response.getStatusCode().value()).isEqualTo(500);
		assertThat(response.getBody()).doesNotContain("after setting");
		assertThat(this.client.get("/orders/f1").getStatusCode().value()).isEqualTo(404);
	}

	@ParameterizedTest
	@CsvSource({ "/returned/r1, r1, returned, 200", "/returned-entity/r2, r2, entity, 201",
			"/returned-later/r3, r3, later, 202" })
	void whenReturnValueIsOutputThenIsNotTheBody(String path, String id, String sku, int status) {
		ResponseEntity<String> response = this.client.post(path);
		assertThat(response.getStatusCode().value()).isEqualTo(status);
		assertThat(response.getBody()).isNull();
		assertThat(sku(id)).isEqualTo(sku);
	}

	@Test
	void whenReturnedEntityIsOutputThenItsHeadersAreKept() {
		ResponseEntity<String> response = this.client.post("/returned-entity/r4");
		assertThat(response.getHeaders().getFirst("Location")).isEqualTo("/orders/r4");
		assertThat(response.getHeaders().getFirst("X-Kept")).isEqualTo("yes");
	}

	@Test
	void whenStateEntryIsChangedThenIsWritten() {
		assertThat(this.client.post("/entries/e1").getStatusCode().value()).isEqualTo(200);
		assertThat(sku("e1")).isEqualTo("entry");
	}

	@Test
	void whenStateEntryWasChangedBySomebodyElseThenIsConflictWithoutAnotherRun() {
		create("e2");
		int runs = Integer.parseInt(this.client.get("/entries/runs").getBody());
		ResponseEntity<String> response = this.client.post("/entries/e2?conflict=true");
		assertThat(response.getStatusCode().value()).isEqualTo(409);
		assertThat(json(response).get("errorCode").asString()).isEqualTo("ERR_STATE_SAVE");
		assertThat(json(response).get("message").asString()).contains("order-e2", "EntryController.change");
		assertThat(this.client.get("/entries/runs").getBody()).isEqualTo(String.valueOf(runs + 1));
		assertThat(sku("e2")).isEqualTo("other");
	}

	@Test
	void whenMonoCompletesThenOutputsAreWrittenAndEntityIsTheResponse() {
		ResponseEntity<String> response = this.client.post("/mono/m1");
		assertThat(response.getStatusCode().value()).isEqualTo(202);
		assertThat(response.getBody()).isEqualTo("accepted");
		assertThat(sku("m1")).isEqualTo("mono");
	}

	@Test
	void whenStageCompletesThenOutputsAreWritten() {
		assertThat(json(this.client.post("/stage/s1"))).isEqualTo(json("{'sku':'stage','count':1}"));
		assertThat(sku("s1")).isEqualTo("stage");
	}

	@Test
	void whenStageFailsThenNothingIsWritten() {
		assertThat(this.client.post("/stage-fails/s2").getStatusCode().value()).isEqualTo(500);
		assertThat(this.client.get("/orders/s2").getStatusCode().value()).isEqualTo(404);
	}

	@Test
	void whenObjectIsDeferredThenFailsBeforeOutputsAreWritten() {
		assertThat(this.client.post("/object/o1").getStatusCode().value()).isEqualTo(500);
		assertThat(this.client.get("/orders/o1").getStatusCode().value()).isEqualTo(404);
	}

	@Test
	void whenMethodWithInputReturnsCallableThenRunsOnExecutorOfTheApplication() {
		create("c9");
		assertThat(this.client.get("/callable/c9").getBody()).startsWith("s on own-executor-");
	}

	@Test
	void whenMethodWithInputStreamsThenBodyIsStreamed() {
		create("st");
		ResponseEntity<String> response = this.client.get("/streamed/st");
		assertThat(response.getHeaders().getFirst("Content-Type")).startsWith("text/csv");
		assertThat(response.getBody()).isEqualTo("s");
	}

	@Test
	void whenMethodReturnsViewThenViewIsRendered() {
		assertThat(this.client.post("/view/v1").getBody()).isEqualTo("view of v1");
		assertThat(sku("v1")).isEqualTo("view");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/returned-view/v2", "/returned-later-view/v3" })
	void whenReturnValueIsOutputThenIsNoView(String path) {
		ResponseEntity<String> response = this.client.post(path);
		assertThat(response.getStatusCode().value()).isEqualTo(200);
		assertThat(response.getBody()).isNull();
	}

	@Test
	void whenControllerIsPlainThenAdapterOfBootHandlesIt() {
		assertThat(this.client.get("/plain").getBody()).isEqualTo("ServletInvocableHandlerMethod");
		assertThat(this.client.get("/plain/stream").getBody()).isEqualTo("streamed");
		assertThat(this.injectedAdapter).isExactlyInstanceOf(RequestMappingHandlerAdapter.class);
	}

	private ResponseEntity<String> create(String id) {
		return this.client.post("/orders", "{\"id\":\"" + id + "\",\"item\":{\"sku\":\"s\",\"count\":2}}");
	}

	private ResponseEntity<String> item(String id, String prefix) {
		return this.client.get("/orders/" + id + "/item", Map.of("X-Prefix", prefix));
	}

	private String sku(String id) {
		return json(this.client.get("/orders/" + id)).get("item").get("sku").asString();
	}

	private static JsonNode json(ResponseEntity<String> response) {
		return JsonMapper.shared().readTree(response.getBody());
	}

	private static JsonNode json(String json) {
		return JsonMapper.shared().readTree(json.replace('\'', '"'));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ OrderController.class, ReturnController.class, EntryController.class, ViewController.class,
			HandlingController.class })
	static class Application implements WebMvcConfigurer {

		@Override
		public void configureAsyncSupport(AsyncSupportConfigurer configurer) {
			configurer.setTaskExecutor(new SimpleAsyncTaskExecutor("own-executor-"));
		}

		@Bean
		View order() {
			return new View() {

				@Override
				public String getContentType() {
					return MediaType.TEXT_PLAIN_VALUE;
				}

				@Override
				public void render(Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
						throws IOException {
					response.getWriter().write("view of " + model.get("id"));
				}

			};
		}

	}

}
