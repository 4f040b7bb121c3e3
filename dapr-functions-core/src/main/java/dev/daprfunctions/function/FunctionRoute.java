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

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Path and HTTP methods by which the sidecar calls a function.
 *
 * @param path the path without a leading slash, with variables as {@code {name}}
 * @param methods the names of the HTTP methods, empty for any but OPTIONS
 * @since 0.1.0
 */
public record FunctionRoute(String path, Set<String> methods) {

	private static final Pattern VARIABLE = Pattern.compile("\\{([\\p{javaJavaIdentifierPart}-]+)\\}");

	/**
	 * Creates a route.
	 * @param path the path, with or without slashes around it
	 * @param methods the HTTP methods, none for any but OPTIONS
	 * @return the route
	 * @throws IllegalArgumentException if the path cannot be called
	 */
	public static FunctionRoute of(String path, RequestMethod... methods) {
		String trimmed = StringUtils.trimTrailingCharacter(StringUtils.trimLeadingCharacter(path, '/'), '/');
		Set<String> variables = new LinkedHashSet<>();
		for (String segment : segments(trimmed)) {
			checkSegment(path, segment);
			String variable = variable(segment);
			Assert.isTrue(variable == null || variables.add(variable),
					() -> "'" + path + "' has the path variable '" + variable + "' twice");
		}
		return new FunctionRoute(trimmed,
				Arrays.stream(methods).map(RequestMethod::name).collect(Collectors.toCollection(LinkedHashSet::new)));
	}

	private static void checkSegment(String path, String segment) {
		Assert.isTrue(!segment.isEmpty() && !segment.equals(".") && !segment.equals(".."), () -> "'" + path
				+ "' has an empty, '.' or '..' segment, which a sidecar removes from the paths that it calls");
		Assert.isTrue(variable(segment) != null || !(segment.contains("{") || segment.contains("}")), () -> "'" + path
				+ "' has the segment '" + segment + "': a path variable is a whole segment, written '{name}'");
	}

	static List<String> segments(String path) {
		return List.of(path.split("/", -1));
	}

	static @Nullable String variable(String segment) {
		Matcher matcher = VARIABLE.matcher(segment);
		return (matcher.matches()) ? matcher.group(1) : null;
	}

	/**
	 * Returns the names of the path variables.
	 * @return the names in the order of the path
	 */
	public List<String> variables() {
		return segments(this.path).stream().map(FunctionRoute::variable).filter(Objects::nonNull).toList();
	}

	/**
	 * Returns whether a request with this HTTP method is for the function.
	 * @param method the name of the method; HEAD goes where GET goes
	 * @return {@code true} if it is
	 */
	public boolean accepts(String method) {
		if (this.methods.isEmpty()) {
			return !method.equals(RequestMethod.OPTIONS.name());
		}
		return this.methods.contains(method)
				|| (method.equals(RequestMethod.HEAD.name()) && this.methods.contains(RequestMethod.GET.name()));
	}

	boolean overlaps(FunctionRoute other) {
		if (this.methods.isEmpty()) {
			return other.methods.isEmpty() || other.methods.stream().anyMatch(this::accepts);
		}
		return this.methods.stream().anyMatch(other::accepts) || other.methods.stream().anyMatch(this::accepts);
	}

	@Override
	public String toString() {
		return ((this.methods.isEmpty()) ? "" : String.join("|", this.methods) + " ") + "/" + this.path;
	}

}
