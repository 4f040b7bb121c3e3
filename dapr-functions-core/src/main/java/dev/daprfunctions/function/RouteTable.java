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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Finds functions by path: those without path variables by one hash lookup, the others by
 * one for each segment. A literal segment goes before a variable.
 */
final class RouteTable {

	private final Map<String, RouteMatch> literals = new HashMap<>();

	private final Node root = new Node();

	private final boolean anyCase;

	/**
	 * Creates a table.
	 * @param anyCase whether literal segments match in any case
	 */
	RouteTable(boolean anyCase) {
		this.anyCase = anyCase;
	}

	private String key(String text) {
		return (this.anyCase) ? text.toLowerCase(Locale.ROOT) : text;
	}

	/**
	 * Adds a function.
	 * @param function the function
	 * @return the function that is there already, or {@code null} if this one was added
	 */
	@Nullable FunctionDefinition add(FunctionDefinition function) {
		FunctionRoute route = function.trigger().route();
		if (route.variables().isEmpty()) {
			RouteMatch match = this.literals.computeIfAbsent(key(route.path()),
					(path) -> new RouteMatch(new ArrayList<>(), Map.of()));
			return add(match.functions(), function);
		}
		Node node = this.root;
		for (String segment : FunctionRoute.segments(route.path())) {
			node = node.child(segment);
		}
		node.variables = route.variables();
		return add(node.functions, function);
	}

	private static @Nullable FunctionDefinition add(List<FunctionDefinition> functions, FunctionDefinition function) {
		for (FunctionDefinition other : functions) {
			if (other.trigger().route().overlaps(function.trigger().route())
					|| !other.trigger().route().variables().equals(function.trigger().route().variables())) {
				return other;
			}
		}
		functions.add(function);
		return null;
	}

	@Nullable RouteMatch find(String path) {
		RouteMatch match = this.literals.get(key(path));
		if (match != null || this.root.isLeaf()) {
			return match;
		}
		List<String> segments = FunctionRoute.segments(path);
		List<String> values = new ArrayList<>();
		Node node = this.root.find(segments, 0, values);
		return (node != null) ? node.match(values) : null;
	}

	/**
	 * One segment of the paths with variables.
	 */
	private final class Node {

		private final Map<String, Node> children = new HashMap<>();

		private final List<FunctionDefinition> functions = new ArrayList<>();

		private List<String> variables = List.of();

		private @Nullable Node variable;

		private boolean isLeaf() {
			return this.children.isEmpty() && this.variable == null;
		}

		private RouteMatch match(List<String> values) {
			Map<String, String> byName = new LinkedHashMap<>();
			for (int i = 0; i < values.size(); i++) {
				byName.put(this.variables.get(i), values.get(i));
			}
			return new RouteMatch(this.functions, byName);
		}

		private Node child(String segment) {
			if (FunctionRoute.variable(segment) == null) {
				return this.children.computeIfAbsent(key(segment), (key) -> new Node());
			}
			if (this.variable == null) {
				this.variable = new Node();
			}
			return this.variable;
		}

		private @Nullable Node find(List<String> segments, int index, List<String> values) {
			if (index == segments.size()) {
				return (this.functions.isEmpty()) ? null : this;
			}
			String segment = segments.get(index);
			Node child = this.children.get(key(segment));
			Node found = (child != null) ? child.find(segments, index + 1, values) : null;
			if (found != null || this.variable == null || segment.isEmpty()) {
				return found;
			}
			values.add(segment);
			found = this.variable.find(segments, index + 1, values);
			if (found == null) {
				values.remove(values.size() - 1);
			}
			return found;
		}

	}

}
