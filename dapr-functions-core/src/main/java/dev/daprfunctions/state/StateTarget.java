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
import java.util.Objects;

import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.expression.MetadataTemplate;
import dev.daprfunctions.expression.TextTemplate;
import dev.daprfunctions.function.FunctionCall;
import io.dapr.client.domain.StateOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * Value in a state store that an annotation names, as far as it is known at the start.
 *
 * @param store the name of the store
 * @param key the key, or {@code null} if each write brings its own
 * @param metadata the metadata of requests
 * @param ttl the time to live of a written value in seconds, or {@code null}
 * @param options consistency and concurrency, or {@code null} to send none
 * @param transactional whether writes may share a transaction
 */
record StateTarget(TextTemplate store, @Nullable TextTemplate key, MetadataTemplate metadata, @Nullable Long ttl,
		@Nullable StateOptions options, boolean transactional) {

	private static final String APP_ID_SEPARATOR = "||";

	static final String TTL = "ttlInSeconds";

	boolean hasConsistency() {
		return this.options != null && this.options.getConsistency() != null;
	}

	/**
	 * Returns whether a sidecar accepts a key; it puts its app id and a separator before.
	 * @param key the key
	 * @return {@code true} if it does
	 */
	static boolean isKey(String key) {
		return !key.contains(APP_ID_SEPARATOR);
	}

	static String resolveKey(TextTemplate key, FunctionCall call) {
		String resolved = call.evaluate(key, "key");
		if (!isKey(resolved)) {
			throw new FunctionException(HttpStatus.BAD_REQUEST, "The key of the state, '" + resolved + "', contains '"
					+ APP_ID_SEPARATOR + "' in this call of " + call.function(), null);
		}
		return resolved;
	}

	StateAddress resolve(FunctionCall call) {
		TextTemplate required = Objects.requireNonNull(this.key, "The state has no key");
		return new StateAddress(resolveStore(call), resolveKey(required, call));
	}

	String resolveStore(FunctionCall call) {
		return call.evaluate(this.store, "store");
	}

	Map<String, String> resolveMetadata(FunctionCall call) {
		return this.metadata.evaluate(call.arguments());
	}

	static Map<String, String> merge(Map<String, String> metadata, Map<String, String> more, @Nullable Long ttl) {
		if (more.isEmpty() && ttl == null) {
			return metadata;
		}
		Map<String, String> merged = new LinkedHashMap<>(metadata);
		merged.putAll(more);
		if (ttl != null) {
			merged.put(TTL, ttl.toString());
		}
		return merged;
	}

}
