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

package dev.daprfunctions.sidecar.state;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.daprfunctions.sidecar.component.Component;
import dev.daprfunctions.sidecar.component.ComponentException;
import dev.daprfunctions.sidecar.component.ComponentGroup;
import dev.daprfunctions.sidecar.fault.Faults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes state stores out of components.
 *
 * @since 0.1.0
 */
public final class StateComponents {

	private static final Logger logger = LoggerFactory.getLogger(StateComponents.class);

	private final String appId;

	private final InstantSource clock;

	private final Faults faults;

	/**
	 * Create a factory.
	 * @param appId the id of the application
	 * @param clock the clock that values expire by
	 * @param faults the faults of the sidecar
	 */
	public StateComponents(String appId, InstantSource clock, Faults faults) {
		this.appId = appId;
		this.clock = clock;
		this.faults = faults;
	}

	/**
	 * Return the state store that exists without any component file.
	 * @return the component
	 */
	public static Component defaultStore() {
		return Component.builtIn("statestore", StateStoreType.IN_MEMORY, "default");
	}

	/**
	 * Return whether a component is a state store.
	 * @param component the component
	 * @return {@code true} if it is
	 */
	public static boolean supports(Component component) {
		return component.category().equals("state");
	}

	/**
	 * Return what the Dapr runtime says that a component can do.
	 * @param component the component
	 * @return the capabilities
	 */
	public static List<String> capabilities(Component component) {
		return StateStoreType.capabilities(component.type());
	}

	/**
	 * Create the state API over components.
	 * @param components the components, all of them state stores
	 * @return the state API
	 */
	public StateApi create(ComponentGroup components) {
		return new StateApi(this.appId,
				components.load(this::createStore)
					.stream()
					.collect(Collectors.toMap(ConfiguredStateStore::name, Function.identity())),
				this.faults);
	}

	private ConfiguredStateStore createStore(Component component) {
		if (!StateStoreType.hasVersion(component.type(), component.version())) {
			throw new ComponentException("Component '%s' has the unknown version '%s' of %s: %s"
				.formatted(component.name(), component.version(), component.type(), component.source()));
		}
		if (component.type().equals(StateStoreType.IN_MEMORY)) {
			logger.info("Loaded component {} ({})", component.name(), component.type());
		}
		else {
			logger.info("Loaded component {} ({}), replaced by an in-memory state store", component.name(),
					component.type());
		}
		return new ConfiguredStateStore(component.name(), store(component),
				StateStoreType.isTransactional(component.type()), keyPrefix(component));
	}

	private StateStore store(Component component) {
		return (component.type().equals(StateStoreType.REDIS)) ? new RedisStateStore(this.clock)
				: new InMemoryStateStore(this.clock);
	}

	private UnaryOperator<String> keyPrefix(Component component) {
		String setting = component.setting("keyPrefix");
		String strategy = (setting != null) ? setting.toLowerCase(Locale.ROOT) : "appid";
		if (strategy.contains("||")) {
			throw new ComponentException("Component '%s' has a keyPrefix that contains '||': %s"
				.formatted(component.name(), component.source()));
		}
		String prefix = switch (strategy) {
			case "none" -> "";
			case "name" -> component.name() + "||";
			// Without a namespace, that strategy falls back to the application's id.
			case "appid", "namespace" -> this.appId + "||";
			default -> strategy + "||";
		};
		return prefix::concat;
	}

}
