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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.daprfunctions.sidecar.component.Component;
import dev.daprfunctions.sidecar.component.ComponentException;
import dev.daprfunctions.sidecar.json.QuotedText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives components the settings that come from secret stores and environment variables.
 * Secret stores come first, and a component waits for the one that it refers to.
 *
 * @since 0.1.0
 */
public final class ComponentResolver {

	private static final Logger logger = LoggerFactory.getLogger(ComponentResolver.class);

	private final Map<String, String> environment;

	private final MetadataTemplate template;

	private final SecretComponents secretComponents;

	private final Map<String, SecretStore> stores = new HashMap<>();

	private final List<Component> resolved = new ArrayList<>();

	private final Map<String, List<Component>> waiting = new LinkedHashMap<>();

	private ComponentResolver(String appId, Map<String, String> environment) {
		this.environment = environment;
		this.template = new MetadataTemplate(appId, environment.getOrDefault("NAMESPACE", "default"),
				environment.get("POD_NAME"));
		this.secretComponents = new SecretComponents(environment);
	}

	/**
	 * Resolve the settings of components.
	 * @param appId the id of the application
	 * @param environment the environment variables
	 * @param components the components as their files describe them
	 * @param policies what the application may read
	 * @return the components whose secret store exists, and the secret stores
	 * @throws ComponentException if the Dapr runtime would not start with these
	 * components
	 */
	public static ResolvedComponents resolve(String appId, Map<String, String> environment, List<Component> components,
			SecretPolicies policies) {
		ComponentResolver resolver = new ComponentResolver(appId, environment);
		components.stream().filter(SecretComponents::supports).forEach(resolver::add);
		components.stream().filter((component) -> !SecretComponents.supports(component)).forEach(resolver::add);
		resolver.waiting.forEach((store, waiting) -> waiting
			.forEach((component) -> logger.warn("Left out component {} ({}): its secret store {} does not exist: {}",
					component.name(), component.type(), store, component.source())));
		return new ResolvedComponents(List.copyOf(resolver.resolved),
				new SecretApi(resolver.stores, policies.byStore()));
	}

	private void add(Component component) {
		try {
			resolve(component);
		}
		catch (ComponentException ex) {
			component.failOrLeaveOut(ex);
		}
	}

	private void resolve(Component component) {
		String missing = missingStore(component);
		if (missing != null) {
			this.waiting.computeIfAbsent(missing, (name) -> new ArrayList<>()).add(component);
			return;
		}
		Component complete = component.withMetadata(settings(component));
		if (SecretComponents.supports(complete)) {
			this.stores.put(complete.name(), this.secretComponents.create(complete));
		}
		this.resolved.add(complete);
		List<Component> dependents = this.waiting.remove(complete.name());
		if (dependents != null) {
			dependents.forEach(this::add);
		}
	}

	private @Nullable String missingStore(Component component) {
		String store = component.secretStore();
		boolean waits = !component.secrets().isEmpty() && store != null && !this.stores.containsKey(store);
		return (waits) ? store : null;
	}

	private Map<String, String> settings(Component component) {
		Map<String, String> settings = new LinkedHashMap<>(component.metadata());
		resolveReferences(component, settings);
		settings.forEach((name, value) -> {
			if (this.template.lacksPodName(value)) {
				throw component.failure("property %s refers to {podName} but podName is not set".formatted(name));
			}
		});
		settings.replaceAll((name, value) -> this.template.apply(value));
		return settings;
	}

	private void resolveReferences(Component component, Map<String, String> settings) {
		SecretStore store = (component.secretStore() != null) ? this.stores.get(component.secretStore()) : null;
		for (String name : component.metadata().keySet()) {
			String variable = component.environment().get(name);
			Component.SecretKeyRef reference = component.secrets().get(name);
			if (variable != null) {
				settings.put(name, readVariable(component, variable));
			}
			else if (reference != null) {
				if (store == null) {
					// As the Dapr runtime does, which leaves the other settings as they
					// are.
					logger.warn("Component {} refers to a secret store, but names none under auth: {}",
							component.name(), component.source());
					return;
				}
				String value = readSecret(component, store, reference);
				if (value != null && !value.isEmpty()) {
					settings.put(name, QuotedText.unquote(value));
				}
			}
		}
	}

	private String readVariable(Component component, String variable) {
		if (isReadable(variable)) {
			return QuotedText.unquote(this.environment.getOrDefault(variable, ""));
		}
		logger.warn("Component {} references an env variable that isn't allowed: {}: {}", component.name(), variable,
				component.source());
		return "";
	}

	private boolean isReadable(String variable) {
		String upper = variable.toUpperCase(Locale.ROOT);
		if (upper.equals("APP_API_TOKEN") || upper.startsWith("DAPR_") || upper.contains(" ")) {
			return false;
		}
		String allowed = this.environment.getOrDefault("DAPR_ENV_KEYS", "");
		return allowed.isEmpty() || List.of(allowed.split(" ")).contains(upper);
	}

	private static @Nullable String readSecret(Component component, SecretStore store,
			Component.SecretKeyRef reference) {
		try {
			String key = (reference.key().isEmpty()) ? reference.name() : reference.key();
			String value = store.get(reference.name()).get(key);
			if (value == null) {
				logger.warn("Component {} refers to the key {}, which the secret {} does not have: {}",
						component.name(), key, reference.name(), component.source());
			}
			return value;
		}
		catch (SecretStoreException ex) {
			logger.error("Component {} refers to a secret that could not be read: {}: {}", component.name(),
					ex.getMessage(), component.source());
			return null;
		}
	}

	/**
	 * Components with all their settings.
	 *
	 * @param components the components, in the order in which they were loaded
	 * @param secrets the secret stores among them
	 */
	public record ResolvedComponents(List<Component> components, SecretApi secrets) {
	}

}
