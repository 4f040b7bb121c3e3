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

/**
 * How a state store treats a request, in the words of the Dapr API.
 *
 * @param concurrency {@code first-write}, {@code last-write} or empty
 * @param consistency {@code strong}, {@code eventual} or empty
 * @since 0.1.0
 */
public record StateOptions(String concurrency, String consistency) {

	/**
	 * Options of a request that has none.
	 */
	public static final StateOptions NONE = new StateOptions("", "");

	boolean isFirstWrite() {
		return this.concurrency.equals("first-write");
	}

	boolean isLastWrite() {
		return this.concurrency.equals("last-write");
	}

	void validate() throws StateStoreException {
		if (!this.consistency.isEmpty() && !this.consistency.equals("strong") && !this.consistency.equals("eventual")) {
			throw new StateStoreException("unrecognized consistency model '%s'".formatted(this.consistency));
		}
		if (!this.concurrency.isEmpty() && !isFirstWrite() && !isLastWrite()) {
			throw new StateStoreException("unrecognized concurrency model '%s'".formatted(this.concurrency));
		}
	}

}
