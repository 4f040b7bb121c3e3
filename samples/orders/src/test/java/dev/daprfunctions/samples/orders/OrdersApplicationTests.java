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

package dev.daprfunctions.samples.orders;

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
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link OrdersApplication} that call it as its users do: through the HTTP API
 * of the sidecar.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "dapr.functions.sidecar.http-port=0", "dapr.functions.sidecar.grpc-port=0" })
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_EACH_TEST_METHOD)
@ExtendWith(OutputCaptureExtension.class)
class OrdersApplicationTests {

	private static final HttpClient client = HttpClient.newHttpClient();

	@Autowired
	private DaprConnectionDetails sidecar;

	@BeforeEach
	void awaitSidecar() {
		await().until(() -> send("GET", "/v1.0/healthz", null).statusCode() == 204);
	}

	@Test
	void whenOrderIsCreatedThenIsRetrieved(CapturedOutput output) throws Exception {
		HttpResponse<String> created = send("POST", "/v1.0/invoke/functionapp/method/CreateNewOrder",
				"{\"data\":{\"orderId\":\"41\"}}", "Content-Type", "application/json");
		assertThat(created.statusCode()).isEqualTo(200);
		assertThat(created.body()).isEmpty();
		HttpResponse<String> retrieved = send("POST", "/v1.0/invoke/functionapp/method/RetrieveOrder", "{}",
				"Content-Type", "application/x-www-form-urlencoded");
		assertThat(retrieved.statusCode()).isEqualTo(200);
		assertThat(retrieved.body()).isEqualTo("{\"orderId\":\"41\"}");
		HttpResponse<String> stored = send("GET", "/v1.0/state/statestore/order", null);
		assertThat(stored.statusCode()).isEqualTo(200);
		assertThat(stored.body()).isEqualTo("{\"orderId\":\"41\"}");
		assertThat(output).contains("Creating order 41", "Retrieved order 41");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "{} | data", "{\"data\":{\"orderId\":\" \"}} | data.orderId" })
	void whenOrderIsIncompleteThenIsBadRequestAndNothingIsStored(String body, String field) throws Exception {
		HttpResponse<String> created = send("POST", "/v1.0/invoke/functionapp/method/CreateNewOrder", body,
				"Content-Type", "application/json");
		assertThat(created.statusCode()).isEqualTo(400);
		assertThat(created.body()).contains("\"field\":\"" + field + "\"");
		assertThat(send("GET", "/v1.0/state/statestore/order", null).statusCode()).isEqualTo(204);
	}

	@Test
	void whenThereIsNoOrderThenIsNotFound(CapturedOutput output) throws Exception {
		HttpResponse<String> retrieved = send("POST", "/v1.0/invoke/functionapp/method/RetrieveOrder", "{}");
		assertThat(retrieved.statusCode()).isEqualTo(404);
		assertThat(retrieved.body()).contains("There is no state 'order' of store 'statestore'");
		assertThat(output).doesNotContain("Retrieved order");
	}

	@Test
	void whenApplicationRunsThenSidecarHasTheStoreOfTheComponentFile() throws Exception {
		assertThat(send("GET", "/v1.0/metadata", null).body()).contains("\"id\":\"functionapp\"",
				"\"name\":\"statestore\"", "\"type\":\"state.in-memory\"");
	}

	private HttpResponse<String> send(String method, String path, String body, String... headers)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(this.sidecar.getHttpEndpoint() + path))
			.method(method,
					(body != null) ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

}
