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

import org.jspecify.annotations.Nullable;

/**
 * What a parameter of a function was bound to when the application started. A parameter
 * that is bound to nothing gets its argument from whatever calls the method.
 *
 * @param argument gives the argument without the sidecar, or {@code null} for an input
 * @param input reads the argument, or {@code null} if it is no input
 * @param output collects the writes after the function, or {@code null} if it is no
 * output
 * @since 0.1.0
 */
public record BoundParameter(@Nullable ArgumentResolver argument, @Nullable InputReader input,
		@Nullable OutputSource output) {

	private static final BoundParameter GIVEN = new BoundParameter(null, null, null);

	/**
	 * Binds to nothing.
	 * @return the binding
	 */
	public static BoundParameter given() {
		return GIVEN;
	}

	/**
	 * Binds to something that comes with the request.
	 * @param argument gives the argument
	 * @return the binding
	 */
	public static BoundParameter argument(ArgumentResolver argument) {
		return new BoundParameter(argument, null, null);
	}

	/**
	 * Binds to an input.
	 * @param input reads the argument
	 * @return the binding
	 */
	public static BoundParameter input(InputReader input) {
		return new BoundParameter(null, input, null);
	}

	/**
	 * Binds to something that is read, changed and written back.
	 * @param input reads the argument
	 * @param output collects the writes
	 * @return the binding
	 */
	public static BoundParameter entry(InputReader input, OutputSource output) {
		return new BoundParameter(null, input, output);
	}

	/**
	 * Binds to an output.
	 * @param holder gives a new holder
	 * @param output collects the writes
	 * @return the binding
	 */
	public static BoundParameter output(ArgumentResolver holder, OutputSource output) {
		return new BoundParameter(holder, null, output);
	}

}
