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

package dev.daprfunctions.test;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.assertj.core.api.AssertProvider;

/**
 * What the application sent to one place. {@code Assertions.assertThat} takes it.
 *
 * @param <M> the type of what was sent
 * @since 0.1.0
 */
public final class Recordings<M extends RecordedMessage> implements AssertProvider<RecordingsAssert<M>> {

	private final String name;

	private final Supplier<List<M>> recorded;

	private final Predicate<M> filter;

	private final Patience patience;

	Recordings(String name, Supplier<List<M>> recorded, Predicate<M> filter, Patience patience) {
		this.name = name;
		this.recorded = recorded;
		this.filter = filter;
		this.patience = patience;
	}

	/**
	 * Return what there is now.
	 * @return what was sent, in order
	 */
	public List<M> list() {
		return this.recorded.get().stream().filter(this.filter).toList();
	}

	/**
	 * Return the assertions.
	 * @return the assertions
	 * @deprecated for {@code Assertions.assertThat} only
	 */
	@Deprecated
	@Override
	public RecordingsAssert<M> assertThat() {
		return new RecordingsAssert<>(this, this.patience);
	}

	String describe() {
		List<M> all = this.recorded.get();
		return (all.isEmpty()) ? "nothing at all"
				: all.stream().map((message) -> "%n  %s".formatted(message)).collect(Collectors.joining());
	}

	@Override
	public String toString() {
		return this.name;
	}

}
