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

package dev.daprfunctions;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Holder of one output of a function that takes several values: a parameter that the
 * function adds to. What was added is written in its order after the function has
 * returned normally; nothing is written if nothing was added, or if the function throws.
 *
 * @param <T> the type of a value
 * @since 0.1.0
 * @see OutputBinding
 */
public interface OutputCollector<T> {

	/**
	 * Adds a value.
	 * @param value the value; {@code null} means what it means to
	 * {@link OutputBinding#setValue(Object)}
	 */
	void add(@Nullable T value);

	/**
	 * Returns what was added.
	 * @return an unmodifiable copy, in the order of the calls
	 */
	List<@Nullable T> values();

	/**
	 * Creates an empty holder, for calling a function in a unit test.
	 * @param <T> the type of a value
	 * @return a new holder
	 */
	static <T> OutputCollector<T> create() {
		return new SimpleOutputCollector<>();
	}

}
