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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about a state. They wait until they hold, for five seconds unless told
 * otherwise.
 *
 * @since 0.1.0
 */
public final class StoredStateAssert extends AbstractAssert<StoredStateAssert, StoredState> {

	private Patience patience;

	StoredStateAssert(StoredState actual, Patience patience) {
		super(actual, StoredStateAssert.class);
		this.patience = patience;
	}

	/**
	 * Wait for another time.
	 * @param timeout how long to wait
	 * @return this
	 */
	public StoredStateAssert within(Duration timeout) {
		this.patience = this.patience.within(timeout);
		return this;
	}

	/**
	 * Verify that there is a value.
	 * @return this
	 */
	public StoredStateAssert exists() {
		return has((content) -> true, "a value");
	}

	/**
	 * Verify the value.
	 * @param expected the value: bytes, or anything whose JSON is compared
	 * @return this
	 */
	public StoredStateAssert hasValue(Object expected) {
		return has((content) -> content.is(expected), this.actual.describeExpected(expected));
	}

	/**
	 * Verify the value.
	 * @param expected the JSON
	 * @return this
	 */
	public StoredStateAssert hasJson(String expected) {
		return has((content) -> content.isJson(expected.getBytes(StandardCharsets.UTF_8)), expected);
	}

	private StoredStateAssert has(Predicate<Content> condition, String expected) {
		this.patience.until(() -> {
			if (this.actual.content().filter(condition).isEmpty()) {
				throw failure("%s: expected %s, but %s. %s", this.actual, expected,
						this.actual.content().map((content) -> "was " + content).orElse("there is none"),
						this.actual.describeStore());
			}
		});
		return this;
	}

	/**
	 * Verify that there is no value once the application has processed all events.
	 * @return this
	 */
	public StoredStateAssert isAbsent() {
		this.patience.settledUntil(() -> this.actual.content().ifPresent((content) -> {
			throw failure("%s: expected none, but was %s", this.actual, content);
		}));
		return this;
	}

	/**
	 * Verify that the value satisfies requirements.
	 * @param <T> the type of the value
	 * @param type the type that the JSON is read as
	 * @param requirements the requirements
	 * @return this
	 */
	public <T> StoredStateAssert satisfies(Class<T> type, Consumer<T> requirements) {
		this.patience.until(() -> {
			Content content = this.actual.content()
				.orElseThrow(() -> failure("%s: expected a value, but there is none. %s", this.actual,
						this.actual.describeStore()));
			T value = content.as(type);
			if (value == null) {
				throw failure("%s: expected a %s, but was null", this.actual, type.getSimpleName());
			}
			requirements.accept(value);
		});
		return this;
	}

}
