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

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Container platform, where a development sidecar would lose the state of an application.
 */
final class ContainerPlatform {

	private ContainerPlatform() {
	}

	/**
	 * Refuses a development sidecar.
	 * @param environment tells the platform
	 * @param force whether it may start all the same
	 * @throws DevelopmentSidecarException if it may not start
	 */
	static void refuse(Environment environment, boolean force) {
		String platform = (force) ? null : name(environment);
		if (platform != null) {
			throw new DevelopmentSidecarException(platform);
		}
	}

	private static @Nullable String name(Environment environment) {
		if (environment.containsProperty("CONTAINER_APP_NAME")) {
			return "Azure Container Apps";
		}
		CloudPlatform platform = CloudPlatform.getActive(environment);
		return (platform == null || platform == CloudPlatform.NONE) ? null : describe(platform);
	}

	private static String describe(CloudPlatform platform) {
		return Arrays.stream(platform.name().split("_"))
			.map((word) -> StringUtils.capitalize(word.toLowerCase(Locale.ROOT)))
			.collect(Collectors.joining(" "));
	}

}
