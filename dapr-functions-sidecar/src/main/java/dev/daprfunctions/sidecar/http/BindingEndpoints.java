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

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.daprfunctions.sidecar.binding.BindingRequest;
import dev.daprfunctions.sidecar.binding.BindingResult;
import dev.daprfunctions.sidecar.binding.Bindings;
import dev.daprfunctions.sidecar.error.ApiException;
import dev.daprfunctions.sidecar.invocation.ForwardedHeaders;
import dev.daprfunctions.sidecar.json.JsonFormatException;
import dev.daprfunctions.sidecar.json.JsonShape;
import dev.daprfunctions.sidecar.json.JsonStruct;
import dev.daprfunctions.sidecar.json.RuntimeJson;
import io.grpc.Status;

/**
 * Endpoint of the bindings API.
 */
final class BindingEndpoints {

	private final Bindings bindings;

	BindingEndpoints(Bindings bindings) {
		this.bindings = bindings;
	}

	List<Route> routes() {
		return List.of(Route.write("/v1.0/bindings/{name}", this::invoke));
	}

	private void invoke(ApiExchange exchange) throws IOException {
		BindingResult result = this.bindings.invoke(exchange.path("name"), request(exchange));
		result.metadata()
			.forEach((name, value) -> exchange.responseHeaders()
				.add(ForwardedHeaders.canonical("metadata." + name), value));
		if (result.error() != null) {
			throw result.error();
		}
		byte[] data = result.data();
		if (data != null) {
			exchange.respond(200, data);
		}
		else {
			exchange.respondEmpty();
		}
	}

	private static BindingRequest request(ApiExchange exchange) throws IOException {
		try {
			JsonStruct request = JsonStruct.of(JsonShape.DIRECT, "http.OutputBindingRequest", exchange.body().json());
			Map<String, String> metadata = new LinkedHashMap<>(request.textMap("metadata"));
			byte[] data = RuntimeJson.writeAny(request.value("data"));
			TraceContext.of(exchange.headers()).addToMetadata(metadata);
			return new BindingRequest(request.text("operation"), data, metadata);
		}
		catch (JsonFormatException ex) {
			throw ApiException.plain(400, Status.Code.INVALID_ARGUMENT, "ERR_MALFORMED_REQUEST",
					"failed deserializing HTTP body: " + ex.getMessage());
		}
	}

}
