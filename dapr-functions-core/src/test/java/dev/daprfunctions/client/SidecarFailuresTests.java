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

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import dev.daprfunctions.error.FunctionException;
import io.dapr.exceptions.DaprException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SidecarFailures}.
 */
class SidecarFailuresTests {

	@ParameterizedTest
	@CsvSource(delimiter = '!', value = {
			"UNAVAILABLE ! 503 ! ERR_DAPR_SIDECAR_DOES_NOT_EXIST ! The Dapr sidecar cannot be reached: reading x failed",
			"CANCELLED ! 503 ! ERR_DAPR_SIDECAR_DOES_NOT_EXIST ! The call to the Dapr sidecar was cancelled: reading x failed",
			"DEADLINE_EXCEEDED ! 504 ! ERR_DAPR_SIDECAR_TIMEOUT ! The Dapr sidecar did not answer in time: reading x failed",
			"ABORTED ! 409 ! ERR_STATE_SAVE ! Reading x failed: ABORTED: why",
			"INVALID_ARGUMENT ! 500 ! ERR_FUNCTION_FAILED ! Reading x failed: INVALID_ARGUMENT: why",
			"FAILED_PRECONDITION ! 500 ! ERR_FUNCTION_FAILED ! Reading x failed: FAILED_PRECONDITION: why",
			"NOT_FOUND ! 500 ! ERR_FUNCTION_FAILED ! Reading x failed: NOT_FOUND: why",
			"INTERNAL ! 502 ! ERR_INVOKE_FAILED ! Reading x failed: INTERNAL: why",
			"UNAUTHENTICATED ! 502 ! ERR_INVOKE_FAILED ! Reading x failed: UNAUTHENTICATED: why",
			"anything ! 502 ! ERR_INVOKE_FAILED ! Reading x failed: anything: why" })
	void whenSidecarFailsThenStatusFollowsItsCode(String code, int status, String errorCode, String detail) {
		DaprException failure = new DaprException(code, "why", new IllegalStateException());
		FunctionException translated = SidecarFailures.translate(failure, "reading x");
		assertThat(translated.getStatusCode().value()).isEqualTo(status);
		assertThat(translated.getBody().getProperties()).containsEntry("errorCode", errorCode);
		assertThat(translated).hasMessage(detail).hasCause(failure);
	}

	@Test
	void whenSidecarGivesReasonThenItIsTheErrorCode() {
		DaprException failure = new DaprException("INVALID_ARGUMENT", "why",
				List.of(Map.of("@type", "type.googleapis.com/google.rpc.ErrorInfo", "reason", "DAPR_STATE_NOT_FOUND")),
				new byte[0], 400);
		assertThat(SidecarFailures.translate(failure, "reading x").getBody().getProperties()).containsEntry("errorCode",
				"DAPR_STATE_NOT_FOUND");
	}

	@Test
	void whenClientTimesOutThenStatusIs504() {
		FunctionException translated = SidecarFailures.translate(new TimeoutException(), "reading x");
		assertThat(translated.getStatusCode()).isEqualTo(HttpStatus.GATEWAY_TIMEOUT);
	}

	@Test
	void whenFailureIsTranslatedAlreadyThenItIsKept() {
		FunctionException failure = new FunctionException(HttpStatus.NOT_FOUND, "gone", null);
		assertThat(SidecarFailures.translate(failure, "reading x")).isSameAs(failure);
	}

	@Test
	void whenFailureIsNotTheSidecarsThenStatusIs500() {
		FunctionException translated = SidecarFailures.translate(new IllegalArgumentException("why"), "reading x");
		assertThat(translated.getStatusCode()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
		assertThat(translated).hasMessage("Reading x failed: why");
	}

	@ParameterizedTest
	@ValueSource(strings = { "UNAVAILABLE", "CANCELLED", "DEADLINE_EXCEEDED" })
	void whenSidecarDidNotAnswerThenOutcomeIsUnknown(String code) {
		assertThat(SidecarFailures.isOutcomeUnknown(translated(code))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ABORTED", "INVALID_ARGUMENT", "INTERNAL" })
	void whenSidecarAnsweredThenOutcomeIsKnown(String code) {
		assertThat(SidecarFailures.isOutcomeUnknown(translated(code))).isFalse();
		assertThat(SidecarFailures.isOutcomeUnknown(new IllegalStateException())).isFalse();
	}

	private static FunctionException translated(String code) {
		return SidecarFailures.translate(new DaprException(code, "why", new IllegalStateException()), "writing x");
	}

}
