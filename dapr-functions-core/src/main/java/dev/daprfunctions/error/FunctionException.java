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
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A call of a function that could not be carried out, with the response that its caller
 * gets: RFC 9457 problem details that also carry Dapr's {@code errorCode} and
 * {@code message}.
 *
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public class FunctionException extends ErrorResponseException {

	/**
	 * Creates an exception with the error code of its status.
	 * @param status the status of the response
	 * @param detail what was expected, what came, and where
	 * @param cause the cause, or {@code null}
	 */
	public FunctionException(HttpStatus status, String detail, @Nullable Throwable cause) {
		this(status, ErrorCode.of(status).name(), detail, cause);
	}

	/**
	 * Creates an exception.
	 * @param status the status of the response
	 * @param errorCode the error code of the sidecar, or of {@link ErrorCode}
	 * @param detail what was expected, what came, and where
	 * @param cause the cause, or {@code null}
	 */
	public FunctionException(HttpStatus status, String errorCode, String detail, @Nullable Throwable cause) {
		super(status, ProblemDetail.forStatusAndDetail(status, detail), cause);
		getBody().setProperty("errorCode", errorCode);
		getBody().setProperty("message", detail);
	}

	@Override
	public String getMessage() {
		String detail = getBody().getDetail();
		return (detail != null) ? detail : super.getMessage();
	}

}
