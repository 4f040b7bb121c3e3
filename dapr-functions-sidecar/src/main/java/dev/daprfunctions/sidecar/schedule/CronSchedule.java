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

package dev.daprfunctions.sidecar.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.daprfunctions.sidecar.resiliency.GoDuration;

/**
 * Schedule of {@code bindings.cron} and of jobs: five fields, six with seconds, a name
 * such as {@code @hourly}, or {@code @every} and a duration. A day matches if it is in
 * the day of the month or in the day of the week, in both if one of them is a star.
 *
 * @since 0.1.0
 */
public final class CronSchedule {

	private static final Map<String, String> NAMES = Map.of("@yearly", "0 0 0 1 1 *", "@annually", "0 0 0 1 1 *",
			"@monthly", "0 0 0 1 * *", "@weekly", "0 0 0 * * 0", "@daily", "0 0 0 * * *", "@midnight", "0 0 0 * * *",
			"@hourly", "0 0 * * * *");

	private static final String EVERY = "@every ";

	private static final int FIELDS = 5;

	private static final CronParser parser = new CronParser(definition());

	private final Recurrence recurrence;

	private CronSchedule(Recurrence recurrence) {
		this.recurrence = recurrence;
	}

	private static CronDefinition definition() {
		return CronDefinitionBuilder.defineCron()
			.withSeconds()
			.withStrictRange()
			.and()
			.withMinutes()
			.withStrictRange()
			.and()
			.withHours()
			.withStrictRange()
			.and()
			.withDayOfMonth()
			.withStrictRange()
			.and()
			.withMonth()
			.withStrictRange()
			.and()
			.withDayOfWeek()
			.withValidRange(0, 6)
			.withMondayDoWValue(1)
			.withStrictRange()
			.and()
			.instance();
	}

	/**
	 * Parse a schedule.
	 * @param text the schedule, which may begin with a time zone
	 * @param defaultZone the time zone unless the schedule names one
	 * @return the schedule
	 * @throws IllegalArgumentException if it is none
	 */
	public static CronSchedule parse(String text, ZoneId defaultZone) {
		return parse(text, defaultZone, FIELDS);
	}

	/**
	 * Parse a schedule that has a field for the seconds, unless it is a name or a period.
	 * @param text the schedule, which may begin with a time zone
	 * @param defaultZone the time zone unless the schedule names one
	 * @return the schedule
	 * @throws IllegalArgumentException if it is none
	 */
	public static CronSchedule parseWithSeconds(String text, ZoneId defaultZone) {
		return parse(text, defaultZone, FIELDS + 1);
	}

	private static CronSchedule parse(String text, ZoneId defaultZone, int minFields) {
		if (!text.startsWith("TZ=") && !text.startsWith("CRON_TZ=")) {
			return parseInZone(text, defaultZone, minFields);
		}
		String[] parts = text.substring(text.indexOf('=') + 1).split(" ", 2);
		if (parts.length == 1) {
			throw new IllegalArgumentException("nothing after the time zone");
		}
		try {
			return parseInZone(parts[1].strip(), ZoneId.of(parts[0]), minFields);
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException("provided bad location " + parts[0], ex);
		}
	}

	private static CronSchedule parseInZone(String text, ZoneId zone, int minFields) {
		if (text.startsWith(EVERY)) {
			Duration period = GoDuration.parse(text.substring(EVERY.length()));
			return new CronSchedule((after) -> Optional.of(after.plus(period)));
		}
		if (text.startsWith("@") && !NAMES.containsKey(text)) {
			throw new IllegalArgumentException("unrecognized descriptor: " + text);
		}
		String[] fields = NAMES.getOrDefault(text, text).strip().split("\\s+");
		if (fields.length < minFields || fields.length > FIELDS + 1) {
			String expected = (minFields > FIELDS) ? "exactly " + minFields : "%d to %d".formatted(FIELDS, FIELDS + 1);
			throw new IllegalArgumentException(
					"expected %s fields, found %d: [%s]".formatted(expected, fields.length, String.join(" ", fields)));
		}
		String expression = String.join(" ", fields).replace('?', '*').toUpperCase(Locale.ROOT);
		Cron cron = parser.parse((fields.length == FIELDS) ? "0 " + expression : expression);
		ExecutionTime times = ExecutionTime.forCron(cron);
		return new CronSchedule((after) -> times.nextExecution(after.atZone(zone)).map((next) -> next.toInstant()));
	}

	/**
	 * Return the next time.
	 * @param after the time after which it is
	 * @return the next time, empty if there is none any more
	 */
	public Optional<Instant> next(Instant after) {
		return this.recurrence.next(after);
	}

	/**
	 * Finds the next time.
	 */
	@FunctionalInterface
	private interface Recurrence {

		Optional<Instant> next(Instant after);

	}

}
