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

package dev.daprfunctions.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.dapr.client.domain.State;

/**
 * States of one store that are read together.
 *
 * @param store the name of the store
 * @param addresses the states in the order of the keys
 * @param keys the keys to read, equal ones once
 */
record StateKeys(String store, List<StateAddress> addresses, List<String> keys) {

	static StateKeys of(String store, List<StateAddress> addresses) {
		return new StateKeys(store, List.copyOf(addresses), distinct(addresses));
	}

	static StateKeys join(Collection<StateKeys> all) {
		List<StateAddress> addresses = new ArrayList<>();
		all.forEach((each) -> addresses.addAll(each.addresses()));
		return of(addresses.get(0).store(), addresses);
	}

	private static List<String> distinct(List<StateAddress> addresses) {
		Set<String> keys = new LinkedHashSet<>();
		addresses.forEach((address) -> keys.add(address.key()));
		// The SDK's requests keep such a list as it is, and copy or wrap any other.
		return Collections.unmodifiableList(new ArrayList<>(keys));
	}

	/**
	 * Returns what was read in the order of the keys.
	 * @param states what was read, by key
	 * @return the states
	 */
	List<ReadState> read(Map<String, State<byte[]>> states) {
		List<ReadState> read = new ArrayList<>(this.addresses.size());
		for (StateAddress address : this.addresses) {
			read.add(new ReadState(address, states.get(address.key())));
		}
		return read;
	}

	/**
	 * Collects states that were read singly.
	 * @param read the states
	 * @return the states by key
	 */
	static Map<String, State<byte[]>> byKey(List<ReadState> read) {
		Map<String, State<byte[]>> byKey = new HashMap<>();
		for (ReadState each : read) {
			if (each.state() != null) {
				byKey.put(each.address().key(), each.state());
			}
		}
		return byKey;
	}

}
