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

package dev.daprfunctions.sidecar.daprd;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when {@code daprd} could not be run, ended while it started, or did not answer
 * in time.
 *
 * @since 0.1.0
 */
public class DaprdStartException extends RuntimeException {

	private final List<String> lastLines;

	/**
	 * Create an exception.
	 * @param message says what went wrong
	 * @param lastLines the last lines that it logged
	 * @param cause the cause, if there is one
	 */
	public DaprdStartException(String message, List<String> lastLines, @Nullable Throwable cause) {
		super(message, cause);
		this.lastLines = List.copyOf(lastLines);
	}

	/**
	 * Return the last lines that it logged.
	 * @return the lines, the oldest first
	 */
	public List<String> getLastLines() {
		return this.lastLines;
	}

}
