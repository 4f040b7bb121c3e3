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
import java.util.stream.Stream;

import dev.daprfunctions.sidecar.error.Unconfigured;

/**
 * Endpoints of building blocks that the sidecar does not have, which answer as where
 * nothing was configured for them.
 */
final class UnconfiguredEndpoints {

	private final String appId;

	UnconfiguredEndpoints(String appId) {
		this.appId = appId;
	}

	List<Route> routes() {
		return Stream.concat(Stream.of("/v1.0", "/v1.0-alpha1").flatMap(this::routes), lockRoutes()).toList();
	}

	private Stream<Route> routes(String version) {
		return Stream.of(Route.get(version + "/configuration/{store}", UnconfiguredEndpoints::configuration),
				Route.get(version + "/configuration/{store}/subscribe", UnconfiguredEndpoints::configuration),
				Route.get(version + "/configuration/{store}/{id}/unsubscribe", UnconfiguredEndpoints::configuration),
				Route.post(version + "/jobs/{name}", (exchange) -> job("schedule", "DAPR_SCHEDULER_SCHEDULE_JOB")),
				Route.get(version + "/jobs/{name}", (exchange) -> job("get", "DAPR_SCHEDULER_GET_JOB")),
				Route.delete(version + "/jobs/{name}", (exchange) -> job("delete", "DAPR_SCHEDULER_DELETE_JOB")));
	}

	private static Stream<Route> lockRoutes() {
		return Stream.of(Route.post("/v1.0-alpha1/lock/{store}", UnconfiguredEndpoints::lock),
				Route.post("/v1.0-alpha1/unlock/{store}", UnconfiguredEndpoints::lock));
	}

	private static void configuration(ApiExchange exchange) {
		throw Unconfigured.configuration();
	}

	private static void lock(ApiExchange exchange) {
		throw Unconfigured.lock();
	}

	private void job(String verb, String errorCode) {
		throw Unconfigured.job(this.appId, verb, errorCode);
	}

}
