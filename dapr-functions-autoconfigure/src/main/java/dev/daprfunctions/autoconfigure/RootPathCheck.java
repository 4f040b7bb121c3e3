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

import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.FunctionRegistry;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;

/**
 * Stops the start of an application whose functions are not at the root, where sidecars
 * look for them.
 */
final class RootPathCheck implements SmartInitializingSingleton {

	private final FunctionRegistry registry;

	private final ServletContext servletContext;

	private final @Nullable DispatcherServletPath dispatcherServletPath;

	RootPathCheck(FunctionRegistry registry, ServletContext servletContext,
			@Nullable DispatcherServletPath dispatcherServletPath) {
		this.registry = registry;
		this.servletContext = servletContext;
		this.dispatcherServletPath = dispatcherServletPath;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.registry.functions().isEmpty()) {
			return;
		}
		check(this.servletContext.getContextPath(), "context path", "server.servlet.context-path");
		if (this.dispatcherServletPath != null) {
			check(this.dispatcherServletPath.getPrefix(), "path of the dispatcher servlet", "spring.mvc.servlet.path");
		}
	}

	private void check(@Nullable String path, String what, String property) {
		if (path != null && !path.isEmpty() && !path.equals("/")) {
			throw new InvalidFunctionException(
					"The application has functions, but its " + what + " is '" + path
							+ "': a sidecar calls them at the root",
					"Remove " + property + ", or switch functions off by dapr.functions.enabled=false.");
		}
	}

}
