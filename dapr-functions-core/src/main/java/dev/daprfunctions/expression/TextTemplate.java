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

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Text of an annotation, compiled: settings are resolved, variables are known. A text
 * without variables is a constant.
 *
 * @since 0.1.0
 */
public final class TextTemplate {

	private final String source;

	private final List<Segment> segments;

	private final @Nullable String constant;

	TextTemplate(String source, List<Segment> segments) {
		this.source = source;
		this.segments = List.copyOf(segments);
		this.constant = constantOf(this.segments);
	}

	private static @Nullable String constantOf(List<Segment> segments) {
		StringBuilder text = new StringBuilder();
		for (Segment segment : segments) {
			if (!(segment instanceof Literal literal)) {
				return null;
			}
			text.append(literal.text());
		}
		return text.toString();
	}

	/**
	 * Returns the text if no call can change it.
	 * @return the text, or {@code null} if it contains variables
	 */
	public @Nullable String constant() {
		return this.constant;
	}

	/**
	 * Evaluates the text for one call.
	 * @param arguments the arguments of the function, at least those that are variables
	 * @return the text
	 * @throws MissingVariableException if a property on the way to a variable is missing
	 */
	public String evaluate(@Nullable Object[] arguments) {
		if (this.constant != null) {
			return this.constant;
		}
		StringBuilder text = new StringBuilder();
		for (Segment segment : this.segments) {
			text.append(segment.evaluate(arguments));
		}
		return text.toString();
	}

	@Override
	public String toString() {
		return this.source;
	}

	/**
	 * Part of a text.
	 */
	interface Segment {

		String evaluate(@Nullable Object[] arguments);

	}

	/**
	 * Part that is the same in every call.
	 *
	 * @param text the text
	 */
	record Literal(String text) implements Segment {

		@Override
		public String evaluate(@Nullable Object[] arguments) {
			return this.text;
		}

	}

	/**
	 * Part that is a property of an argument.
	 *
	 * @param index the index of the argument
	 * @param path the way from the argument to the value
	 */
	record Variable(int index, PropertyPath path) implements Segment {

		@Override
		public String evaluate(@Nullable Object[] arguments) {
			return this.path.textOf(arguments[this.index]);
		}

	}

}
