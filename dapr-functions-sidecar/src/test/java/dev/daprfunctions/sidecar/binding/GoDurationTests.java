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

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link GoDuration}.
 */
class GoDurationTests {

	@ParameterizedTest
	@CsvSource({ "1s, PT1S", "1h30m, PT1H30M", "1.5s, PT1.5S", ".5s, PT0.5S", "1.s, PT1S", "100ms, PT0.1S",
			"3us, PT0.000003S", "3µs, PT0.000003S", "7ns, PT0.000000007S", "0, PT0S", "-2m, PT-2M", "+2m, PT2M",
			"1h1h, PT2H" })
	void parses(String text, Duration expected) {
		assertThat(GoDuration.parse(text)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "1", "s", ".s", "1d", "1 s", "1s ", "one second", "1s2", "--1s", "9999999999h" })
	void refusesNonsense(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> GoDuration.parse(text))
			.withMessage("invalid duration \"%s\"", text);
	}

}
