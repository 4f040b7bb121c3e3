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

package dev.daprfunctions.sidecar.job;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PointInTime}.
 */
class PointInTimeTests {

	private static final Instant START = Instant.parse("2026-01-31T00:00:00Z");

	@ParameterizedTest
	@CsvSource({ "2027-01-02T03:04:05Z, 2027-01-02T03:04:05Z", "2027-01-02T03:04:05.5+02:00, 2027-01-02T01:04:05.500Z",
			"0s, 2026-01-31T00:00:00Z", "1h30m, 2026-01-31T01:30:00Z", "10ms, 2026-01-31T00:00:00.010Z",
			"-1s, 2026-01-30T23:59:59Z", "P1D, 2026-02-01T00:00:00Z", "P1W, 2026-02-07T00:00:00Z",
			"P1Y2M3DT4H5M6S, 2027-04-03T04:05:06Z", "PT5M, 2026-01-31T00:05:00Z" })
	void whenTextIsATimeOrDurationThenItIsAPointInTime(String text, Instant expected) {
		assertThat(PointInTime.parse(text, START)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "bad", "2027-13-02T03:04:05Z", "2027-01-02", "1d", "P1", "PT99999999999S", "5" })
	void whenTextIsNonsenseThenFails(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> PointInTime.parse(text, START))
			.withMessage("due time format not recognized");
	}

	@Test
	void whenDurationRepeatsThenFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> PointInTime.parse("R3/PT1S", START))
			.withMessage("repeats not supported for due time");
	}

}
