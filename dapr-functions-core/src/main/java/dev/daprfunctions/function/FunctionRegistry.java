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
import java.util.Set;

import dev.daprfunctions.error.InvalidFunctionException;
import org.jspecify.annotations.Nullable;

/**
 * The functions of an application.
 *
 * @since 0.1.0
 */
public final class FunctionRegistry {

	private static final Set<String> RESERVED = Set.of("dapr/config", "dapr/subscribe");

	private final List<FunctionDefinition> functions;

	private final RouteTable routes;

	/**
	 * Creates a registry.
	 * @param functions the functions
	 * @throws InvalidFunctionException if two functions are on one route
	 */
	public FunctionRegistry(Collection<FunctionDefinition> functions) {
		this(functions, false);
	}

	/**
	 * Creates a registry.
	 * @param functions the functions
	 * @param anyCase whether paths match in any case
	 * @throws InvalidFunctionException if two functions are on one route
	 */
	public FunctionRegistry(Collection<FunctionDefinition> functions, boolean anyCase) {
		this.routes = new RouteTable(anyCase);
		this.functions = List.copyOf(functions);
		this.functions.forEach(this::register);
	}

	private void register(FunctionDefinition function) {
		FunctionRoute route = function.trigger().route();
		if (RESERVED.contains(route.path())) {
			throw new InvalidFunctionException(
					function.method().describe() + " is on the route '/" + route.path()
							+ "', where the sidecar asks for something else",
					(isTopic(function)) ? pathOf(function) + "." : "Give the function another name.");
		}
		FunctionDefinition other = this.routes.add(function);
		if (other != null) {
			throw new InvalidFunctionException("Found two functions on the route '" + route + "': "
					+ other.method().describe() + " and " + function.method().describe(), action(other, function));
		}
	}

	private static String action(FunctionDefinition one, FunctionDefinition other) {
		if (isTopic(one) && isTopic(other)) {
			return pathOf(other) + ", and a match if both are functions of one topic.";
		}
		if (isTopic(one) || isTopic(other)) {
			return pathOf((isTopic(one)) ? one : other) + ".";
		}
		return "Give one of them another name, or let them differ in their HTTP methods and not in the names of path "
				+ "variables.";
	}

	private static boolean isTopic(FunctionDefinition function) {
		return function.trigger().kind() == Trigger.Kind.TOPIC;
	}

	private static String pathOf(FunctionDefinition function) {
		String name = function.trigger().name();
		return "Give the @TopicFunction of method " + name + " a path of its own, for example path = \"/"
				+ function.trigger().route().path() + "/" + name + "\"";
	}

	/**
	 * Checks that the methods can be called on those beans that were created already.
	 * @throws InvalidFunctionException if a proxy hides a method
	 */
	public void checkCallable() {
		this.functions.forEach((function) -> function.method().checkCallable());
	}

	/**
	 * Returns the functions.
	 * @return the functions in the order of their beans
	 */
	public List<FunctionDefinition> functions() {
		return this.functions;
	}

	/**
	 * Finds the functions that answer on a path. The effort does not grow with the number
	 * of functions.
	 * @param path the decoded path without a leading slash
	 * @return the functions, or {@code null} if there are none
	 */
	public @Nullable RouteMatch find(String path) {
		return (RESERVED.contains(path)) ? null : this.routes.find(path);
	}

}
