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

package dev.daprfunctions.sidecar.binding;

import org.jspecify.annotations.Nullable;

/**
 * Sees every call of an output binding before the binding does, and may answer in its
 * place.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface OutputBindingInterceptor {

	/**
	 * Handle a call.
	 * @param name the name of the binding, which need not exist
	 * @param request the call
	 * @param binding the binding that would be called
	 * @return the answer, or {@code null} if there is none
	 * @throws BindingException to let the call fail
	 */
	@Nullable BindingResponse intercept(String name, BindingRequest request, Invocable binding) throws BindingException;

	/**
	 * Binding that can be called.
	 */
	@FunctionalInterface
	interface Invocable {

		/**
		 * Call the binding.
		 * @param request the call
		 * @return the answer, or {@code null} if there is none
		 * @throws BindingException if there is no such binding, or it failed
		 */
		@Nullable BindingResponse invoke(BindingRequest request) throws BindingException;

	}

}
