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

package dev.daprfunctions.samples.pubsub;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Objects;
import java.util.stream.Stream;

import dev.daprfunctions.autoconfigure.DaprConnectionDetails;
import dev.daprfunctions.samples.pubsub.shop.ShopApplication;
import dev.daprfunctions.samples.pubsub.warehouse.WarehouseApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the two applications do, whatever their sidecars are.
 */
@ExtendWith(OutputCaptureExtension.class)
abstract class PubSubCases {

	private static final HttpClient client = HttpClient.newHttpClient();

	private static ConfigurableApplicationContext warehouse;

	private static ConfigurableApplicationContext shop;

	static void startApplications(String... arguments) {
		warehouse = WarehouseApplication.run(withFreePorts(arguments));
		shop = ShopApplication.run(withFreePorts(arguments));
		await().until(() -> isReady(warehouse) && isReady(shop));
	}

	private static String[] withFreePorts(String... arguments) {
		return Stream
			.concat(Stream.of("--server.port=0", "--dapr.functions.sidecar.http-port=0",
					"--dapr.functions.sidecar.grpc-port=0"), Stream.of(arguments))
			.toArray(String[]::new);
	}

	static void stopApplications() {
		Stream.of(shop, warehouse).filter(Objects::nonNull).forEach(ConfigurableApplicationContext::close);
		shop = null;
		warehouse = null;
	}

	@Test
	void whenOrderIsPlacedThenRuleDecidesWhoPacksItAndShopLearnsOfIt() throws Exception {
		place("{\"id\":\"1\",\"kind\":\"express\",\"quantity\":2}");
		place("{\"id\":\"2\",\"kind\":\"standard\",\"quantity\":1}");
		await().until(() -> status("1").equals("\"shipped as express-1\""));
		await().until(() -> status("2").equals("\"shipped as standard-2\""));
	}

	@Test
	void whenOrderCannotBePackedThenGoesToTheDeadLetterTopic(CapturedOutput output) throws Exception {
		place("{\"id\":\"3\",\"kind\":\"standard\",\"quantity\":0}");
		await().until(() -> output.getOut().contains("Order 3 could not be packed"));
		assertThat(status("3")).isEqualTo("\"not shipped\"");
	}

	@Test
	void whenOrderIsPlacedThenAuditGetsItsEntriesInBulk(CapturedOutput output) throws Exception {
		place("{\"id\":\"4\",\"kind\":\"standard\",\"quantity\":7}");
		await().until(() -> output.getOut().contains("Audit: order 4 placed")
				&& output.getOut().contains("Audit: quantity 7"));
	}

	private static void place(String order) throws IOException, InterruptedException {
		assertThat(send("POST", "orders", order).statusCode()).isEqualTo(200);
	}

	private static String status(String id) throws IOException, InterruptedException {
		return send("GET", "orders/" + id, null).body();
	}

	private static boolean isReady(ConfigurableApplicationContext context) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(sidecar(context, "/v1.0/healthz")).build();
		return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 204;
	}

	private static URI sidecar(ConfigurableApplicationContext context, String path) {
		return URI.create(context.getBean(DaprConnectionDetails.class).getHttpEndpoint() + path);
	}

	private static HttpResponse<String> send(String verb, String method, String body)
			throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(sidecar(shop, "/v1.0/invoke/shop/method/" + method))
			.method(verb,
					(body != null) ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody())
			.header("Content-Type", "application/json")
			.build();
		return client.send(request, HttpResponse.BodyHandlers.ofString());
	}

}
