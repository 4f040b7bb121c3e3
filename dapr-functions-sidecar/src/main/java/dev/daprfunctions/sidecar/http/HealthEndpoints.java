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

import java.util.List;

import dev.daprfunctions.sidecar.app.AppConnection;
import dev.daprfunctions.sidecar.error.ApiException;
import dev.daprfunctions.sidecar.metadata.MetadataApi;
import io.grpc.Status;

/**
 * Endpoints that say whether the sidecar is ready.
 */
final class HealthEndpoints {

	private final MetadataApi metadata;

	private final AppConnection app;

	HealthEndpoints(MetadataApi metadata, AppConnection app) {
		this.metadata = metadata;
		this.app = app;
	}

	List<Route> routes() {
		return List.of(Route.get("/v1.0/healthz", this::health),
				Route.get("/v1.0/healthz/outbound", ApiExchange::respondEmpty));
	}

	private void health(ApiExchange exchange) {
		if (!this.app.isReached()) {
			throw ApiException.plain(500, Status.Code.INTERNAL, "ERR_HEALTH_NOT_READY", "dapr is not ready: [runtime]");
		}
		String appId = exchange.query().find("appid");
		if (appId != null && !appId.equals(this.metadata.appId())) {
			throw ApiException.plain(500, Status.Code.INTERNAL, "ERR_HEALTH_APPID_NOT_MATCH",
					"dapr app-id does not match");
		}
		exchange.respondEmpty();
	}

}
