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

package dev.daprfunctions.sidecar.binding;

import java.util.Map;

/**
 * Failure of an output binding to do what it was asked for.
 *
 * @since 0.1.0
 */
public class BindingException extends Exception {

	private final Map<String, String> metadata;

	/**
	 * Create an exception.
	 * @param message what went wrong
	 */
	public BindingException(String message) {
		this(message, Map.of());
	}

	/**
	 * Create an exception.
	 * @param message what went wrong
	 * @param metadata what the binding answered nevertheless
	 */
	public BindingException(String message, Map<String, String> metadata) {
		super(message);
		this.metadata = Map.copyOf(metadata);
	}

	BindingException(String message, Throwable cause) {
		super(message, cause);
		this.metadata = Map.of();
	}

	/**
	 * Return what the binding answered nevertheless.
	 * @return the metadata
	 */
	public Map<String, String> getMetadata() {
		return this.metadata;
	}

}
