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
import java.util.Map;

import org.assertj.core.api.AssertProvider;

/**
 * Answer of a function. {@code Assertions.assertThat} takes it.
 *
 * @param status the HTTP status
 * @param headers the headers, by their names in lower case
 * @param content the body
 * @since 0.1.0
 */
public record InvocationResult(int status, Map<String, List<String>> headers,
		Content content) implements AssertProvider<InvocationResultAssert> {

	/**
	 * Return the assertions.
	 * @return the assertions
	 * @deprecated for {@code Assertions.assertThat} only
	 */
	@Deprecated
	@Override
	public InvocationResultAssert assertThat() {
		return new InvocationResultAssert(this);
	}

	@Override
	public String toString() {
		return "%d %s".formatted(this.status, this.content);
	}

}
