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

import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Invocation of another application with a target of its own, which goes before that of
 * the annotation.
 *
 * @param <T> the type of the body
 * @param body the body, or {@code null} for none
 * @param appId the id of the application, or {@code null} for that of the annotation
 * @param method the method of the application, or {@code null} for that of the annotation
 * @param httpMethod the HTTP method, or {@code null} for that of the annotation
 * @param headers headers of the request
 * @since 0.1.0
 * @see dev.daprfunctions.annotation.DaprInvoke
 */
public record Invocation<T>(@Nullable T body, @Nullable String appId, @Nullable String method,
		@Nullable RequestMethod httpMethod, Map<String, String> headers) {

	public Invocation {
		headers = Map.copyOf(headers);
	}

	/**
	 * Invokes a method of another application.
	 * @param <T> the type of the body
	 * @param appId the id of the application
	 * @param method the method
	 * @param body the body, or {@code null} for none
	 * @return the invocation
	 */
	public static <T> Invocation<T> of(String appId, String method, @Nullable T body) {
		return builder(body).appId(appId).method(method).build();
	}

	/**
	 * Begins an invocation.
	 * @param <T> the type of the body
	 * @param body the body, or {@code null} for none
	 * @return the builder
	 */
	public static <T> Builder<T> builder(@Nullable T body) {
		return new Builder<>(body);
	}

	/**
	 * Builder of an {@link Invocation}.
	 *
	 * @param <T> the type of the body
	 */
	public static final class Builder<T> {

		private final @Nullable T body;

		private final Map<String, String> headers = new LinkedHashMap<>();

		private @Nullable String appId;

		private @Nullable String method;

		private @Nullable RequestMethod httpMethod;

		private Builder(@Nullable T body) {
			this.body = body;
		}

		/**
		 * Sets the application.
		 * @param appId the id of the application
		 * @return this builder
		 */
		public Builder<T> appId(String appId) {
			this.appId = appId;
			return this;
		}

		/**
		 * Sets the method of the application.
		 * @param method the method, with slashes between its segments
		 * @return this builder
		 */
		public Builder<T> method(String method) {
			this.method = method;
			return this;
		}

		/**
		 * Sets the HTTP method.
		 * @param httpMethod the HTTP method
		 * @return this builder
		 */
		public Builder<T> httpMethod(RequestMethod httpMethod) {
			this.httpMethod = httpMethod;
			return this;
		}

		/**
		 * Adds a header of the request.
		 * @param name the name
		 * @param value the value
		 * @return this builder
		 */
		public Builder<T> header(String name, String value) {
			this.headers.put(name, value);
			return this;
		}

		/**
		 * Builds the invocation.
		 * @return the invocation
		 */
		public Invocation<T> build() {
			return new Invocation<>(this.body, this.appId, this.method, this.httpMethod, this.headers);
		}

	}

}
