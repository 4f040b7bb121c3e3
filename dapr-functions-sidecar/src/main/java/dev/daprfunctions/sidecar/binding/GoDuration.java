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

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as the Dapr runtime reads them, such as {@code 1h30m}.
 */
final class GoDuration {

	private static final Pattern PART = Pattern.compile("([0-9]*\\.?[0-9]*)(ns|us|µs|μs|ms|s|m|h)");

	private static final Map<String, Long> NANOS = Map.of("ns", 1L, "us", 1_000L, "µs", 1_000L, "μs", 1_000L, "ms",
			1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L);

	private GoDuration() {
	}

	static Duration parse(String text) {
		String rest = (text.startsWith("-") || text.startsWith("+")) ? text.substring(1) : text;
		if (rest.equals("0")) {
			return Duration.ZERO;
		}
		Matcher matcher = PART.matcher(rest);
		BigDecimal nanos = BigDecimal.ZERO;
		int end = 0;
		while (matcher.lookingAt() && matcher.group(1).chars().anyMatch(Character::isDigit)) {
			nanos = nanos.add(new BigDecimal(matcher.group(1))
				.multiply(BigDecimal.valueOf(NANOS.getOrDefault(matcher.group(2), 0L))));
			end = matcher.end();
			matcher.region(end, rest.length());
		}
		if (end == 0 || end != rest.length() || nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
			throw new IllegalArgumentException("invalid duration \"%s\"".formatted(text));
		}
		Duration duration = Duration.ofNanos(nanos.longValue());
		return (text.startsWith("-")) ? duration.negated() : duration;
	}

}
