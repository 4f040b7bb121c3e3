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

import org.springframework.http.HttpStatusCode;

/**
 * Error codes of responses where the sidecar gave none of its own.
 *
 * @since 0.1.0
 * @see <a href="https://docs.dapr.io/reference/errors/error-codes/">Dapr error codes</a>
 */
public enum ErrorCode {

	/**
	 * What the caller sent is wrong.
	 */
	ERR_MALFORMED_REQUEST,

	/**
	 * A state value that the function needs is missing.
	 */
	ERR_NO_CONTENT,

	/**
	 * A state value was changed by somebody else.
	 */
	ERR_STATE_SAVE,

	/**
	 * Something that the function depends on answered with an error.
	 */
	ERR_INVOKE_FAILED,

	/**
	 * The sidecar cannot be reached.
	 */
	ERR_DAPR_SIDECAR_DOES_NOT_EXIST,

	/**
	 * The sidecar did not answer in time.
	 */
	ERR_DAPR_SIDECAR_TIMEOUT,

	/**
	 * The function failed.
	 */
	ERR_FUNCTION_FAILED;

	/**
	 * Returns the error code that goes with a status.
	 * @param status the status of the response
	 * @return the error code
	 */
	public static ErrorCode of(HttpStatusCode status) {
		return switch (status.value()) {
			case 404 -> ERR_NO_CONTENT;
			case 409 -> ERR_STATE_SAVE;
			case 502 -> ERR_INVOKE_FAILED;
			case 503 -> ERR_DAPR_SIDECAR_DOES_NOT_EXIST;
			case 504 -> ERR_DAPR_SIDECAR_TIMEOUT;
			default -> (status.is4xxClientError()) ? ERR_MALFORMED_REQUEST : ERR_FUNCTION_FAILED;
		};
	}

}
