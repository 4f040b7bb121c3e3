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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * {@link OutputCollector} that keeps its values in a list. Values may be added by several
 * threads of one function.
 *
 * @param <T> the type of a value
 */
final class SimpleOutputCollector<T> implements OutputCollector<T> {

	private final List<@Nullable T> values = new ArrayList<>();

	@Override
	public synchronized void add(@Nullable T value) {
		this.values.add(value);
	}

	@Override
	public synchronized List<@Nullable T> values() {
		return Collections.unmodifiableList(new ArrayList<>(this.values));
	}

	@Override
	public String toString() {
		return "OutputCollector" + values();
	}

}
