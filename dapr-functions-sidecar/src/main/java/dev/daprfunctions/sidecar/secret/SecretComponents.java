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

package dev.daprfunctions.sidecar.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.daprfunctions.sidecar.component.Component;
import dev.daprfunctions.sidecar.json.JsonFormatException;
import dev.daprfunctions.sidecar.json.RuntimeJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Makes secret stores out of components.
 *
 * @since 0.1.0
 */
public final class SecretComponents {

	private static final Logger logger = LoggerFactory.getLogger(SecretComponents.class);

	private static final String FILE = "secretstores.local.file";

	private static final String ENVIRONMENT = "secretstores.local.env";

	private static final String DEFAULT_FILE = "secrets.json";

	private static final String DEFAULT_SEPARATOR = ":";

	private final Map<String, String> environment;

	SecretComponents(Map<String, String> environment) {
		this.environment = environment;
	}

	/**
	 * Return whether a component is a secret store.
	 * @param component the component
	 * @return {@code true} if it is
	 */
	public static boolean supports(Component component) {
		return component.category().equals("secretstores");
	}

	/**
	 * Return what the Dapr runtime says that a component can do.
	 * @param component the component
	 * @return the capabilities
	 */
	public static List<String> capabilities(Component component) {
		return (component.type().equals(FILE) && component.isTruthy("multiValued"))
				? List.of("MULTIPLE_KEY_VALUES_PER_SECRET") : List.of();
	}

	SecretStore create(Component component) {
		return switch (component.type()) {
			case FILE -> file(component);
			case ENVIRONMENT -> environment(component);
			default -> replacement(component);
		};
	}

	private static SecretStore file(Component component) {
		component.requireFirstVersion();
		String file = component.setting("secretsFile");
		if (file == null || file.isEmpty()) {
			throw component.failure("missing local secrets file in metadata");
		}
		Path path = Path.of(file);
		Path besideComponent = (component.folder() != null) ? component.folder().resolve(path) : null;
		if (Files.notExists(path) && besideComponent != null && Files.exists(besideComponent)) {
			logger.warn("Component {} ({}) reads {} beside its own file; the Dapr runtime looks in the working"
					+ " directory only", component.name(), component.type(), file);
			path = besideComponent;
		}
		String separator = component.setting("nestedSeparator");
		SecretStore store = new FileSecretStore(read(component, path),
				(separator != null && !separator.isEmpty()) ? separator : DEFAULT_SEPARATOR,
				component.isTruthy("multiValued"));
		logger.info("Loaded component {} ({})", component.name(), component.type());
		return store;
	}

	private SecretStore environment(Component component) {
		component.requireFirstVersion();
		String prefix = component.setting("prefix");
		logger.info("Loaded component {} ({})", component.name(), component.type());
		return new EnvironmentSecretStore(this.environment, (prefix != null) ? prefix : "", true);
	}

	private SecretStore replacement(Component component) {
		Path folder = component.folder();
		Path file = (folder != null) ? folder.resolve(DEFAULT_FILE) : null;
		if (file != null && Files.exists(file)) {
			logger.info("Loaded component {} ({}), replaced by a secret store that reads {}", component.name(),
					component.type(), file);
			return new FileSecretStore(read(component, file), DEFAULT_SEPARATOR, true);
		}
		logger.info(
				"Loaded component {} ({}), replaced by a secret store that reads environment variables, because"
						+ " there is no {} beside the component file",
				component.name(), component.type(), DEFAULT_FILE);
		return new EnvironmentSecretStore(this.environment, "", false);
	}

	private static JsonNode read(Component component, Path file) {
		try {
			JsonNode content = RuntimeJson.readWhole(Files.readAllBytes(file));
			if (!content.isObject() && !content.isNull()) {
				throw component.failure("the secrets file '%s' should be a JSON object".formatted(file));
			}
			return content;
		}
		catch (IOException ex) {
			throw component.failure("could not read the secrets file '%s'".formatted(file), ex);
		}
		catch (JsonFormatException ex) {
			throw component
				.failure("the secrets file '%s' should be a JSON object: %s".formatted(file, ex.getMessage()), ex);
		}
	}

}
