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
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about the answer of a function.
 *
 * @since 0.1.0
 */
public final class InvocationResultAssert extends AbstractAssert<InvocationResultAssert, InvocationResult> {

	InvocationResultAssert(InvocationResult actual) {
		super(actual, InvocationResultAssert.class);
	}

	/**
	 * Verify that the function succeeded.
	 * @return this
	 */
	public InvocationResultAssert isSuccessful() {
		if (this.actual.status() / 100 != 2) {
			throw failure("Expected a status of 2xx, but was: %s", this.actual);
		}
		return this;
	}

	/**
	 * Verify the status.
	 * @param expected the HTTP status
	 * @return this
	 */
	public InvocationResultAssert hasStatus(int expected) {
		if (this.actual.status() != expected) {
			throw failure("Expected status %d, but was: %s", expected, this.actual);
		}
		return this;
	}

	/**
	 * Verify the body.
	 * @param expected the body: bytes, or anything whose JSON is compared
	 * @return this
	 */
	public InvocationResultAssert hasBody(@Nullable Object expected) {
		if (!this.actual.content().is(expected)) {
			throw failure("Expected the body %s, but was: %s", this.actual.content().describe(expected), this.actual);
		}
		return this;
	}

	/**
	 * Verify the body.
	 * @param expected the JSON
	 * @return this
	 */
	public InvocationResultAssert hasJson(String expected) {
		if (!this.actual.content().isJson(expected.getBytes(StandardCharsets.UTF_8))) {
			throw failure("Expected the body %s, but was: %s", expected, this.actual);
		}
		return this;
	}

	/**
	 * Verify that there is no body.
	 * @return this
	 */
	public InvocationResultAssert hasNoBody() {
		if (!this.actual.content().isEmpty()) {
			throw failure("Expected no body, but was: %s", this.actual);
		}
		return this;
	}

	/**
	 * Verify that the text of the body contains another.
	 * @param expected the other text
	 * @return this
	 */
	public InvocationResultAssert bodyContains(String expected) {
		if (!this.actual.content().text().contains(expected)) {
			throw failure("Expected a body that contains %s, but was: %s", expected, this.actual);
		}
		return this;
	}

	/**
	 * Verify that the body satisfies requirements.
	 * @param <T> the type of the body
	 * @param type the type that the JSON is read as
	 * @param requirements the requirements
	 * @return this
	 */
	public <T> InvocationResultAssert bodySatisfies(Class<T> type, Consumer<T> requirements) {
		T body = this.actual.content().as(type);
		if (body == null) {
			throw failure("Expected a body of type %s, but was: %s", type.getSimpleName(), this.actual);
		}
		requirements.accept(body);
		return this;
	}

	/**
	 * Verify a header.
	 * @param name the name of the header
	 * @param expected the value
	 * @return this
	 */
	public InvocationResultAssert hasHeader(String name, String expected) {
		List<String> values = this.actual.headers().getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
		if (!values.contains(expected)) {
			throw failure("Expected the header %s: %s, but the headers were: %s", name, expected,
					this.actual.headers());
		}
		return this;
	}

}
