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

package dev.daprfunctions.autoconfigure;

import java.util.function.Supplier;

import dev.daprfunctions.function.FunctionRegistry;
import dev.daprfunctions.web.FunctionRequests;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.servlet.filter.OrderedHiddenHttpMethodFilter;

/**
 * {@link OrderedHiddenHttpMethodFilter} that leaves requests for functions alone: looking
 * for its parameter would consume their bodies where the content type says form.
 */
final class FunctionHiddenHttpMethodFilter extends OrderedHiddenHttpMethodFilter {

	private final Supplier<FunctionRegistry> registry;

	FunctionHiddenHttpMethodFilter(Supplier<FunctionRegistry> registry) {
		this.registry = registry;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return FunctionRequests.isForFunction(this.registry.get(), request);
	}

}
