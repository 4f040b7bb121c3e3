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

package dev.daprfunctions.error;

import org.jspecify.annotations.Nullable;

/**
 * A function that cannot work, found when the application starts.
 *
 * @since 0.1.0
 */
public class InvalidFunctionException extends RuntimeException {

	private final String action;

	/**
	 * Creates an exception.
	 * @param description what is wrong, naming bean, method and parameter
	 * @param action what the developer can do
	 */
	public InvalidFunctionException(String description, String action) {
		this(description, action, null);
	}

	/**
	 * Creates an exception.
	 * @param description what is wrong, naming bean, method and parameter
	 * @param action what the developer can do
	 * @param cause the cause, or {@code null}
	 */
	public InvalidFunctionException(String description, String action, @Nullable Throwable cause) {
		super(description, cause);
		this.action = action;
	}

	/**
	 * Returns what the developer can do.
	 * @return the action
	 */
	public String getAction() {
		return this.action;
	}

}
