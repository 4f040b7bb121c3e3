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

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RetryPolicy}.
 */
class RetryPolicyTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final Random MIDDLE = new Random() {

		@Override
		public double nextDouble() {
			return 0.5;
		}

	};

	@Test
	void constantDelayEndsAfterMaxRetries() {
		RetryPolicy policy = new RetryPolicy(false, SECOND, SECOND, 2, Duration.ZERO, null);
		assertThat(policy.delayBefore(1, Duration.ZERO, MIDDLE)).isEqualTo(SECOND);
		assertThat(policy.delayBefore(2, Duration.ofDays(1), MIDDLE)).isEqualTo(SECOND);
		assertThat(policy.delayBefore(3, Duration.ZERO, MIDDLE)).isNull();
	}

	@Test
	void withoutMaxRetriesItNeverEnds() {
		RetryPolicy policy = new RetryPolicy(false, SECOND, SECOND, -1, Duration.ZERO, null);
		assertThat(policy.delayBefore(1_000_000, Duration.ZERO, MIDDLE)).isEqualTo(SECOND);
	}

	@Test
	void exponentialDelayGrowsUpToItsMaximum() {
		RetryPolicy policy = new RetryPolicy(true, Duration.ofMillis(500), SECOND, -1, Duration.ZERO, null);
		assertThat(IntStream.rangeClosed(1, 4).mapToObj((retry) -> policy.delayBefore(retry, Duration.ZERO, MIDDLE)))
			.containsExactly(Duration.ofMillis(500), Duration.ofMillis(750), SECOND, SECOND);
		assertThat(policy.delayBefore(1, Duration.ZERO, new Random())).isBetween(Duration.ofMillis(250),
				Duration.ofMillis(750));
	}

	@Test
	void exponentialDelayEndsInTime() {
		RetryPolicy policy = new RetryPolicy(true, Duration.ofMillis(500), SECOND, -1, Duration.ofSeconds(10), null);
		assertThat(policy.delayBefore(1, Duration.ofSeconds(9), MIDDLE)).isNotNull();
		assertThat(policy.delayBefore(1, Duration.ofSeconds(10), MIDDLE)).isNull();
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "500, true", "501, true", "502, false", "503, true", "404, false", "-, true" })
	void statusesLimit(Integer status, boolean expected) {
		List<StatusRange> ranges = StatusRange.parse("503,500-501");
		RetryPolicy policy = new RetryPolicy(false, SECOND, SECOND, 1, Duration.ZERO, ranges);
		assertThat(policy.appliesTo(new AttemptException("failed", status, null))).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "99", "600", "500-", "502-501", "1-2-3", "500,x" })
	void badStatusesAreRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> StatusRange.parse(text))
			.withMessageStartingWith("invalid pattern");
	}

}
