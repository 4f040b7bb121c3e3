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

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.dapr.v1.CommonProtos.JobFailurePolicy;
import io.dapr.v1.CommonProtos.JobFailurePolicy.PolicyCase;
import io.dapr.v1.CommonProtos.JobFailurePolicyConstant;
import io.dapr.v1.DaprJobsProtos.Job;
import org.jspecify.annotations.Nullable;

/**
 * Job with what has become of it so far.
 */
final class ScheduledJob {

	private static final JobFailurePolicy DEFAULT_POLICY = JobFailurePolicy.newBuilder()
		.setConstant(JobFailurePolicyConstant.newBuilder()
			.setInterval(com.google.protobuf.Duration.newBuilder().setSeconds(1))
			.setMaxRetries(3))
		.build();

	private static final Duration LONGEST_INTERVAL = Duration.ofDays(36_500);

	private final Job job;

	private final JobPlan plan;

	private long runs;

	private long attempts;

	private @Nullable Instant last;

	private Optional<Instant> next;

	private ScheduledJob(Job job, JobPlan plan) {
		this.job = job;
		this.plan = plan;
		this.next = plan.next(0, null);
	}

	/**
	 * Create a job that has not run yet.
	 * @param job the job
	 * @param now the current time
	 * @return the job
	 * @throws IllegalArgumentException if it is not clear when it runs
	 */
	static ScheduledJob of(Job job, Instant now) {
		boolean hasPolicy = job.getFailurePolicy().getPolicyCase() != PolicyCase.POLICY_NOT_SET;
		Job complete = (hasPolicy) ? job : job.toBuilder().setFailurePolicy(DEFAULT_POLICY).build();
		return new ScheduledJob(complete, JobPlan.of(complete, now));
	}

	Job job() {
		return this.job;
	}

	/**
	 * Return when the job runs next.
	 * @return the time, empty if the job has ended
	 */
	Optional<Instant> next() {
		return this.next;
	}

	/**
	 * Note that a run succeeded.
	 */
	void succeeded() {
		finishRun();
	}

	/**
	 * Note that an attempt failed, after which the run is tried again as long as the
	 * failure policy allows it.
	 */
	void failed() {
		this.attempts++;
		JobFailurePolicyConstant constant = this.job.getFailurePolicy().getConstant();
		boolean again = this.job.getFailurePolicy().hasConstant()
				&& (!constant.hasMaxRetries() || Integer.toUnsignedLong(constant.getMaxRetries()) >= this.attempts);
		if (again) {
			this.next = this.next.map((time) -> time.plus(interval(constant)));
		}
		else {
			finishRun();
		}
	}

	private static Duration interval(JobFailurePolicyConstant constant) {
		Duration interval = Duration.ofSeconds(constant.getInterval().getSeconds(), constant.getInterval().getNanos());
		return (interval.compareTo(LONGEST_INTERVAL) > 0) ? LONGEST_INTERVAL : interval;
	}

	private void finishRun() {
		this.last = this.plan.next(this.runs, this.last).orElse(this.last);
		this.runs++;
		this.attempts = 0;
		this.next = this.plan.next(this.runs, this.last);
	}

}
