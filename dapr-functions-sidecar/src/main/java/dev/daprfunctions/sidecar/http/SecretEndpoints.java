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

package dev.daprfunctions.sidecar.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.daprfunctions.sidecar.json.RuntimeJson;
import dev.daprfunctions.sidecar.secret.SecretApi;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Endpoints of the secrets API.
 */
final class SecretEndpoints {

	private final SecretApi secrets;

	SecretEndpoints(SecretApi secrets) {
		this.secrets = secrets;
	}

	List<Route> routes() {
		return List.of(Route.get("/v1.0/secrets/{store}/bulk", this::getBulk),
				Route.get("/v1.0/secrets/{store}/{key}", this::get));
	}

	private void get(ApiExchange exchange) throws IOException {
		verifyBody(exchange);
		respond(exchange, toJson(this.secrets.get(exchange.path("store"), exchange.path("key"))));
	}

	private void getBulk(ApiExchange exchange) throws IOException {
		verifyBody(exchange);
		ObjectNode json = JsonNodeFactory.instance.objectNode();
		this.secrets.getBulk(exchange.path("store")).forEach((name, secret) -> json.set(name, toJson(secret)));
		respond(exchange, json);
	}

	/**
	 * Fail as the Dapr runtime does, which reads a body if there is one.
	 * @param exchange the exchange
	 * @throws IOException if the body cannot be read
	 */
	private static void verifyBody(ApiExchange exchange) throws IOException {
		ProtoBody.read(exchange, (body) -> body);
	}

	private static ObjectNode toJson(Map<String, String> secret) {
		ObjectNode json = JsonNodeFactory.instance.objectNode();
		new TreeMap<>(secret).forEach(json::put);
		return json;
	}

	private static void respond(ApiExchange exchange, ObjectNode json) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.writeBytes(RuntimeJson.write(json));
		body.write('\n');
		exchange.respond(200, body.toByteArray());
	}

}
