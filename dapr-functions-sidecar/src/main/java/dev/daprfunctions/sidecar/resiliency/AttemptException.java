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

package dev.daprfunctions.sidecar.resiliency;

import org.jspecify.annotations.Nullable;

/**
 * Failure of one attempt.
 *
 * @since 0.1.0
 */
public class AttemptException extends Exception {

	private final @Nullable Integer status;

	/**
	 * Create an exception.
	 * @param message what went wrong
	 * @param status the HTTP status, or {@code null} if there was no answer
	 * @param cause the cause, or {@code null}
	 */
	public AttemptException(String message, @Nullable Integer status, @Nullable Throwable cause) {
		super(message, cause);
		this.status = status;
	}

	@Nullable Integer status() {
		return this.status;
	}

}
