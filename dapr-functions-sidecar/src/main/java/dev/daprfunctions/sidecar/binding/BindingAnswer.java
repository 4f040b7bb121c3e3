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

/**
 * Answer of the application to an event of an input binding.
 *
 * @param status the HTTP status
 * @param body the body
 * @since 0.1.0
 */
public record BindingAnswer(int status, byte[] body) {

	private static final int OK = 200;

	/**
	 * Return whether the application took the event.
	 * @return {@code true} for a status of 2xx
	 */
	public boolean isSuccess() {
		return this.status >= OK && this.status < 300;
	}

	boolean isOk() {
		return this.status == OK;
	}

}
