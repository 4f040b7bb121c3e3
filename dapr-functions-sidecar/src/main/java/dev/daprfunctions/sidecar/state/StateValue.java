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

package dev.daprfunctions.sidecar.state;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Value that a state store holds.
 *
 * @param data the bytes, never changed
 * @param etag the version
 * @param expiry when the value is gone
 * @since 0.1.0
 */
public record StateValue(byte[] data, String etag, @Nullable Instant expiry) {

	/**
	 * Return the metadata that a reader gets with the value.
	 * @return the metadata
	 */
	public Map<String, String> metadata() {
		return (this.expiry != null) ? Map.of("ttlExpireTime", Rfc3339.format(this.expiry)) : Map.of();
	}

	boolean isExpired(Instant now) {
		return this.expiry != null && now.isAfter(this.expiry);
	}

}
