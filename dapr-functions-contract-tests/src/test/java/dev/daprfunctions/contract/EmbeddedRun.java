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

package dev.daprfunctions.contract;

import dev.daprfunctions.sidecar.AppChannel;
import dev.daprfunctions.sidecar.EmbeddedSidecar;

/**
 * The embedded sidecar.
 */
final class EmbeddedRun implements RunningSidecar {

	private final EmbeddedSidecar sidecar;

	private EmbeddedRun(EmbeddedSidecar sidecar) {
		this.sidecar = sidecar;
	}

	static EmbeddedRun start(SidecarSpec spec, Workspace workspace, TestApp app) {
		EmbeddedSidecar sidecar = EmbeddedSidecar.builder()
			.appId(spec.appId())
			.httpPort(0)
			.grpcPort(0)
			.resourcesPath(workspace.resources())
			.configPath(workspace.configuration())
			.network(workspace.names())
			.apiToken(spec.environment().get("DAPR_API_TOKEN"))
			.appApiToken(spec.environment().get("APP_API_TOKEN"))
			.appHealthCheck(spec.healthCheck())
			.appMaxConcurrency(spec.maxConcurrency())
			.build();
		sidecar.start();
		if (spec.hasApp()) {
			sidecar.connectApp(new AppChannel("127.0.0.1", app.port(), spec.protocol()));
		}
		return new EmbeddedRun(sidecar);
	}

	@Override
	public int httpPort() {
		return this.sidecar.httpPort();
	}

	@Override
	public int grpcPort() {
		return this.sidecar.grpcPort();
	}

	@Override
	public String lastLines() {
		return "";
	}

	@Override
	public void close() {
		this.sidecar.close();
	}

}
