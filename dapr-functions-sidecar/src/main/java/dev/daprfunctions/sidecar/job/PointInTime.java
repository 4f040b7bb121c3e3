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

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.daprfunctions.sidecar.resiliency.GoDuration;
import org.jspecify.annotations.Nullable;

/**
 * Points in time as jobs have them: a time, or a duration as Go or ISO 8601 write it.
 */
final class PointInTime {

	private static final Pattern TIME = Pattern
		.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)");

	private static final Pattern ISO_DURATION = Pattern
		.compile("P(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?(T(\\d+H)?(\\d+M)?(\\d+S)?)?");

	private static final Pattern REPEATED = Pattern.compile("R\\d+(/.*)?");

	private static final int MAX_LENGTH = 64;

	private PointInTime() {
	}

	/**
	 * Parse a point in time.
	 * @param text the text
	 * @param start what a duration is counted from
	 * @return the point in time
	 * @throws IllegalArgumentException if the text is none
	 */
	static Instant parse(String text, Instant start) {
		if (text.length() > MAX_LENGTH) {
			throw unknown(null);
		}
		if (REPEATED.matcher(text).matches()) {
			throw new IllegalArgumentException("repeats not supported for due time");
		}
		try {
			if (TIME.matcher(text).matches()) {
				return OffsetDateTime.parse(text).toInstant();
			}
			Matcher iso = ISO_DURATION.matcher(text);
			if (!text.isEmpty() && iso.matches()) {
				return addIso(iso, start);
			}
		}
		catch (DateTimeException | ArithmeticException ex) {
			throw unknown(ex);
		}
		return addGo(text, start);
	}

	private static Instant addGo(String text, Instant start) {
		try {
			return start.plus(GoDuration.parse(text));
		}
		catch (IllegalArgumentException ex) {
			throw unknown(ex);
		}
	}

	private static Instant addIso(Matcher iso, Instant start) {
		Period period = Period.of(number(iso, 1), number(iso, 2), number(iso, 4)).plusDays(7L * number(iso, 3));
		Duration duration = Duration.ofHours(number(iso, 6)).plusMinutes(number(iso, 7)).plusSeconds(number(iso, 8));
		return start.atOffset(ZoneOffset.UTC).plus(period).plus(duration).toInstant();
	}

	private static int number(Matcher iso, int group) {
		String part = iso.group(group);
		try {
			return (part != null) ? Integer.parseInt(part.substring(0, part.length() - 1)) : 0;
		}
		catch (NumberFormatException ex) {
			throw unknown(ex);
		}
	}

	private static IllegalArgumentException unknown(@Nullable Throwable cause) {
		return new IllegalArgumentException("due time format not recognized", cause);
	}

}
