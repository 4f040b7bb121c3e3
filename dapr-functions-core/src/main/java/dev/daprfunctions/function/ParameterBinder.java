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

package dev.daprfunctions.function;

import org.jspecify.annotations.Nullable;

/**
 * Binds the parameters of one kind when the application starts. Binders are asked in
 * their order; the first one that answers is taken.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ParameterBinder {

	/**
	 * Binds a parameter.
	 * @param parameter the parameter
	 * @return the binding, or {@code null} if the parameter is of another kind
	 * @throws dev.daprfunctions.error.InvalidFunctionException if the parameter is of
	 * this kind and cannot work
	 */
	@Nullable BoundParameter bind(FunctionParameter parameter);

}
