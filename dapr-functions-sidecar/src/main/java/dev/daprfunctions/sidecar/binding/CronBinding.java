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
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import dev.daprfunctions.sidecar.component.Component;
import dev.daprfunctions.sidecar.schedule.CronSchedule;

/**
 * {@link InputBinding} that fires by a schedule, as {@code bindings.cron} does.
 */
final class CronBinding implements InputBinding {

	private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().appendPattern("yyyy-MM-dd HH:mm:ss")
		.appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
		.appendLiteral(" +0000 UTC")
		.toFormatter(Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final Duration SHORTEST_DELAY = Duration.ofMillis(1);

	private final CronSchedule schedule;

	private final InstantSource clock;

	private final AtomicInteger runs = new AtomicInteger();

	CronBinding(CronSchedule schedule, InstantSource clock) {
		this.schedule = schedule;
		this.clock = clock;
	}

	static CronBinding of(Component component, InstantSource clock) {
		String schedule = component.setting("schedule");
		if (schedule == null || schedule.isEmpty()) {
			throw component.failure("schedule not set");
		}
		try {
			return new CronBinding(CronSchedule.parse(schedule, ZoneId.systemDefault()), clock);
		}
		catch (IllegalArgumentException ex) {
			throw component.failure("invalid schedule format '%s': %s".formatted(schedule, ex.getMessage()), ex);
		}
	}

	@Override
	public void read(Predicate<BindingEvent> application, BindingThreads threads) {
		int run = this.runs.incrementAndGet();
		scheduleNext(this.clock.instant(), run, application, threads);
	}

	@Override
	public void pause() {
		this.runs.incrementAndGet();
	}

	private void scheduleNext(Instant after, int run, Predicate<BindingEvent> application, BindingThreads threads) {
		this.schedule.next(after).ifPresent((next) -> {
			Duration delay = Duration.between(this.clock.instant(), next);
			threads.schedule(() -> fire(next, run, application, threads),
					(delay.compareTo(SHORTEST_DELAY) > 0) ? delay : SHORTEST_DELAY);
		});
	}

	private void fire(Instant scheduled, int run, Predicate<BindingEvent> application, BindingThreads threads) {
		if (run != this.runs.get()) {
			return;
		}
		Instant now = this.clock.instant();
		threads.execute(() -> application.test(new BindingEvent(new byte[0],
				Map.of("timeZone", "Local", "readTimeUTC", TIME.format(this.clock.instant())))));
		scheduleNext((now.isAfter(scheduled)) ? now : scheduled, run, application, threads);
	}

}
