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
import java.time.ZoneOffset;
import java.util.Optional;

import dev.daprfunctions.sidecar.schedule.CronSchedule;
import io.dapr.v1.DaprJobsProtos.Job;
import org.jspecify.annotations.Nullable;

/**
 * When a job runs.
 *
 * @param schedule the schedule, {@code null} for a job that runs once
 * @param start what the schedule is counted from
 * @param due whether the job runs at the start, too
 * @param end when the job ends, {@code null} if never
 * @param repeats how often it runs, {@code null} for any number
 */
record JobPlan(@Nullable CronSchedule schedule, Instant start, boolean due, @Nullable Instant end,
		@Nullable Long repeats) {

	private static final long UNSIGNED = 0xFFFF_FFFFL;

	/**
	 * Make a plan.
	 * @param job the job
	 * @param now the current time
	 * @return the plan
	 * @throws IllegalArgumentException if the job has none
	 */
	static JobPlan of(Job job, Instant now) {
		Long repeats = (job.hasRepeats()) ? job.getRepeats() & UNSIGNED : null;
		if (!job.hasSchedule() && repeats != null && repeats > 1) {
			throw new IllegalArgumentException("job must have a schedule to repeat");
		}
		if (repeats != null && repeats < 1) {
			throw new IllegalArgumentException("defined repeats must be greater than 0");
		}
		if (!job.hasSchedule() && job.hasTtl()) {
			throw new IllegalArgumentException("job must have a schedule to have a ttl");
		}
		CronSchedule schedule = (job.hasSchedule()) ? CronSchedule.parseWithSeconds(job.getSchedule(), ZoneOffset.UTC)
				: null;
		Instant start = (job.hasDueTime()) ? PointInTime.parse(job.getDueTime(), now) : now;
		return new JobPlan(schedule, start, job.hasDueTime(), end(job, start), repeats);
	}

	private static @Nullable Instant end(Job job, Instant start) {
		if (!job.hasTtl()) {
			return null;
		}
		Instant end;
		try {
			end = PointInTime.parse(job.getTtl(), start);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("ttl format not recognized", ex);
		}
		if (job.hasDueTime() && start.isAfter(end)) {
			throw new IllegalArgumentException("ttl must be greater than due time");
		}
		return end;
	}

	/**
	 * Return when the job runs next.
	 * @param runs how often it ran
	 * @param last when it was to run last, {@code null} if it never ran
	 * @return the time, empty if it never runs again
	 */
	Optional<Instant> next(long runs, @Nullable Instant last) {
		if (this.repeats != null && runs >= this.repeats) {
			return Optional.empty();
		}
		return time(runs, last).filter((next) -> this.end == null || !next.isAfter(this.end));
	}

	private Optional<Instant> time(long runs, @Nullable Instant last) {
		if (this.schedule == null) {
			return (runs == 0) ? Optional.of(this.start) : Optional.empty();
		}
		if (last != null) {
			return this.schedule.next(last);
		}
		return (this.due) ? Optional.of(this.start) : this.schedule.next(this.start);
	}

}
