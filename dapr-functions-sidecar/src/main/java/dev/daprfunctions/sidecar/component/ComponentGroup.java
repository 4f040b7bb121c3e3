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

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Components of one kind, which are loaded together.
 *
 * @since 0.1.0
 */
public final class ComponentGroup {

	private final List<Component> components;

	private final Consumer<Component> whenLeftOut;

	/**
	 * Create a group.
	 * @param components the components in the order of loading
	 * @param whenLeftOut is told which of them cannot be loaded
	 */
	public ComponentGroup(List<Component> components, Consumer<Component> whenLeftOut) {
		this.components = List.copyOf(components);
		this.whenLeftOut = whenLeftOut;
	}

	/**
	 * Load the components. One that cannot be loaded is left out if its errors are to be
	 * ignored.
	 * @param loader loads a component
	 * @param <T> the type of what a component becomes
	 * @return what became of the components
	 * @throws ComponentException if the Dapr runtime would not start with a component
	 */
	public <T> List<T> load(Function<Component, T> loader) {
		List<T> loaded = new ArrayList<>();
		for (Component component : this.components) {
			try {
				loaded.add(loader.apply(component));
			}
			catch (ComponentException ex) {
				component.failOrLeaveOut(ex);
				this.whenLeftOut.accept(component);
			}
		}
		return loaded;
	}

}
