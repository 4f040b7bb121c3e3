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

package dev.daprfunctions.sidecar.lock;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.daprfunctions.sidecar.component.Component;
import dev.daprfunctions.sidecar.component.ComponentException;
import dev.daprfunctions.sidecar.component.ComponentGroup;
import dev.daprfunctions.sidecar.fault.Faults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes locks out of components.
 *
 * @since 0.1.0
 */
public final class LockComponents {

	private static final Logger logger = LoggerFactory.getLogger(LockComponents.class);

	private final InstantSource clock;

	private final Faults faults;

	/**
	 * Create a factory.
	 * @param clock the clock that locks expire by
	 * @param faults the faults of the sidecar
	 */
	public LockComponents(InstantSource clock, Faults faults) {
		this.clock = clock;
		this.faults = faults;
	}

	/**
	 * Return whether a component keeps locks.
	 * @param component the component
	 * @return {@code true} if it does
	 */
	public static boolean supports(Component component) {
		return component.category().equals("lock");
	}

	/**
	 * Create the lock API over components.
	 * @param components the components, all of them for locks
	 * @return the lock API
	 * @throws ComponentException if the Dapr runtime would not start with a component
	 */
	public LockApi create(ComponentGroup components) {
		Map<String, LockStore> stores = new LinkedHashMap<>();
		components.load((component) -> stores.put(component.name(), store(component)));
		return new LockApi(stores, this.faults);
	}

	private LockStore store(Component component) {
		component.requireFirstVersion();
		String prefix = component.setting("keyPrefix");
		if (prefix != null && prefix.contains("||")) {
			throw component.failure("the keyPrefix '%s' contains '||'".formatted(prefix));
		}
		logger.info("Loaded component {} ({}), replaced by locks in memory", component.name(), component.type());
		return new LockStore(this.clock);
	}

}
