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

package dev.daprfunctions.client;

import java.util.concurrent.TimeoutException;

import dev.daprfunctions.error.ErrorCode;
import dev.daprfunctions.error.FunctionException;
import io.dapr.exceptions.DaprErrorDetails;
import io.dapr.exceptions.DaprException;
import io.dapr.utils.TypeRef;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.util.StringUtils;

/**
 * Turns failures of the Dapr client into what the caller of the function gets.
 *
 * @since 0.1.0
 * @see <a href="https://docs.dapr.io/reference/errors/">Dapr errors</a>
 */
public final class SidecarFailures {

	private SidecarFailures() {
	}

	/**
	 * Translates a failure.
	 * @param failure what the client failed with
	 * @param operation what was asked of the sidecar, naming function and target, for
	 * example {@code "reading state 'order' of store 'statestore' for function 'f'"}
	 * @return the exception of the call
	 */
	public static FunctionException translate(Throwable failure, String operation) {
		if (failure instanceof FunctionException translated) {
			return translated;
		}
		if (failure instanceof TimeoutException) {
			return timeout(failure, operation);
		}
		if (!(failure instanceof DaprException sidecarFailure)) {
			return new FunctionException(HttpStatus.INTERNAL_SERVER_ERROR,
					StringUtils.capitalize(operation) + " failed: " + failure.getMessage(), failure);
		}
		return switch (String.valueOf(sidecarFailure.getErrorCode())) {
			case "UNAVAILABLE" -> new FunctionException(HttpStatus.SERVICE_UNAVAILABLE,
					"The Dapr sidecar cannot be reached: " + operation + " failed", failure);
			case "CANCELLED" -> new FunctionException(HttpStatus.SERVICE_UNAVAILABLE,
					"The call to the Dapr sidecar was cancelled: " + operation + " failed", failure);
			case "DEADLINE_EXCEEDED" -> timeout(failure, operation);
			case "ABORTED" -> refused(HttpStatus.CONFLICT, sidecarFailure, operation);
			case "INVALID_ARGUMENT", "FAILED_PRECONDITION", "NOT_FOUND" ->
				refused(HttpStatus.INTERNAL_SERVER_ERROR, sidecarFailure, operation);
			default -> refused(HttpStatus.BAD_GATEWAY, sidecarFailure, operation);
		};
	}

	/**
	 * Translates the failure of a write, which says so if its outcome is unknown.
	 * @param failure what the client failed with
	 * @param operation what was asked of the sidecar, naming function and target
	 * @return the exception of the call
	 */
	public static FunctionException translateWrite(Throwable failure, String operation) {
		FunctionException translated = translate(failure, operation);
		return (isOutcomeUnknown(translated))
				? new FunctionException(HttpStatus.valueOf(translated.getStatusCode().value()),
						translated.getMessage() + "; whether it has happened is unknown", failure)
				: translated;
	}

	/**
	 * Returns whether what was asked of the sidecar may have happened although it failed.
	 * @param failure the translated failure
	 * @return {@code true} if the sidecar did not answer
	 */
	public static boolean isOutcomeUnknown(Throwable failure) {
		return failure instanceof FunctionException translated
				&& (translated.getStatusCode().value() == HttpStatus.GATEWAY_TIMEOUT.value()
						|| translated.getStatusCode().value() == HttpStatus.SERVICE_UNAVAILABLE.value());
	}

	private static FunctionException timeout(Throwable failure, String operation) {
		return new FunctionException(HttpStatus.GATEWAY_TIMEOUT,
				"The Dapr sidecar did not answer in time: " + operation + " failed", failure);
	}

	private static FunctionException refused(HttpStatus status, DaprException failure, String operation) {
		String reason = reason(failure);
		return new FunctionException(status, (reason != null) ? reason : ErrorCode.of(status).name(),
				StringUtils.capitalize(operation) + " failed: " + failure.getMessage(), failure);
	}

	private static @Nullable String reason(DaprException failure) {
		Object reason = failure.getErrorDetails()
			.get(DaprErrorDetails.ErrorDetailType.ERROR_INFO, "reason", TypeRef.get(Object.class));
		String text = (reason != null) ? reason.toString() : "";
		return (text.isEmpty()) ? null : text;
	}

}
