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

package dev.daprfunctions.function;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Functions that share the path of a request; they differ in their HTTP methods.
 *
 * @param functions the functions
 * @param variables the values of the path variables of the functions by name
 * @since 0.1.0
 */
public record RouteMatch(List<FunctionDefinition> functions, Map<String, String> variables) {

	/**
	 * Returns the function for an HTTP method.
	 * @param method the name of the method
	 * @return the function, or {@code null} if none accepts it
	 */
	public @Nullable FunctionDefinition function(String method) {
		for (FunctionDefinition function : this.functions) {
			if (function.trigger().route().accepts(method)) {
				return function;
			}
		}
		return null;
	}

	/**
	 * Returns whether the sidecar probes the path by an OPTIONS request.
	 * @return {@code true} if that is answered with 200
	 */
	public boolean isProbed() {
		return this.functions.stream().anyMatch((function) -> function.trigger().protocol().isProbed());
	}

	/**
	 * Returns the HTTP methods that a function declares.
	 * @return the names of the methods
	 */
	public Collection<String> declaredMethods() {
		TreeSet<String> methods = new TreeSet<>();
		this.functions.forEach((function) -> methods.addAll(function.trigger().route().methods()));
		return methods;
	}

}
