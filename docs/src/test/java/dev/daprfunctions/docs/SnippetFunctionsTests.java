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

package dev.daprfunctions.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import dev.daprfunctions.sidecar.EmbeddedSidecar;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the functions of the snippets on the embedded sidecar.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "dapr.functions.sidecar.http-port=0", "dapr.functions.sidecar.grpc-port=0" })
class SnippetFunctionsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final SidecarRequests sidecar;

	private final EmbeddedSidecar embedded;

	@LocalServerPort
	private int port;

	SnippetFunctionsTests(@Autowired @Qualifier("daprSidecar") RestClient.Builder sidecar,
			@Autowired EmbeddedSidecar embedded) {
		this.sidecar = SidecarRequests.of(sidecar);
		this.embedded = embedded;
	}

	@Test
	void whenPayloadIsValidThenResponseEntityIsReturned() {
		ResponseEntity<String> response = invoke("PlaceOrder", "{\"sku\":\"pen\",\"quantity\":2}");
		assertThat(response.getStatusCode().value()).isEqualTo(201);
		assertThat(response.getBody()).isEqualTo("\"pen-2\"");
	}

	@Test
	void whenPayloadIsInvalidThenViolationsAreReturned() {
		ResponseEntity<String> response = invoke("PlaceOrder", "{\"sku\":\"\",\"quantity\":2}");
		assertThat(response.getStatusCode().value()).isEqualTo(400);
		assertThat(response.getBody())
			.contains("\"violations\":[{\"field\":\"sku\",\"message\":\"must not be blank\"}]");
	}

	@Test
	void whenRouteHasVariableThenItIsPartOfTheKey() {
		assertThat(this.sidecar.send(HttpMethod.PUT, "/v1.0/invoke/functionapp/method/orders/41", order(2))
			.getStatusCode()
			.value()).isEqualTo(200);
		assertThat(this.sidecar.get("/v1.0/invoke/functionapp/method/orders/41")).isEqualTo(order(2));
		assertThat(state("order-41")).isEqualTo(order(2));
	}

	@Test
	void whenFunctionIsAsynchronousThenItsResultIsReturned() {
		assertThat(this.sidecar.get("/v1.0/invoke/functionapp/method/Price?quantity=4")).isEqualTo("12");
	}

	@Test
	void whenClientInvokesThroughTheSidecarThenItGetsTheAnswer(@Autowired PriceClient client) {
		assertThat(client.price(5)).isEqualTo(15);
	}

	@Test
	void whenStatesExistThenTheyAreInputs() {
		this.sidecar.save("stock-pen", "{\"pieces\":7}");
		this.sidecar.save("note-41", "\"urgent\"");
		this.sidecar.save("unit", "\"boxes\"");
		assertThat(invoke("Describe", order(1)).getBody()).isEqualTo("\"7 boxes, urgent\"");
	}

	@Test
	void whenStateIsMissingThenTheSdkStateHasItsKey() {
		assertThat(this.sidecar.get("/v1.0/invoke/functionapp/method/StockVersion?sku=none"))
			.isEqualTo("\"stock-none: unknown\"");
	}

	@Test
	void whenEntriesChangeThenBothAreWritten() {
		this.sidecar.save("account-a", "10");
		invoke("Transfer", "{\"from\":\"a\",\"to\":\"b\",\"amount\":4}");
		assertThat(state("account-a")).isEqualTo("6");
		assertThat(state("account-b")).isEqualTo("4");
	}

	@Test
	void whenOutputsAreSetThenTheyAreWrittenOrDeleted() {
		this.sidecar.save("invited-7", "{\"id\":\"7\",\"name\":\"Ada\"}");
		invoke("Register", "{\"id\":\"7\",\"name\":\"Ada\"}");
		assertThat(state("customer-7")).isEqualTo("{\"id\":\"7\",\"name\":\"Ada\"}");
		assertThat(state("welcome-7")).isEqualTo("\"Hello Ada\"");
		assertThat(state("invited-7")).isNull();
	}

	@Test
	void whenReturnValueIsOutputThenItIsWrittenAndNotReturned() {
		assertThat(invoke("Rename", "{\"id\":\"8\",\"name\":\" Bob \"}").getBody()).isNull();
		assertThat(state("customer-8")).isEqualTo("{\"id\":\"8\",\"name\":\"Bob\"}");
	}

	@Test
	void whenValuesAreCollectedThenEachIsWritten() {
		invoke("Import", "[{\"id\":\"9\",\"name\":\"Cy\"},{\"id\":\"10\",\"name\":\"Di\"}]");
		assertThat(state("customer-9")).contains("Cy");
		assertThat(state("customer-10")).contains("Di");
	}

	@Test
	void whenSecretsExistThenTheyAreInputs() {
		assertThat(invoke("CheckCarrier", "").getBody()).isEqualTo("true");
		assertThat(invoke("CountSecrets", "").getBody()).isEqualTo("3");
	}

	@Test
	void whenInvocationIsOutputThenTheMethodIsInvoked() {
		assertThat(invoke("Forward", order(3)).getStatusCode().value()).isEqualTo(200);
		assertThat(state("order-41")).isEqualTo(order(3));
	}

	@Test
	void whenInvokedMethodDoesNotExistThenTheCallerIsTold() {
		ResponseEntity<String> response = invoke("forward-to/nowhere", order(3));
		assertThat(response.getStatusCode().value()).isEqualTo(502);
		assertThat(response.getBody())
			.contains("\"notSent\":[\"invocation of method 'nowhere' of application 'functionapp'\"]");
	}

	@Test
	void whenBindingIsOutputThenItIsInvoked() {
		invoke("WriteInvoice", order(1));
		Path file = Path.of("target/invoices/41.json");
		assertThat(file).hasContent(order(1));
		invoke("DeleteInvoices", "[\"41\"]");
		assertThat(Files.exists(file)).isFalse();
	}

	@Test
	void whenMessageIsInQueueThenBindingFunctionGetsIt() {
		String request = "{\"operation\":\"create\",\"data\":" + order(6) + "}";
		this.sidecar.post("/v1.0/bindings/incoming-orders", request);
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(state("orders-41")).isEqualTo(order(6)));
	}

	@Test
	void whenScheduleFiresThenBindingFunctionRuns() {
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.sidecar.status("/v1.0/healthz")).isEqualTo(204));
		assertThat(this.embedded.fireBinding("nightly", new byte[0], Map.of()).status()).isEqualTo(200);
		assertThat(state("last-clean-up")).startsWith("\"20");
	}

	@Test
	void whenTextHasExpressionsThenTheyAreEvaluated() {
		invoke("regions/eu/notes", "{\"order\":{\"id\":41}}");
		assertThat(state("eu-41")).isEqualTo("\"Note\"");
		assertThat(state("by nobody in eu {draft}")).isEqualTo("\"Draft\"");
	}

	@Test
	void whenCallFailsThenTheBodyIsThatOfThePage() {
		String page = Page.of("docs/errors.md").text();
		this.sidecar.send(HttpMethod.DELETE, "/v1.0/state/statestore/order", "");
		assertThat(page).contains(invoke("RetrieveOrder", "").getBody())
			.contains(invoke("CreateNewOrder", "{\"data\":[1]}").getBody())
			.contains(invoke("forward-to/nowhere", order(3)).getBody());
	}

	@Test
	void whenExceptionHasStatusThenItIsReturned() {
		assertThat(invoke("Weigh", order(2)).getBody()).isEqualTo("4");
		ResponseEntity<String> response = invoke("Weigh", order(2000));
		assertThat(response.getStatusCode().value()).isEqualTo(422);
		assertThat(response.getBody()).contains("Too heavy for any carrier");
	}

	@Test
	void whenEventMatchesRuleThenOnlyThatPathIsDeliveredTo(@Autowired TopicFunctions functions) {
		assertThat(this.sidecar.get("http://127.0.0.1:" + this.port + "/dapr/subscribe"))
			.contains("{\"match\":\"event.type == 'refund'\",\"path\":\"/payments/refund\"}")
			.contains("\"default\":\"/payments\"");
		deliver("/payments/refund", envelope(order(2)));
		deliver("/payments", envelope(order(3)));
		assertThat(functions.refunds()).isEqualTo(2);
		assertThat(functions.payments()).isEqualTo(3);
	}

	@Test
	void whenEventIsProcessedThenTheSidecarIsToldHow() {
		assertThat(deliver("/parcels", envelope(order(1))).getStatusCode().value()).isEqualTo(200);
		assertThat(deliver("/parcels", envelope(order(11))).getStatusCode().value()).isEqualTo(500);
		assertThat(deliver("/parcels", envelope(order(101))).getBody()).isEqualTo("{\"status\":\"DROP\"}");
	}

	@Test
	void whenEventsComeInBulkThenEachHasAStatus() {
		String entry = "{\"entryId\":\"%s\",\"contentType\":\"application/cloudevents+json\",\"event\":%s}";
		String bulk = "{\"entries\":[" + entry.formatted("a", envelope(order(1))) + ","
				+ entry.formatted("b", envelope(order(0))) + "]}";
		assertThat(deliver("/ratings", bulk).getBody()).isEqualTo(
				"{\"statuses\":[{\"entryId\":\"a\",\"status\":\"SUCCESS\"},{\"entryId\":\"b\",\"status\":\"DROP\"}]}");
	}

	private ResponseEntity<String> invoke(String method, String body) {
		return this.sidecar.invoke(method, body);
	}

	private ResponseEntity<String> deliver(String path, String body) {
		return this.sidecar.post("http://127.0.0.1:" + this.port + path, body);
	}

	private String state(String key) {
		return this.sidecar.state(key);
	}

	private static String order(int quantity) {
		return SidecarRequests.order(quantity);
	}

	private static String envelope(String data) {
		return "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"shop\",\"type\":\"order\",\"data\":" + data + "}";
	}

}
