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

import java.util.Map;

import dev.daprfunctions.sidecar.AppChannel;
import dev.daprfunctions.sidecar.EmbeddedSidecar;
import dev.daprfunctions.sidecar.configuration.ConfigurationItem;

/**
 * The embedded sidecar.
 */
final class EmbeddedRun implements RunningSidecar {

	private static final String CONFIGURATION_STORE = "config";

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
			.jobs(spec.hasScheduler())
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
	public void configure(String key, String value, String version) {
		this.sidecar.control()
			.configuration()
			.put(CONFIGURATION_STORE, key, new ConfigurationItem(value, version, Map.of()));
	}

	@Override
	public void removeConfiguration(String key) {
		this.sidecar.control().configuration().remove(CONFIGURATION_STORE, key);
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
