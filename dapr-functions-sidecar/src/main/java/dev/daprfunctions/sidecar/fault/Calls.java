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

import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Calls that a fault is put into, for example the first two that save the state
 * {@code order} of {@code statestore}:
 * {@code Calls.of(Operation.SAVE_STATE).component("statestore").item("order").times(2)}.
 *
 * @param operations the operations, none for all
 * @param component the name of the state store, pub/sub, binding or secret store, or the
 * id of the application that is invoked; {@code null} for any
 * @param item the key of the state, the topic, the operation of the binding, the name of
 * the secret or the method that is invoked; {@code null} for any
 * @param times how many calls the fault is for, 0 for all
 * @since 0.1.0
 */
public record Calls(Set<Operation> operations, @Nullable String component, @Nullable String item, int times) {

	public Calls {
		operations = Set.copyOf(operations);
		if (times < 0) {
			throw new IllegalArgumentException("The number of calls must not be negative, but is " + times);
		}
	}

	/**
	 * Mean all calls of the sidecar.
	 * @return the calls
	 */
	public static Calls all() {
		return new Calls(Set.of(), null, null, 0);
	}

	/**
	 * Mean the calls of operations.
	 * @param first the operation
	 * @param more further operations
	 * @return the calls
	 */
	public static Calls of(Operation first, Operation... more) {
		return new Calls(EnumSet.of(first, more), null, null, 0);
	}

	/**
	 * Mean only those of these calls that are about a component.
	 * @param component the name of the state store, pub/sub, binding or secret store, or
	 * the id of the application that is invoked
	 * @return the calls
	 */
	public Calls component(String component) {
		return new Calls(this.operations, component, this.item, this.times);
	}

	/**
	 * Mean only those of these calls that are about one item of a component. A call about
	 * several items is meant if one of them is that.
	 * @param item the key of the state, the topic, the operation of the binding, the name
	 * of the secret or the method that is invoked
	 * @return the calls
	 */
	public Calls item(String item) {
		return new Calls(this.operations, this.component, item, this.times);
	}

	/**
	 * Mean only the first of these calls.
	 * @param times how many calls, 0 for all
	 * @return the calls
	 */
	public Calls times(int times) {
		return new Calls(this.operations, this.component, this.item, times);
	}

	boolean contain(FaultableCall call) {
		return (this.operations.isEmpty() || this.operations.contains(call.operation()))
				&& (this.component == null || this.component.equals(call.component()))
				&& (this.item == null || call.items().contains(this.item));
	}

}
