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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ErrorCode} and {@link FunctionException}.
 */
class ErrorCodeTests {

	@ParameterizedTest
	@CsvSource({ "400, ERR_MALFORMED_REQUEST", "403, ERR_MALFORMED_REQUEST", "422, ERR_MALFORMED_REQUEST",
			"404, ERR_NO_CONTENT", "409, ERR_STATE_SAVE", "500, ERR_FUNCTION_FAILED", "501, ERR_FUNCTION_FAILED",
			"502, ERR_INVOKE_FAILED", "503, ERR_DAPR_SIDECAR_DOES_NOT_EXIST", "504, ERR_DAPR_SIDECAR_TIMEOUT" })
	void whenSidecarGivesNoneThenErrorCodeFollowsTheStatus(int status, ErrorCode expected) {
		assertThat(ErrorCode.of(HttpStatusCode.valueOf(status))).isEqualTo(expected);
	}

	@Test
	void whenExceptionIsCreatedThenItCarriesTheResponse() {
		IllegalStateException cause = new IllegalStateException();
		FunctionException exception = new FunctionException(HttpStatus.CONFLICT, "somebody was faster", cause);
		assertThat(exception).hasMessage("somebody was faster").hasCause(cause);
		assertThat(exception.getBody().getStatus()).isEqualTo(409);
		assertThat(exception.getBody().getDetail()).isEqualTo("somebody was faster");
		assertThat(exception.getBody().getProperties()).containsEntry("errorCode", "ERR_STATE_SAVE");
	}

	@Test
	void whenSidecarGivesAnErrorCodeThenItIsKept() {
		FunctionException exception = new FunctionException(HttpStatus.BAD_GATEWAY, "DAPR_CODE", "failed", null);
		assertThat(exception.getBody().getProperties()).containsEntry("errorCode", "DAPR_CODE");
	}

}
