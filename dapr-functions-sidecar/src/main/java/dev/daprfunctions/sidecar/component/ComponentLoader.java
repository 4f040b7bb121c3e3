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

package dev.daprfunctions.sidecar.component;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the components of one application from a folder of resource files.
 *
 * @since 0.1.0
 */
public final class ComponentLoader {

	private static final Logger logger = LoggerFactory.getLogger(ComponentLoader.class);

	private static final Set<String> CATEGORIES = Set.of("bindings", "configuration", "conversation", "crypto", "lock",
			"middleware", "nameresolution", "pubsub", "secretstores", "state", "workflow", "workflowbackend");

	private final String appId;

	/**
	 * Create a loader.
	 * @param appId the id of the application
	 */
	public ComponentLoader(String appId) {
		this.appId = appId;
	}

	/**
	 * Load the components that the application sees.
	 * @param folder the folder with the files
	 * @return the components in the order of the files
	 * @throws ComponentException if the Dapr runtime would not start with these files
	 */
	public List<Component> load(Path folder) {
		Map<String, Component> components = new LinkedHashMap<>();
		for (Path file : files(folder)) {
			for (Component component : read(file)) {
				Component existing = components.get(component.name());
				if (existing != null) {
					throw new ComponentException("Found two components named '%s': %s and %s"
						.formatted(component.name(), existing.source(), component.source()));
				}
				if (component.isInScope(this.appId) && isValid(component)) {
					components.put(component.name(), component);
				}
			}
		}
		return List.copyOf(components.values());
	}

	private List<Component> read(Path file) {
		String content;
		try {
			content = Files.readString(file);
		}
		catch (IOException ex) {
			throw new ComponentException("Could not read component file '%s'".formatted(file), ex);
		}
		List<Component> components = new ArrayList<>();
		for (ManifestParser.Document document : ManifestParser.split(content)) {
			try {
				ManifestParser.parseComponent(document, file).ifPresent(components::add);
			}
			catch (ManifestException ex) {
				// As the Dapr runtime does, which starts without it.
				logger.warn("Ignored a resource in {}:{}: {}", file, ex.line(), ex.getMessage());
			}
		}
		return components;
	}

	private boolean isValid(Component component) {
		if (component.type().contains(".") && CATEGORIES.contains(component.category())) {
			return true;
		}
		component.failOrLeaveOut(new ComponentException("Component '%s' has the unknown type '%s': %s"
			.formatted(component.name(), component.type(), component.source())));
		return false;
	}

	static List<Path> files(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(Files::isRegularFile).filter(ComponentLoader::isYaml).sorted().toList();
		}
		catch (IOException ex) {
			throw new ComponentException("Could not read the component folder '%s'".formatted(folder), ex);
		}
	}

	private static boolean isYaml(Path file) {
		String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
		return name.endsWith(".yaml") || name.endsWith(".yml");
	}

}
