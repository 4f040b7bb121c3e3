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

package dev.daprfunctions;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Value of a state output with a target of its own, which goes before that of the
 * annotation.
 *
 * @param <T> the type of the value
 * @param value the value to save, or {@code null} to delete the key
 * @param store the name of the state store, or {@code null} for that of the annotation
 * @param key the key, or {@code null} for that of the annotation
 * @param ttl the time after which the value expires, in whole seconds, or {@code null}
 * for that of the annotation
 * @param metadata metadata of the request, added to that of the annotation
 * @since 0.1.0
 * @see dev.daprfunctions.annotation.DaprState
 */
public record StateWrite<T>(@Nullable T value, @Nullable String store, @Nullable String key, @Nullable Duration ttl,
		Map<String, String> metadata) {

	public StateWrite {
		Assert.isTrue(ttl == null || (ttl.toSeconds() > 0 && ttl.getNano() == 0),
				() -> "The ttl '" + ttl + "' is not a positive number of whole seconds");
		metadata = Map.copyOf(metadata);
	}

	/**
	 * Saves a value under a key of the annotation's store.
	 * @param <T> the type of the value
	 * @param key the key
	 * @param value the value, or {@code null} to delete the key
	 * @return the write
	 */
	public static <T> StateWrite<T> of(String key, @Nullable T value) {
		return builder(value).key(key).build();
	}

	/**
	 * Deletes a key of the annotation's store.
	 * @param <T> the type of the value
	 * @param key the key
	 * @return the write
	 */
	public static <T> StateWrite<T> delete(String key) {
		return StateWrite.<T>builder(null).key(key).build();
	}

	/**
	 * Begins a write.
	 * @param <T> the type of the value
	 * @param value the value, or {@code null} to delete the key
	 * @return the builder
	 */
	public static <T> Builder<T> builder(@Nullable T value) {
		return new Builder<>(value);
	}

	/**
	 * Builder of a {@link StateWrite}.
	 *
	 * @param <T> the type of the value
	 */
	public static final class Builder<T> {

		private final @Nullable T value;

		private final Map<String, String> metadata = new LinkedHashMap<>();

		private @Nullable String store;

		private @Nullable String key;

		private @Nullable Duration ttl;

		private Builder(@Nullable T value) {
			this.value = value;
		}

		/**
		 * Sets the state store.
		 * @param store the name of the component
		 * @return this builder
		 */
		public Builder<T> store(String store) {
			this.store = store;
			return this;
		}

		/**
		 * Sets the key.
		 * @param key the key
		 * @return this builder
		 */
		public Builder<T> key(String key) {
			this.key = key;
			return this;
		}

		/**
		 * Sets the time after which the value expires.
		 * @param ttl a positive number of whole seconds
		 * @return this builder
		 */
		public Builder<T> ttl(Duration ttl) {
			this.ttl = ttl;
			return this;
		}

		/**
		 * Adds metadata of the request.
		 * @param name the name
		 * @param value the value
		 * @return this builder
		 */
		public Builder<T> metadata(String name, String value) {
			this.metadata.put(name, value);
			return this;
		}

		/**
		 * Builds the write.
		 * @return the write
		 */
		public StateWrite<T> build() {
			return new StateWrite<>(this.value, this.store, this.key, this.ttl, this.metadata);
		}

	}

}
