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

package dev.daprfunctions.samples.functions;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import dev.daprfunctions.autoconfigure.DaprConnectionDetails;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "dapr.functions.sidecar.http-port=0", "dapr.functions.sidecar.grpc-port=0" })
@ExtendWith(OutputCaptureExtension.class)
class FunctionsApplicationTests {

	private static final HttpClient client = HttpClient.newHttpClient();

	@Autowired
	private DaprConnectionDetails sidecar;

	@LocalServerPort
	private int port;

	@BeforeEach
	void awaitSidecar() {
		await().until(() -> sidecar("GET", "/v1.0/healthz", null).statusCode() == 204);
	}

	@Test
	void whenOrderIsCreatedThenIsStoredReturnedAndRetrieved(CapturedOutput output) throws Exception {
		HttpResponse<String> created = invoke("CreateNewOrder", "{\"value\":{\"orderId\":\"41\"}}");
		assertThat(created.statusCode()).isEqualTo(200);
		assertThat(created.body()).isEqualTo("{\"value\":{\"orderId\":\"41\"}}");
		assertThat(state("order")).isEqualTo("{\"orderId\":\"41\"}");
		assertThat(invoke("RetrieveOrder", null).body()).isEqualTo("{\"orderId\":\"41\"}");
		assertThat(output).contains("Retrieved order 41");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "{} | value", "{\"value\":{}} | value.orderId" })
	void whenOrderIsIncompleteThenIsBadRequest(String body, String field) throws Exception {
		HttpResponse<String> created = invoke("CreateNewOrder", body);
		assertThat(created.statusCode()).isEqualTo(400);
		assertThat(created.body()).contains("\"field\":\"" + field + "\"");
		assertThat(app("POST", "/api/CreateNewOrderHttpTrigger", body).statusCode()).isEqualTo(400);
	}

	@Test
	void whenOrderIsPostedToTheControllerThenIsStoredAndEchoed() throws Exception {
		HttpResponse<String> created = app("POST", "/api/CreateNewOrderHttpTrigger",
				"{\"value\":{\"orderId\":\"45\"}}");
		assertThat(created.statusCode()).isEqualTo(200);
		assertThat(created.body()).isEqualTo("{\"value\":{\"orderId\":\"45\"}}");
		assertThat(state("product")).isEqualTo("{\"orderId\":\"45\"}");
	}

	@Test
	void whenControllerIsAskedToInvokeThenMethodGetsTheBody() throws Exception {
		HttpResponse<String> invoked = app("POST", "/api/invoke/functionapp/CreateNewOrder",
				"{\"value\":{\"orderId\":\"46\"}}");
		assertThat(invoked.statusCode()).isEqualTo(200);
		assertThat(state("order")).isEqualTo("{\"orderId\":\"46\"}");
		assertThat(app("GET", "/api/invoke/functionapp/RetrieveOrder", null).statusCode()).isEqualTo(200);
	}

	@Test
	void whenInvokedApplicationIsUnknownThenIs502() throws Exception {
		HttpResponse<String> invoked = app("POST", "/api/invoke/nobody/nothing", "{}");
		assertThat(invoked.statusCode()).isEqualTo(502);
		assertThat(invoked.body()).contains("invocation of method 'nothing' of application 'nobody'");
	}

	@Test
	void whenEventIsPublishedToTopicAThenIsTransferredToTopicB(CapturedOutput output) throws Exception {
		HttpResponse<String> published = send(this.sidecar.getHttpEndpoint(), "POST", "/v1.0/publish/messagebus/A",
				"This is a test", "text/plain");
		assertThat(published.statusCode()).isEqualTo(204);
		await()
			.until(() -> output.getOut().contains("Topic B received a message: Transfer from Topic A: This is a test"));
	}

	@Test
	void whenMessageIsSentToKafkaThenIsConsumed(CapturedOutput output) throws Exception {
		HttpResponse<String> sent = invoke("SendMessageToKafka", "{\"data\":{\"message\":\"hello!\"}}");
		assertThat(sent.statusCode()).isEqualTo(200);
		await().until(() -> output.getOut().contains("Received from Kafka: {\"message\":\"hello!\"}"));
	}

	@Test
	void whenSecretsAreRetrievedThenAreLogged(CapturedOutput output) throws Exception {
		assertThat(invoke("RetrieveSecretLocal", null).statusCode()).isEqualTo(200);
		assertThat(invoke("RetrieveSecret", null).statusCode()).isEqualTo(200);
		assertThat(output).contains("Local secret my-secret is abcd", "Secret my-secret is abcd");
	}

	private HttpResponse<String> invoke(String method, String body) throws IOException, InterruptedException {
		return sidecar("POST", "/v1.0/invoke/functionapp/method/" + method, body);
	}

	private String state(String key) throws IOException, InterruptedException {
		return sidecar("GET", "/v1.0/state/statestore/" + key, null).body();
	}

	private HttpResponse<String> sidecar(String method, String path, String body)
			throws IOException, InterruptedException {
		return send(this.sidecar.getHttpEndpoint(), method, path, body, "application/json");
	}

	private HttpResponse<String> app(String method, String path, String body) throws IOException, InterruptedException {
		return send("http://127.0.0.1:" + this.port, method, path, body, "application/json");
	}

	private static HttpResponse<String> send(String address, String method, String path, String body,
			String contentType) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
			.method(method,
					(body != null) ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody())
			.header("Content-Type", contentType)
			.build();
		return client.send(request, HttpResponse.BodyHandlers.ofString());
	}

}
