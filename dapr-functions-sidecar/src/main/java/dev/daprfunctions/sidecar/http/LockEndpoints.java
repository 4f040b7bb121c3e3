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
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.daprfunctions.sidecar.json.JsonFormatException;
import dev.daprfunctions.sidecar.json.ProtoStruct;
import dev.daprfunctions.sidecar.lock.LockApi;
import io.dapr.v1.DaprLockProtos.TryLockRequest;
import io.dapr.v1.DaprLockProtos.UnlockRequest;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints of the lock API.
 */
final class LockEndpoints {

	private final LockApi locks;

	LockEndpoints(LockApi locks) {
		this.locks = locks;
	}

	List<Route> routes() {
		return List.of(Route.post("/v1.0-alpha1/lock/{store}", this::lock),
				Route.post("/v1.0-alpha1/unlock/{store}", this::unlock));
	}

	private void lock(ApiExchange exchange) throws IOException {
		TryLockRequest request = ProtoBody.read(exchange,
				(body) -> TryLockRequest.newBuilder()
					.setStoreName(exchange.path("store"))
					.setResourceId(resource(body))
					.setLockOwner(owner(body))
					.setExpiryInSeconds(body.int32("expiryInSeconds"))
					.build());
		respond(exchange, "{\"success\":%s}".formatted(this.locks.tryLock(request)));
	}

	private void unlock(ApiExchange exchange) throws IOException {
		UnlockRequest request = ProtoBody.read(exchange,
				(body) -> UnlockRequest.newBuilder()
					.setStoreName(exchange.path("store"))
					.setResourceId(resource(body))
					.setLockOwner(owner(body))
					.build());
		respond(exchange, "{\"status\":%d}".formatted(this.locks.unlock(request).getNumber()));
	}

	private static String resource(ProtoStruct body) throws JsonFormatException {
		return textOf(body.text("resourceId"));
	}

	private static String owner(ProtoStruct body) throws JsonFormatException {
		return textOf(body.text("lockOwner"));
	}

	private static String textOf(@Nullable String text) {
		return (text != null) ? text : "";
	}

	private static void respond(ApiExchange exchange, String json) throws IOException {
		exchange.respond(200, json.getBytes(StandardCharsets.UTF_8));
	}

}
