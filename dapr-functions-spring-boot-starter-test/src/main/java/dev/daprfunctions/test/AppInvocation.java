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

import org.jspecify.annotations.Nullable;

/**
 * Invocation of another application.
 *
 * @param appId the id of the application
 * @param verb the HTTP verb
 * @param method the method
 * @param query the query, or {@code null} if there is none
 * @param headers the headers, by their names in lower case
 * @param content the body
 * @since 0.1.0
 */
public record AppInvocation(String appId, String verb, String method, @Nullable String query,
		Map<String, List<String>> headers, Content content) implements RecordedMessage {

	@Override
	public String toString() {
		return "%s %s/%s%s: %s".formatted(this.verb, this.appId, this.method,
				(this.query != null) ? "?" + this.query : "", this.content);
	}

}
