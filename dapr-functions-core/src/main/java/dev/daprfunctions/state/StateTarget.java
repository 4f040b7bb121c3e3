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
import dev.daprfunctions.function.FunctionCall;
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

	StateAddress resolve(FunctionCall call) {
		return new StateAddress(resolve(this.store, "store", call), resolve(this.key, "key", call));
	}

	private String resolve(TextTemplate text, String attribute, FunctionCall call) {
		String value = text.evaluate(call.arguments());
		if (!StringUtils.hasText(value)) {
			throw new FunctionException(HttpStatus.BAD_REQUEST,
					"The " + attribute + " of the state, '" + text + "', is empty in this call of " + call.function(),
					null);
		}
		return value;
	}

	Map<String, String> resolveMetadata(FunctionCall call) {
		if (this.metadata.isEmpty()) {
			return Map.of();
		}
		Map<String, String> resolved = new LinkedHashMap<>();
		this.metadata.forEach((name, value) -> resolved.put(name, value.evaluate(call.arguments())));
		return resolved;
	}

	/**
	 * Adds the time to live to the metadata of a write.
	 */
	Map<String, String> withTtl(Map<String, String> metadata) {
		if (this.ttl == null) {
			return metadata;
		}
		Map<String, String> withTtl = new LinkedHashMap<>(metadata);
		withTtl.put("ttlInSeconds", this.ttl.toString());
		return withTtl;
	}

}
