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

package dev.daprfunctions.test;

import java.util.List;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Gives an application the sidecar that its test asks for. Tests that ask for the same
 * share a context.
 *
 * @param sidecar the sidecar
 * @param components the texts of resource files
 * @param componentsPath the folder or file with resources, empty if there is none
 */
record TestSidecarContextCustomizer(SidecarType sidecar, List<String> components,
		String componentsPath) implements ContextCustomizer {

	private static final String PREFIX = "dapr.functions.sidecar.";

	private static final String TIMEOUT = PREFIX + "timeout";

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		TestPropertyValues properties = TestPropertyValues.of(PREFIX + "kind=" + this.sidecar, PREFIX + "http-port=0",
				PREFIX + "grpc-port=0");
		if (!context.getEnvironment().containsProperty(TIMEOUT)) {
			properties = properties.and(TIMEOUT + "=30s");
		}
		if (!this.components.isEmpty() || !this.componentsPath.isEmpty()) {
			String folder = new ComponentFiles(this.components, this.componentsPath).folder().toString();
			properties = properties.and(PREFIX + "resources-path=" + folder);
		}
		properties.applyTo(context);
	}

}
