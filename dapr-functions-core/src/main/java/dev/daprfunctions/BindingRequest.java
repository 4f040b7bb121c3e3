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

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Request to an output binding with a target of its own, which goes before that of the
 * annotation.
 *
 * @param <T> the type of the data
 * @param data the data, or {@code null} for none
 * @param name the name of the binding, or {@code null} for that of the annotation
 * @param operation the operation, or {@code null} for that of the annotation
 * @param metadata metadata of the request, added to that of the annotation
 * @since 0.1.0
 * @see dev.daprfunctions.annotation.DaprBinding
 */
public record BindingRequest<T>(@Nullable T data, @Nullable String name, @Nullable String operation,
		Map<String, String> metadata) {

	public BindingRequest {
		metadata = Map.copyOf(metadata);
	}

	/**
	 * Requests an operation with data of the annotation's binding.
	 * @param <T> the type of the data
	 * @param operation the operation, for example {@code create}
	 * @param data the data, or {@code null} for none
	 * @return the request
	 */
	public static <T> BindingRequest<T> of(String operation, @Nullable T data) {
		return builder(data).operation(operation).build();
	}

	/**
	 * Requests an operation without data of the annotation's binding, for example
	 * {@code get}, {@code delete} or {@code list}.
	 * @param <T> the type of the data
	 * @param operation the operation
	 * @return the request
	 */
	public static <T> BindingRequest<T> of(String operation) {
		return BindingRequest.<T>builder(null).operation(operation).build();
	}

	/**
	 * Begins a request.
	 * @param <T> the type of the data
	 * @param data the data, or {@code null} for none
	 * @return the builder
	 */
	public static <T> Builder<T> builder(@Nullable T data) {
		return new Builder<>(data);
	}

	/**
	 * Builder of a {@link BindingRequest}.
	 *
	 * @param <T> the type of the data
	 */
	public static final class Builder<T> {

		private final @Nullable T data;

		private final Map<String, String> metadata = new LinkedHashMap<>();

		private @Nullable String name;

		private @Nullable String operation;

		private Builder(@Nullable T data) {
			this.data = data;
		}

		/**
		 * Sets the binding.
		 * @param name the name of the component
		 * @return this builder
		 */
		public Builder<T> name(String name) {
			this.name = name;
			return this;
		}

		/**
		 * Sets the operation.
		 * @param operation the operation
		 * @return this builder
		 */
		public Builder<T> operation(String operation) {
			this.operation = operation;
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
		 * Builds the request.
		 * @return the request
		 */
		public BindingRequest<T> build() {
			return new BindingRequest<>(this.data, this.name, this.operation, this.metadata);
		}

	}

}
