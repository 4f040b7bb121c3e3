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

import java.io.InputStream;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * What the caller of a function gets.
 *
 * @param status the status
 * @param headers the headers, the content type included
 * @param body the bytes of the body, or {@code null} if there is none or a stream
 * @param stream the body to copy and close, or {@code null} if there is none or bytes
 * @since 0.1.0
 */
public record TriggerResponse(HttpStatusCode status, HttpHeaders headers, byte @Nullable [] body,
		@Nullable InputStream stream) {

	/**
	 * Creates a response without a body.
	 * @return the response, whose status is 200
	 */
	public static TriggerResponse empty() {
		return new TriggerResponse(HttpStatus.OK, HttpHeaders.EMPTY, null, null);
	}

	/**
	 * Closes the stream of a response that nobody gets.
	 */
	public void discard() {
		discard(null);
	}

	/**
	 * Closes the stream of a response that nobody gets.
	 * @param returned what the function returned, and what may be a stream as well
	 */
	void discard(@Nullable Object returned) {
		FunctionResult.discard((this.stream != null) ? this.stream : returned);
	}

}
