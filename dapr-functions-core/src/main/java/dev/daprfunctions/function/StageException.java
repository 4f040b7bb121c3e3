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

import dev.daprfunctions.error.FunctionException;

import org.springframework.http.HttpStatus;

/**
 * An unexpected failure before or after the call of a method that something else calls.
 * The response is that of the cause.
 */
final class StageException extends FunctionException {

	StageException(String detail, Throwable cause) {
		super(HttpStatus.INTERNAL_SERVER_ERROR, detail, cause);
	}

}
