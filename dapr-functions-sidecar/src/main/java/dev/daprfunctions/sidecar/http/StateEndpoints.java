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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.daprfunctions.sidecar.error.ApiException;
import dev.daprfunctions.sidecar.json.JsonFormatException;
import dev.daprfunctions.sidecar.json.JsonShape;
import dev.daprfunctions.sidecar.json.JsonStruct;
import dev.daprfunctions.sidecar.state.StateApi;
import dev.daprfunctions.sidecar.state.StateOperation;
import dev.daprfunctions.sidecar.state.StateOptions;
import dev.daprfunctions.sidecar.state.StateValue;
import io.grpc.Status;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Endpoints of the state API.
 */
final class StateEndpoints {

	private static final String BODY_PREFIX = "failed deserializing HTTP body: ";

	private final StateApi state;

	StateEndpoints(StateApi state) {
		this.state = state;
	}

	List<Route> routes() {
		return List.of(Route.get("/v1.0/state/{store}/{key}", this::get),
				Route.write("/v1.0/state/{store}", this::save), Route.delete("/v1.0/state/{store}/{key}", this::delete),
				Route.write("/v1.0/state/{store}/bulk", this::getBulk),
				Route.write("/v1.0/state/{store}/transaction", this::transact));
	}

	private void get(ApiExchange exchange) throws IOException {
		StateValue value = this.state.get(exchange.path("store"), exchange.path("key"));
		if (value == null || value.data().length == 0) {
			exchange.respondEmpty();
			return;
		}
		exchange.responseHeaders().put(HttpHeader.ETAG, value.etag());
		value.metadata()
			.forEach((name, metadata) -> exchange.responseHeaders()
				.put("Metadata." + name.toLowerCase(Locale.ROOT), metadata));
		exchange.respond(200, value.data());
	}

	private void save(ApiExchange exchange) throws IOException {
		String store = exchange.path("store");
		this.state.requireStore(store);
		List<StateOperation.Upsert> upserts = new ArrayList<>();
		try {
			for (JsonStruct request : JsonStruct.listOf(JsonShape.DIRECT, "state.SetRequest", exchange.body().json())) {
				upserts.add(StateRequests.upsert(request, exchange.query().metadata()));
			}
		}
		catch (JsonFormatException ex) {
			throw malformed(String.valueOf(ex.getMessage()));
		}
		for (StateOperation.Upsert upsert : upserts) {
			if (upsert.key().isEmpty()) {
				throw malformed("\"key\" is a required field");
			}
			this.state.requireLegalKey(store, upsert.key());
		}
		this.state.save(store, upserts);
		exchange.respondEmpty();
	}

	private void delete(ApiExchange exchange) {
		StateOptions options = new StateOptions(exchange.query().get("concurrency"),
				exchange.query().get("consistency"));
		this.state.delete(exchange.path("store"),
				new StateOperation.Delete(exchange.path("key"), exchange.headers().get(HttpHeader.IF_MATCH), options));
		exchange.respondEmpty();
	}

	private void getBulk(ApiExchange exchange) throws IOException {
		String store = exchange.path("store");
		this.state.requireStore(store);
		List<String> keys;
		try {
			keys = StateRequests.bulkKeys(exchange.body().json());
		}
		catch (JsonFormatException ex) {
			throw malformed(BODY_PREFIX + ex.getMessage());
		}
		List<StateApi.Item> items = this.state.getBulk(store, keys);
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		try {
			body.writeBytes(BulkStateBody.of(items));
			body.write('\n');
		}
		catch (JsonFormatException ex) {
			// As the Dapr runtime does, which answers nothing when a value is no JSON.
			exchange.responseHeaders().remove(TraceContext.HEADER);
		}
		exchange.respond(200, body.toByteArray());
	}

	private void transact(ApiExchange exchange) throws IOException {
		String store = exchange.path("store");
		this.state.requireTransactions(store);
		List<StateOperation> operations = new ArrayList<>();
		try {
			JsonStruct request = JsonStruct.of(JsonShape.DIRECT, "http.stateTransactionRequestBody",
					exchange.body().json());
			request.textMap("metadata");
			for (JsonStruct operation : request.structs("operations", "http.stateTransactionRequestBodyOperation")) {
				operations.add(operation(store, operation, exchange));
			}
		}
		catch (JsonFormatException ex) {
			throw malformed(BODY_PREFIX + ex.getMessage());
		}
		this.state.transact(store, operations);
		exchange.respondEmpty();
	}

	private StateOperation operation(String store, JsonStruct operation, ApiExchange exchange)
			throws JsonFormatException {
		String name = operation.text("operation");
		if (!name.equals("upsert") && !name.equals("delete")) {
			throw this.state.unsupportedOperation(name);
		}
		JsonStruct request = JsonStruct.of(JsonShape.INDIRECT, "", operation.any("request"));
		StateOperation change = (name.equals("upsert")) ? StateRequests.upsert(request, exchange.query().metadata())
				: StateRequests.delete(request);
		this.state.requireLegalKeyOfTransaction(store, change.key());
		return change;
	}

	private static ApiException malformed(String message) {
		return ApiException.plain(400, Status.Code.INVALID_ARGUMENT, "ERR_MALFORMED_REQUEST", message);
	}

}
