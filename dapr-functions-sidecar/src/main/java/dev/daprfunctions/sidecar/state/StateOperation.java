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

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Change of one key of a state store.
 *
 * @since 0.1.0
 */
public sealed interface StateOperation {

	/**
	 * Return the key that is changed.
	 * @return the key
	 */
	String key();

	/**
	 * Return the version that the key must have.
	 * @return the ETag, empty or {@code null} for any
	 */
	@Nullable String etag();

	/**
	 * Return how the store treats the change.
	 * @return the options
	 */
	StateOptions options();

	/**
	 * Return the same change of another key.
	 * @param key the other key
	 * @return the change
	 */
	StateOperation withKey(String key);

	/**
	 * Creation or replacement of a value.
	 *
	 * @param key the key
	 * @param value the bytes, never changed
	 * @param etag the version that the key must have
	 * @param metadata the metadata, such as {@code ttlInSeconds}
	 * @param options the options
	 */
	record Upsert(String key, byte[] value, @Nullable String etag, Map<String, String> metadata,
			StateOptions options) implements StateOperation {

		@Override
		public Upsert withKey(String key) {
			return new Upsert(key, this.value, this.etag, this.metadata, this.options);
		}

	}

	/**
	 * Deletion of a value.
	 *
	 * @param key the key
	 * @param etag the version that the key must have
	 * @param options the options
	 */
	record Delete(String key, @Nullable String etag, StateOptions options) implements StateOperation {

		@Override
		public Delete withKey(String key) {
			return new Delete(key, this.etag, this.options);
		}

	}

}
