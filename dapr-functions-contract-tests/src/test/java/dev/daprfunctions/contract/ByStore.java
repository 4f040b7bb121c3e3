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

package dev.daprfunctions.contract;

import java.util.List;

import dev.daprfunctions.contract.Target.Store;

/**
 * Value that is not the same on every store.
 *
 * @param <T> the type of the value
 */
final class ByStore<T> {

	private final Store store;

	private final T value;

	ByStore(Store store, T value) {
		this.store = store;
		this.value = value;
	}

	/**
	 * Take another value on some stores.
	 * @param value the value
	 * @param stores the stores
	 * @return this or what replaces it
	 */
	ByStore<T> on(T value, Store... stores) {
		return (List.of(stores).contains(this.store)) ? new ByStore<>(this.store, value) : this;
	}

	T value() {
		return this.value;
	}

}
