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

package dev.daprfunctions.state;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.expression.TextTemplate;
import dev.daprfunctions.function.Invocation;
import io.dapr.client.domain.StateOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.util.StringUtils;

/**
 * Value in a state store that an annotation names, as far as it is known at the start.
 *
 * @param store the name of the store
 * @param key the key
 * @param metadata the metadata of requests by name
 * @param ttl the time to live of a written value in seconds, or {@code null}
 * @param options consistency and concurrency, or {@code null} to send none
 */
record StateTarget(TextTemplate store, TextTemplate key, Map<String, TextTemplate> metadata, @Nullable Long ttl,
		@Nullable StateOptions options) {

	StateAddress resolve(Invocation invocation) {
		return new StateAddress(resolve(this.store, "store", invocation), resolve(this.key, "key", invocation));
	}

	private String resolve(TextTemplate text, String attribute, Invocation invocation) {
		String value = text.evaluate(invocation.arguments());
		if (!StringUtils.hasText(value)) {
			throw new FunctionException(HttpStatus.BAD_REQUEST, "The " + attribute + " of the state, '" + text
					+ "', is empty in this call of " + invocation.function(), null);
		}
		return value;
	}

	Map<String, String> resolveMetadata(Invocation invocation) {
		if (this.metadata.isEmpty()) {
			return Map.of();
		}
		Map<String, String> resolved = new LinkedHashMap<>();
		this.metadata.forEach((name, value) -> resolved.put(name, value.evaluate(invocation.arguments())));
		return resolved;
	}

	/**
	 * Metadata of a write: with the time to live.
	 */
	Map<String, String> resolveWriteMetadata(Invocation invocation) {
		Map<String, String> resolved = resolveMetadata(invocation);
		if (this.ttl == null) {
			return resolved;
		}
		Map<String, String> withTtl = new LinkedHashMap<>(resolved);
		withTtl.put("ttlInSeconds", this.ttl.toString());
		return withTtl;
	}

}
