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

package dev.daprfunctions.autoconfigure;

import java.nio.file.Path;

import dev.daprfunctions.sidecar.SidecarBuilder;

import org.springframework.core.env.Environment;

/**
 * Prepares what both kinds of development sidecars are told alike.
 */
final class DevelopmentSidecars {

	private DevelopmentSidecars() {
	}

	static <B extends SidecarBuilder<B>> B configure(B builder, SidecarKind kind, DaprFunctionsProperties properties,
			Environment environment) {
		DaprFunctionsProperties.Sidecar settings = properties.sidecar();
		ContainerPlatform.refuse(environment, settings.force(), kind);
		return builder.appId(ApplicationId.of(properties, environment))
			.httpPort(settings.httpPort())
			.grpcPort(settings.grpcPort())
			.resourcesPath(Path.of(settings.resourcesPath()))
			.configPath((settings.configPath() != null) ? Path.of(settings.configPath()) : null)
			.apiToken(new SidecarAddress(environment).apiToken())
			.appApiToken(environment.getProperty("APP_API_TOKEN"))
			.appMaxConcurrency(settings.appMaxConcurrency())
			.appHealthCheck(AppChannels.healthCheck(settings.appHealthCheck()));
	}

}
