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

package dev.daprfunctions.expression;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Compiled metadata of an annotation.
 *
 * @since 0.1.0
 */
public final class MetadataTemplate {

	private final Map<String, TextTemplate> values;

	private final @Nullable Map<String, String> constant;

	MetadataTemplate(Map<String, TextTemplate> values) {
		this.values = new LinkedHashMap<>(values);
		boolean isConstant = values.values().stream().allMatch((value) -> value.constant() != null);
		this.constant = (isConstant) ? Map.copyOf(evaluateAll(new Object[0])) : null;
	}

	/**
	 * Returns whether there is no metadata.
	 * @return {@code true} if there is none
	 */
	public boolean isEmpty() {
		return this.values.isEmpty();
	}

	/**
	 * Evaluates the metadata for one call.
	 * @param arguments the arguments of the function, at least those that are variables
	 * @return the values by name, unmodifiable
	 * @throws MissingVariableException if a property on the way to a variable is missing
	 */
	public Map<String, String> evaluate(@Nullable Object[] arguments) {
		return (this.constant != null) ? this.constant : Map.copyOf(evaluateAll(arguments));
	}

	private Map<String, String> evaluateAll(@Nullable Object[] arguments) {
		Map<String, String> evaluated = new LinkedHashMap<>();
		this.values.forEach((name, value) -> evaluated.put(name, value.evaluate(arguments)));
		return evaluated;
	}

}
