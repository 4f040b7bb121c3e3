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

package dev.daprfunctions.sidecar.pubsub;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.daprfunctions.sidecar.component.Component;
import dev.daprfunctions.sidecar.component.ComponentException;
import dev.daprfunctions.sidecar.component.ComponentGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pub/sub components of one application.
 *
 * @since 0.1.0
 */
public final class PubSubComponents {

	private static final Logger logger = LoggerFactory.getLogger(PubSubComponents.class);

	private final Map<String, ConfiguredPubSub> components;

	/**
	 * Load components.
	 * @param appId the id of the application
	 * @param components the components, all of them pub/sub
	 */
	public PubSubComponents(String appId, ComponentGroup components) {
		this.components = components.load((component) -> load(component, appId))
			.stream()
			.collect(Collectors.toUnmodifiableMap(ConfiguredPubSub::name, Function.identity()));
	}

	/**
	 * Return the pub/sub component that exists without any component file.
	 * @return the component
	 */
	public static Component defaultPubSub() {
		return Component.builtIn("pubsub", PubSubType.IN_MEMORY, "default");
	}

	/**
	 * Return whether a component is pub/sub.
	 * @param component the component
	 * @return {@code true} if it is
	 */
	public static boolean supports(Component component) {
		return component.category().equals("pubsub");
	}

	/**
	 * Return what the Dapr runtime says that a component can do.
	 * @param component the component
	 * @return the capabilities
	 */
	public static List<String> capabilities(Component component) {
		return PubSubType.capabilities(component.type());
	}

	private static ConfiguredPubSub load(Component component, String appId) {
		if (!PubSubType.hasVersion(component.type(), component.version())) {
			throw new ComponentException("Component '%s' has the unknown version '%s' of %s: %s"
				.formatted(component.name(), component.version(), component.type(), component.source()));
		}
		if (component.type().equals(PubSubType.IN_MEMORY)) {
			logger.info("Loaded component {} ({})", component.name(), component.type());
		}
		else {
			logger.info("Loaded component {} ({}), replaced by in-memory pub/sub", component.name(), component.type());
		}
		return new ConfiguredPubSub(component.name(), TopicScopes.of(component, appId),
				capabilities(component).contains(PubSubType.MESSAGE_TTL),
				!component.type().equals(PubSubType.IN_MEMORY));
	}

	Map<String, ConfiguredPubSub> byName() {
		return this.components;
	}

}
