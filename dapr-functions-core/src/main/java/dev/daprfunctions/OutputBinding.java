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

import org.jspecify.annotations.Nullable;

/**
 * Holder of one output of a function: a parameter that the function sets, and that is
 * written to its Dapr building block after the function has returned normally. An output
 * that was never set writes nothing, and so does a function that throws.
 * <p>
 * What is written is decided by the annotation of the parameter, for example
 * {@link dev.daprfunctions.annotation.DaprState @DaprState}.
 *
 * @param <T> the type of the value
 * @since 0.1.0
 * @see <a href=
 * "https://docs.dapr.io/developing-applications/integrations/azure/azure-functions/">Dapr
 * extension for Azure Functions</a>
 */
public interface OutputBinding<T> {

	/**
	 * Sets the value to write; the last value set wins.
	 * @param value the value, where {@code null} on a state output deletes the key
	 */
	void setValue(@Nullable T value);

	/**
	 * Returns the value that was set.
	 * @return the value, or {@code null} if none or {@code null} was set
	 */
	@Nullable T getValue();

	/**
	 * Returns whether a value was set, {@code null} included.
	 * @return {@code true} if something will be written
	 */
	boolean isSet();

	/**
	 * Creates an empty holder, for calling a function in a unit test.
	 * @param <T> the type of the value
	 * @return a new holder
	 */
	static <T> OutputBinding<T> create() {
		return new SimpleOutputBinding<>();
	}

}
