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

import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Value in a state store that a function reads, changes, and that is written back only if
 * nobody else has changed it meanwhile; otherwise the function runs again on the fresh
 * value. An entry that was not changed is not written.
 *
 * @param <T> the type of the value
 * @since 0.1.0
 * @see dev.daprfunctions.annotation.DaprState
 * @see <a href=
 * "https://docs.dapr.io/developing-applications/building-blocks/state-management/state-management-overview/#concurrency">
 * Concurrency of state</a>
 */
public interface StateEntry<T> {

	/**
	 * Returns the value as it is now: as it was read, or as the function changed it.
	 * @return the value, or {@code null} when absent or deleted
	 */
	@Nullable T get();

	/**
	 * Returns whether there is a value now.
	 * @return {@code false} when absent or deleted
	 */
	boolean isPresent();

	/**
	 * Changes the value.
	 * @param value the value; {@link #delete()} removes it
	 */
	void set(T value);

	/**
	 * Changes the value by what a function makes of the present one.
	 * @param update gets the value, {@code null} when absent, and returns the new one,
	 * where {@code null} deletes
	 */
	void update(UnaryOperator<@Nullable T> update);

	/**
	 * Deletes the value.
	 */
	void delete();

	/**
	 * Returns the ETag that was read.
	 * @return the ETag, or {@code null} when the value was absent
	 */
	@Nullable String etag();

	/**
	 * Returns whether the function changed the entry.
	 * @return {@code true} after {@code set}, {@code update} or {@code delete}
	 */
	boolean isChanged();

	/**
	 * Creates an entry that was read, for calling a function in a unit test.
	 * @param <T> the type of the value
	 * @param value the value
	 * @param etag the ETag
	 * @return a new entry
	 */
	static <T> StateEntry<T> of(T value, String etag) {
		return new SimpleStateEntry<>(value, etag);
	}

	/**
	 * Creates an entry that was absent, for calling a function in a unit test.
	 * @param <T> the type of the value
	 * @return a new entry
	 */
	static <T> StateEntry<T> absent() {
		return new SimpleStateEntry<>(null, null);
	}

}
