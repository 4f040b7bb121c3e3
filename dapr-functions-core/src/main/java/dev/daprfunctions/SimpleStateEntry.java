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
 * {@link StateEntry} that keeps its value in a field.
 *
 * @param <T> the type of the value
 */
final class SimpleStateEntry<T> implements StateEntry<T> {

	private final @Nullable String etag;

	private @Nullable T value;

	private boolean changed;

	SimpleStateEntry(@Nullable T value, @Nullable String etag) {
		this.value = value;
		this.etag = etag;
	}

	@Override
	public @Nullable T get() {
		return this.value;
	}

	@Override
	public boolean isPresent() {
		return this.value != null;
	}

	@Override
	public void set(T value) {
		change(value);
	}

	@Override
	public void update(UnaryOperator<@Nullable T> update) {
		change(update.apply(this.value));
	}

	@Override
	public void delete() {
		change(null);
	}

	private void change(@Nullable T value) {
		this.value = value;
		this.changed = true;
	}

	@Override
	public @Nullable String etag() {
		return this.etag;
	}

	@Override
	public boolean isChanged() {
		return this.changed;
	}

	@Override
	public String toString() {
		return "StateEntry[" + this.value + ", etag=" + this.etag + ((this.changed) ? ", changed]" : "]");
	}

}
