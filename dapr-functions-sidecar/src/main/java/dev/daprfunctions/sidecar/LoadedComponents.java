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

package dev.daprfunctions.sidecar;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import dev.daprfunctions.sidecar.binding.Bindings;
import dev.daprfunctions.sidecar.component.Component;
import dev.daprfunctions.sidecar.component.ComponentGroup;
import dev.daprfunctions.sidecar.component.ComponentLoader;
import dev.daprfunctions.sidecar.configuration.ConfigurationComponents;
import dev.daprfunctions.sidecar.lock.LockComponents;
import dev.daprfunctions.sidecar.pubsub.PubSubComponents;
import dev.daprfunctions.sidecar.secret.ComponentResolver;
import dev.daprfunctions.sidecar.secret.SecretApi;
import dev.daprfunctions.sidecar.secret.SecretComponents;
import dev.daprfunctions.sidecar.secret.SecretPolicies;
import dev.daprfunctions.sidecar.state.StateComponents;
import io.dapr.v1.DaprMetadataProtos.RegisteredComponents;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Components of one application with all their settings.
 */
final class LoadedComponents {

	private static final Logger logger = LoggerFactory.getLogger(LoadedComponents.class);

	private final List<Component> components;

	private final SecretApi secrets;

	private final Set<String> leftOut = new HashSet<>();

	private LoadedComponents(List<Component> components, SecretApi secrets) {
		this.components = components;
		this.secrets = secrets;
	}

	static LoadedComponents load(String appId, @Nullable Path folder, SecretPolicies policies) {
		ComponentResolver.ResolvedComponents resolved = ComponentResolver.resolve(appId, System.getenv(),
				read(appId, folder), policies);
		resolved.components()
			.stream()
			.filter((component) -> !isSupported(component))
			.forEach((component) -> logger.info(
					"Left out component {} ({}), which the development sidecar does not have: {}", component.name(),
					component.type(), component.source()));
		return new LoadedComponents(resolved.components().stream().filter(LoadedComponents::isSupported).toList(),
				resolved.secrets());
	}

	private static List<Component> read(String appId, @Nullable Path folder) {
		return (folder != null && Files.exists(folder)) ? new ComponentLoader(appId).load(folder)
				: List.of(StateComponents.defaultStore(), PubSubComponents.defaultPubSub());
	}

	private static boolean isSupported(Component component) {
		return StateComponents.supports(component) || PubSubComponents.supports(component)
				|| SecretComponents.supports(component) || Bindings.supports(component)
				|| ConfigurationComponents.supports(component) || LockComponents.supports(component);
	}

	SecretApi secrets() {
		return this.secrets;
	}

	ComponentGroup select(Predicate<Component> predicate) {
		return new ComponentGroup(this.components.stream().filter(predicate).toList(),
				(component) -> this.leftOut.add(component.name()));
	}

	/**
	 * Return the components that the metadata API shows, once all were loaded.
	 * @return the components but for those that were left out
	 */
	List<RegisteredComponents> registered() {
		return this.components.stream()
			.filter((component) -> !this.leftOut.contains(component.name()))
			.map(LoadedComponents::register)
			.toList();
	}

	private static RegisteredComponents register(Component component) {
		return RegisteredComponents.newBuilder()
			.setName(component.name())
			.setType(component.type())
			.setVersion(component.version())
			.addAllCapabilities(capabilities(component))
			.build();
	}

	private static List<String> capabilities(Component component) {
		if (SecretComponents.supports(component)) {
			return SecretComponents.capabilities(component);
		}
		if (PubSubComponents.supports(component)) {
			return PubSubComponents.capabilities(component);
		}
		if (Bindings.supports(component)) {
			return Bindings.capabilities(component);
		}
		return (StateComponents.supports(component)) ? StateComponents.capabilities(component) : List.of();
	}

}
