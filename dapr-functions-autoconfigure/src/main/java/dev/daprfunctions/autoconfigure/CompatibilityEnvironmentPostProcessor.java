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
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Sets the default port of applications that move from the Dapr extension for Azure
 * Functions.
 */
final class CompatibilityEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	private static final String PORT = "server.port";

	private static final String DEFAULT_PORT = "3001";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Compatibility compatibility = Binder.get(environment)
			.bind("dapr.functions.compatibility", Compatibility.class)
			.orElse(Compatibility.NONE);
		if (compatibility == Compatibility.AZURE_FUNCTIONS && !environment.containsProperty(PORT)) {
			String port = environment.getProperty("DAPR_APP_PORT", DEFAULT_PORT);
			environment.getPropertySources()
				.addLast(new MapPropertySource("daprFunctionsCompatibility", Map.of(PORT, port)));
		}
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
