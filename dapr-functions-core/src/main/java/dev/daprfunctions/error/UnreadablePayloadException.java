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

import org.springframework.http.HttpStatus;

/**
 * A payload that cannot be read as the type that the function needs, or that is invalid.
 *
 * @since 0.1.0
 */
public class UnreadablePayloadException extends FunctionException {

	/**
	 * Creates an exception.
	 * @param detail what was expected, what came, and where
	 * @param cause the cause, or {@code null}
	 */
	public UnreadablePayloadException(String detail, @Nullable Throwable cause) {
		super(HttpStatus.BAD_REQUEST, detail, cause);
	}

}
