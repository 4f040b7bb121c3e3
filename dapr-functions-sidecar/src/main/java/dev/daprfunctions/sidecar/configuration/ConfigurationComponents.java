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

package dev.daprfunctions.sidecar.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;

import dev.daprfunctions.sidecar.app.AppConnection;
import dev.daprfunctions.sidecar.component.Component;
import dev.daprfunctions.sidecar.component.ComponentException;
import dev.daprfunctions.sidecar.component.ComponentGroup;
import dev.daprfunctions.sidecar.fault.Faults;
import dev.daprfunctions.sidecar.network.Deliveries;
import dev.daprfunctions.sidecar.resiliency.ResiliencyPolicies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes configuration stores out of components.
 *
 * @since 0.1.0
 */
public final class ConfigurationComponents {

	private static final Logger logger = LoggerFactory.getLogger(ConfigurationComponents.class);

	private static final Duration FILE_INTERVAL = Duration.ofMillis(500);

	private final ComponentGroup components;

	/**
	 * Create a factory.
	 * @param components the components, all of them configuration stores
	 */
	public ConfigurationComponents(ComponentGroup components) {
		this.components = components;
	}

	/**
	 * Return whether a component is a configuration store.
	 * @param component the component
	 * @return {@code true} if it is
	 */
	public static boolean supports(Component component) {
		return component.category().equals("configuration");
	}

	/**
	 * Create the configuration API.
	 * @param app the connection to the application
	 * @param policies the policies of what the application is told
	 * @param executor runs what tells the application
	 * @param deliveries counts what the application is told
	 * @param faults the faults of the sidecar
	 * @return the configuration API
	 * @throws ComponentException if the Dapr runtime would not start with a component, or
	 * the file with its values cannot be read
	 */
	public ConfigurationApi create(AppConnection app, ResiliencyPolicies policies, Executor executor,
			Deliveries deliveries, Faults faults) {
		ConfigurationFiles files = new ConfigurationFiles(FILE_INTERVAL);
		Map<String, ConfigurationStore> stores = new LinkedHashMap<>();
		this.components.load((component) -> stores.put(component.name(), store(component, files)));
		return new ConfigurationApi(stores, files, app, policies, executor, deliveries, faults);
	}

	private static ConfigurationStore store(Component component, ConfigurationFiles files) {
		component.requireFirstVersion();
		ConfigurationStore store = new ConfigurationStore();
		Path folder = component.folder();
		Path path = (folder != null) ? folder.resolve(ConfigurationFile.NAME) : null;
		if (path == null || Files.notExists(path)) {
			logger.info(
					"Loaded component {} ({}), replaced by an empty configuration store in memory, because there is"
							+ " no {} beside the component file",
					component.name(), component.type(), ConfigurationFile.NAME);
			return store;
		}
		try {
			files.add(new ConfigurationFile(path), store);
		}
		catch (ConfigurationFileException ex) {
			throw component.failure(String.valueOf(ex.getMessage()), ex);
		}
		logger.info("Loaded component {} ({}), replaced by a configuration store in memory that reads {}",
				component.name(), component.type(), path);
		return store;
	}

}
