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
import java.util.SortedMap;
import java.util.stream.Stream;

import dev.daprfunctions.sidecar.configuration.ConfigurationApi;
import dev.daprfunctions.sidecar.configuration.ConfigurationItem;
import dev.daprfunctions.sidecar.configuration.ConfigurationJson;
import dev.daprfunctions.sidecar.json.RuntimeJson;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Endpoints of the configuration API.
 */
final class ConfigurationEndpoints {

	private static final String KEY = "key";

	private final ConfigurationApi configuration;

	ConfigurationEndpoints(ConfigurationApi configuration) {
		this.configuration = configuration;
	}

	List<Route> routes() {
		return Stream.of("/v1.0/configuration/{store}", "/v1.0-alpha1/configuration/{store}")
			.flatMap((path) -> Stream.of(Route.get(path, this::get), Route.get(path + "/subscribe", this::subscribe),
					Route.get(path + "/{id}/unsubscribe", this::unsubscribe)))
			.toList();
	}

	private void get(ApiExchange exchange) throws IOException {
		SortedMap<String, ConfigurationItem> items = this.configuration.get(exchange.path("store"),
				exchange.query().all(KEY));
		if (items.isEmpty()) {
			exchange.respondEmpty();
		}
		else {
			respond(exchange, 200, ConfigurationJson.of(items));
		}
	}

	private void subscribe(ApiExchange exchange) throws IOException {
		String id = this.configuration.subscribeApp(exchange.path("store"), exchange.query().all(KEY));
		respond(exchange, 200, JsonNodeFactory.instance.objectNode().put("id", id));
	}

	private void unsubscribe(ApiExchange exchange) throws IOException {
		String id = exchange.path("id");
		ObjectNode json = JsonNodeFactory.instance.objectNode();
		if (this.configuration.unsubscribe(exchange.path("store"), id)) {
			respond(exchange, 200, json.put("ok", true));
		}
		else {
			respond(exchange, 500,
					json.put("message",
							"failed to unsubscribe to configuration request %s: subscription with id %s does not exist"
								.formatted(id, id)));
		}
	}

	private static void respond(ApiExchange exchange, int status, ObjectNode json) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.writeBytes(RuntimeJson.write(json));
		body.write('\n');
		exchange.respond(status, body.toByteArray());
	}

}
