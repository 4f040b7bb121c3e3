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

package dev.daprfunctions.sidecar.app;

import org.jspecify.annotations.Nullable;

/**
 * How the sidecar treats the application.
 *
 * @param healthCheck how it looks after the application's health, {@code null} if it does
 * not
 * @param maxConcurrency the number of calls that the application gets at the same time, 0
 * for any
 * @since 0.1.0
 */
public record AppOptions(@Nullable AppHealthCheck healthCheck, int maxConcurrency) {

	/**
	 * Create options.
	 */
	public AppOptions {
		if (maxConcurrency < 0) {
			throw new IllegalArgumentException(
					"The number of calls at the same time must not be negative, but is %d".formatted(maxConcurrency));
		}
	}

}
