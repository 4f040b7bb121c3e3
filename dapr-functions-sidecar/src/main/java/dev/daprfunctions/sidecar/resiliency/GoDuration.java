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

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as the Dapr runtime writes them, such as {@code 1m30s}.
 *
 * @since 0.1.0
 */
public final class GoDuration {

	private static final Map<String, Long> NANOS = Map.of("ns", 1L, "us", 1_000L, "\u00b5s", 1_000L, "\u03bcs", 1_000L,
			"ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L);

	private static final long NANOS_PER_MINUTE = 60_000_000_000L;

	private static final Pattern WHOLE = Pattern
		.compile("([+-]?)((?:(?:\\d+\\.?\\d*|\\.\\d+)(?:ns|us|\u00b5s|\u03bcs|ms|s|m|h))+)");

	private static final Pattern PART = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)");

	private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}");

	private GoDuration() {
	}

	/**
	 * Parse a duration.
	 * @param text the text
	 * @return the duration
	 * @throws IllegalArgumentException if the text is none
	 */
	public static Duration parse(String text) {
		if (text.equals("0") || text.equals("-0") || text.equals("+0")) {
			return Duration.ZERO;
		}
		Matcher whole = WHOLE.matcher(text);
		if (!whole.matches()) {
			throw new IllegalArgumentException("time: invalid duration \"%s\"".formatted(text));
		}
		BigDecimal nanos = BigDecimal.ZERO;
		Matcher part = PART.matcher(whole.group(2));
		while (part.find()) {
			BigDecimal unit = BigDecimal.valueOf(NANOS.getOrDefault(part.group(2), 0L));
			nanos = nanos.add(new BigDecimal(part.group(1)).multiply(unit));
		}
		BigDecimal max = BigDecimal.valueOf(Long.MAX_VALUE);
		if (nanos.compareTo(max) > 0) {
			throw new IllegalArgumentException("time: invalid duration \"%s\"".formatted(text));
		}
		Duration duration = Duration.ofNanos(nanos.setScale(0, RoundingMode.DOWN).longValueExact());
		return (whole.group(1).equals("-")) ? duration.negated() : duration;
	}

	/**
	 * Write a duration.
	 * @param duration the duration, not negative
	 * @return the text
	 */
	public static String format(Duration duration) {
		if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
			return formatFraction(duration.toNanos());
		}
		BigDecimal seconds = BigDecimal.valueOf(duration.toNanos() % NANOS_PER_MINUTE, 9);
		String text = number(seconds) + "s";
		if (duration.toHours() > 0) {
			return "%dh%dm%s".formatted(duration.toHours(), duration.toMinutesPart(), text);
		}
		return (duration.toMinutes() > 0) ? "%dm%s".formatted(duration.toMinutes(), text) : text;
	}

	private static String formatFraction(long nanos) {
		if (nanos == 0) {
			return "0s";
		}
		if (nanos < 1_000) {
			return nanos + "ns";
		}
		return (nanos < 1_000_000) ? number(BigDecimal.valueOf(nanos, 3)) + "\u00b5s"
				: number(BigDecimal.valueOf(nanos, 6)) + "ms";
	}

	private static String number(BigDecimal value) {
		return (value.signum() != 0) ? value.stripTrailingZeros().toPlainString() : "0";
	}

	/**
	 * Parse a duration that may be a plain number of milliseconds.
	 * @param text the text
	 * @return the duration
	 * @throws IllegalArgumentException if the text is none
	 */
	static Duration parseOrMillis(String text) {
		return (NUMBER.matcher(text).matches()) ? Duration.ofMillis(Long.parseLong(text)) : parse(text);
	}

}
