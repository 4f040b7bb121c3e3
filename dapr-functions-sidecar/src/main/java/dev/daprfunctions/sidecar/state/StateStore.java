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

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

import org.jspecify.annotations.Nullable;

/**
 * Store of values by key.
 *
 * @since 0.1.0
 */
public interface StateStore {

	/**
	 * Read one value.
	 * @param key the key
	 * @return the value, or {@code null} if there is none
	 */
	@Nullable StateValue get(String key);

	/**
	 * Read several values at one point in time.
	 * @param keys the keys
	 * @return the values that there are, by key
	 */
	Map<String, StateValue> getBulk(Collection<String> keys);

	/**
	 * Read all values.
	 * @return the values by key, in the order of the keys
	 */
	SortedMap<String, StateValue> getAll();

	/**
	 * Remove all values.
	 */
	void clear();

	/**
	 * Change one key.
	 * @param operation the change
	 * @throws StateStoreException if the change is refused
	 */
	void apply(StateOperation operation) throws StateStoreException;

	/**
	 * Change several keys, all or none of them.
	 * @param operations the changes, in order
	 * @throws StateStoreException if one change is refused
	 */
	void transact(List<StateOperation> operations) throws StateStoreException;

}
