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

package dev.daprfunctions.sidecar.resiliency;

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
	@CsvSource({ "1s, PT1S", "1m30s, PT1M30S", "1.5h, PT1H30M", "100ms, PT0.1S", "5us, PT0.000005S",
			"7ns, PT0.000000007S", "-2s, PT-2S", "+2s, PT2S", "0, PT0S", ".5s, PT0.5S", "1.s, PT1S", "3µs, PT0.000003S",
			"1h1m1s, PT1H1M1S", "1h1h, PT2H" })
	void parses(String text, String expected) {
		assertThat(GoDuration.parse(text)).hasToString(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "5", "s", ".s", "1 s", "1s2", "1x", "1s ", "--1s", "1d", "9999999999999h" })
	void refuses(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> GoDuration.parse(text))
			.withMessage("time: invalid duration \"%s\"", text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0s", "7ns", "1.5\u00b5s", "500ms", "999.5ms", "1s", "1.25s", "1m0s", "1m30.5s", "1h0m0s",
			"25h1m2s" })
	void writesAsItReads(String text) {
		assertThat(GoDuration.format(GoDuration.parse((text.equals("0s")) ? "0" : text))).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource({ "5, PT0.005S", "5s, PT5S" })
	void plainNumberIsMillis(String text, String expected) {
		assertThat(GoDuration.parseOrMillis(text)).hasToString(expected);
	}

}
