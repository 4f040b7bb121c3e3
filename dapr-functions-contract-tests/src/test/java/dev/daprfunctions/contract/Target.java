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

/**
 * Sidecar that the cases run on, with the store that is behind it.
 */
enum Target {

	EMBEDDED("embedded", Store.IN_MEMORY),

	DAPRD("daprd", Store.IN_MEMORY),

	DAPRD_SQLITE("daprd with sqlite", Store.SQLITE),

	DAPRD_REDIS("daprd with redis", Store.REDIS),

	DAPRD_POSTGRESQL("daprd with postgresql", Store.POSTGRESQL),

	DAPRD_POSTGRESQL_V1("daprd with postgresql v1", Store.POSTGRESQL_V1),

	DAPRD_MYSQL("daprd with mysql", Store.MYSQL);

	private final String label;

	private final Store store;

	Target(String label, Store store) {
		this.label = label;
		this.store = store;
	}

	boolean isReal() {
		return this != EMBEDDED;
	}

	Store store() {
		return this.store;
	}

	@Override
	public String toString() {
		return this.label;
	}

	/**
	 * What a state store or a broker keeps its data in.
	 */
	enum Store {

		IN_MEMORY, SQLITE, REDIS, POSTGRESQL, POSTGRESQL_V1, MYSQL

	}

}
