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

package dev.daprfunctions.sidecar.fault;

import java.util.List;

/**
 * Call that a fault can be put into.
 *
 * @param operation the operation
 * @param component the name of the component or the id of the application
 * @param items the keys, the topic, the operation of the binding, the name of the secret
 * or the method
 * @since 0.1.0
 */
public record FaultableCall(Operation operation, String component, List<String> items) {

	public FaultableCall {
		items = List.copyOf(items);
	}

	/**
	 * Create a call about one item.
	 * @param operation the operation
	 * @param component the name of the component or the id of the application
	 * @param item the item
	 * @return the call
	 */
	public static FaultableCall of(Operation operation, String component, String item) {
		return new FaultableCall(operation, component, List.of(item));
	}

	/**
	 * Create a call about a component as a whole.
	 * @param operation the operation
	 * @param component the name of the component
	 * @return the call
	 */
	public static FaultableCall of(Operation operation, String component) {
		return new FaultableCall(operation, component, List.of());
	}

}
