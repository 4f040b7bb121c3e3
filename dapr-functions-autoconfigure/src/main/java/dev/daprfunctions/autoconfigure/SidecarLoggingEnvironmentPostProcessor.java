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

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

/**
 * Keeps the embedded sidecar's HTTP server from telling of itself in the log, where it
 * would look like that of the application. Where Jetty is the application's own server,
 * or its level is set, nothing is changed.
 */
final class SidecarLoggingEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	private static final String SIDECAR = "dev.daprfunctions.sidecar.EmbeddedSidecar";

	private static final String SERVER_OF_APPLICATION = "org.springframework.boot.jetty.JettyWebServer";

	private static final String LEVEL = "logging.level.org.eclipse.jetty";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (!environment.containsProperty(LEVEL) && isSidecarTheOnlyJetty(application.getClassLoader())) {
			environment.getPropertySources()
				.addLast(new MapPropertySource("daprFunctionsSidecarLogging", Map.of(LEVEL, "warn")));
		}
	}

	private static boolean isSidecarTheOnlyJetty(ClassLoader classLoader) {
		return ClassUtils.isPresent(SIDECAR, classLoader) && !ClassUtils.isPresent(SERVER_OF_APPLICATION, classLoader);
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
