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

package dev.daprfunctions.benchmarks.runner;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Samples of one measure of several variants.
 */
final class Measures {

	private final Map<String, Samples> byName = new LinkedHashMap<>();

	/**
	 * Adds the value of a round.
	 * @param name the name of the variant
	 * @param value the value
	 */
	void add(String name, double value) {
		this.byName.computeIfAbsent(name, (key) -> new Samples()).add(value);
	}

	/**
	 * Returns the samples of a variant.
	 * @param name the name of the variant
	 * @return its samples
	 */
	Samples of(String name) {
		Samples found = this.byName.get(name);
		if (found == null) {
			throw new IllegalArgumentException("'" + name + "' was not measured, but " + this.byName.keySet());
		}
		return found;
	}

}
