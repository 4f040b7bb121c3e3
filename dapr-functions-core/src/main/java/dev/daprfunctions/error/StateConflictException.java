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
 * A state entry that was not written, because somebody else has changed the state since
 * it was read.
 *
 * @since 0.1.0
 */
public class StateConflictException extends FunctionException {

	private final boolean nothingWritten;

	/**
	 * Creates an exception.
	 * @param detail which state it is
	 * @param cause the cause, or {@code null}
	 */
	public StateConflictException(String detail, @Nullable Throwable cause) {
		this(detail, cause, false);
	}

	private StateConflictException(String detail, @Nullable Throwable cause, boolean nothingWritten) {
		super(HttpStatus.CONFLICT, detail, cause);
		this.nothingWritten = nothingWritten;
	}

	/**
	 * Returns whether the call has written nothing at all, so that it can be repeated.
	 * @return {@code true} if nothing was written for certain
	 */
	public boolean isNothingWritten() {
		return this.nothingWritten;
	}

	/**
	 * Returns the same conflict of a call that has written nothing at all.
	 * @return the conflict
	 */
	public StateConflictException withNothingWritten() {
		return new StateConflictException(getMessage(), getCause(), true);
	}

}
