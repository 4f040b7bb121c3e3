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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import com.google.protobuf.Duration;
import io.dapr.v1.CommonProtos.JobFailurePolicy;
import io.dapr.v1.CommonProtos.JobFailurePolicyConstant;
import io.dapr.v1.CommonProtos.JobFailurePolicyDrop;
import io.dapr.v1.DaprJobsProtos.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ScheduledJob}.
 */
class ScheduledJobTests {

	private static final Instant NOW = Instant.parse("2026-01-31T00:00:00Z");

	@Test
	void whenJobHasADueTimeOnlyThenItRunsOnce() {
		assertThat(runs(job().setDueTime("5s"), ScheduledJob::succeeded)).containsExactly("5");
		assertThat(runs(job().setDueTime("2020-01-01T00:00:00Z"), ScheduledJob::succeeded)).hasSize(1);
	}

	@Test
	void whenJobHasAScheduleThenItRunsAfterEachPeriod() {
		assertThat(runs(job().setSchedule("@every 2s"), ScheduledJob::succeeded)).startsWith("2", "4", "6");
		assertThat(runs(job().setSchedule("30 * * * * *"), ScheduledJob::succeeded)).startsWith("30", "90", "150");
	}

	@Test
	void whenJobHasBothThenItRunsAtTheDueTimeFirst() {
		assertThat(runs(job().setDueTime("5s").setSchedule("@every 2s"), ScheduledJob::succeeded)).startsWith("5", "7",
				"9");
	}

	@Test
	void whenJobHasRepeatsThenItRunsThatOften() {
		assertThat(runs(job().setSchedule("@every 2s").setRepeats(3), ScheduledJob::succeeded)).containsExactly("2",
				"4", "6");
		assertThat(runs(job().setDueTime("0s").setSchedule("@every 2s").setRepeats(1), ScheduledJob::succeeded))
			.containsExactly("0");
	}

	@Test
	void whenJobHasATimeToLiveThenItEnds() {
		assertThat(runs(job().setSchedule("@every 1s").setTtl("3s"), ScheduledJob::succeeded)).containsExactly("1", "2",
				"3");
		assertThat(runs(job().setDueTime("5s").setSchedule("@every 1s").setTtl("2s"), ScheduledJob::succeeded))
			.containsExactly("5", "6", "7");
		assertThat(runs(job().setSchedule("@every 10s").setTtl("3s"), ScheduledJob::succeeded)).isEmpty();
	}

	@Test
	void whenItFailsThenThreeRetriesUnlessSaidOtherwise() {
		assertThat(runs(job().setDueTime("5s"), ScheduledJob::failed)).containsExactly("5", "6", "7", "8");
		assertThat(runs(job().setDueTime("5s").setFailurePolicy(JobFailurePolicy.getDefaultInstance()),
				ScheduledJob::failed))
			.hasSize(4);
	}

	@Test
	void whenRetriesEndThenNextRunIsByTheSchedule() {
		Job.Builder job = job().setSchedule("@every 10s").setRepeats(2).setFailurePolicy(constant(1));
		assertThat(runs(job, ScheduledJob::failed)).containsExactly("10", "10.5", "20", "20.5");
	}

	@Test
	void whenPolicyHasNoLimitThenItIsTriedForEver() {
		assertThat(runs(job().setDueTime("0s").setFailurePolicy(constant(-1)), ScheduledJob::failed)).hasSize(10);
	}

	@ParameterizedTest
	@ValueSource(longs = { 315_576_000_000L, Long.MAX_VALUE })
	void whenIntervalOfRetriesIsBeyondAllTimesThenNextAttemptIsFarAway(long seconds) {
		JobFailurePolicyConstant.Builder constant = JobFailurePolicyConstant.newBuilder()
			.setInterval(Duration.newBuilder().setSeconds(seconds));
		ScheduledJob job = ScheduledJob.of(
				job().setDueTime("0s").setFailurePolicy(JobFailurePolicy.newBuilder().setConstant(constant)).build(),
				NOW);
		job.failed();
		assertThat(job.next()).hasValueSatisfying((next) -> assertThat(next).isAfter(NOW.plusSeconds(3_000_000_000L)));
	}

	@Test
	void whenPolicyIsDropThenFailedRunIsTheLast() {
		JobFailurePolicy drop = JobFailurePolicy.newBuilder()
			.setDrop(JobFailurePolicyDrop.getDefaultInstance())
			.build();
		assertThat(runs(job().setDueTime("5s").setFailurePolicy(drop), ScheduledJob::failed)).containsExactly("5");
		assertThat(runs(job().setSchedule("@every 1s").setRepeats(2).setFailurePolicy(drop), ScheduledJob::failed))
			.containsExactly("1", "2");
	}

	@Test
	void whenRunSucceedsAtLastThenAttemptsAreCountedAnew() {
		ScheduledJob job = ScheduledJob.of(job().setSchedule("@every 10s").setFailurePolicy(constant(1)).build(), NOW);
		job.failed();
		job.succeeded();
		assertThat(job.next()).contains(NOW.plusSeconds(20));
		job.failed();
		assertThat(job.next()).contains(NOW.plusMillis(20_500));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			value = { "- | 5s | 2 | - | job must have a schedule to repeat",
					"@daily | - | 0 | - | defined repeats must be greater than 0",
					"- | 5s | - | 1h | job must have a schedule to have a ttl",
					"@daily | 5s | - | bad | ttl format not recognized",
					"@daily | 2026-02-01T00:00:00Z | - | 2026-01-01T00:00:00Z | ttl must be greater than due time",
					"@daily | bad | - | - | due time format not recognized",
					"* * * * * | - | - | - | expected exactly 6 fields, found 5: [* * * * *]",
					"@never | - | - | - | unrecognized descriptor: @never" })
	void whenTimesMakeNoSenseThenFails(String schedule, String dueTime, Integer repeats, String ttl, String problem) {
		Job.Builder job = job();
		if (schedule != null) {
			job.setSchedule(schedule);
		}
		if (dueTime != null) {
			job.setDueTime(dueTime);
		}
		if (repeats != null) {
			job.setRepeats(repeats);
		}
		if (ttl != null) {
			job.setTtl(ttl);
		}
		assertThatIllegalArgumentException().isThrownBy(() -> ScheduledJob.of(job.build(), NOW)).withMessage(problem);
	}

	private static Job.Builder job() {
		return Job.newBuilder().setName("job");
	}

	private static JobFailurePolicy constant(int maxRetries) {
		JobFailurePolicyConstant.Builder constant = JobFailurePolicyConstant.newBuilder()
			.setInterval(Duration.newBuilder().setNanos(500_000_000));
		if (maxRetries >= 0) {
			constant.setMaxRetries(maxRetries);
		}
		return JobFailurePolicy.newBuilder().setConstant(constant).build();
	}

	private static List<String> runs(Job.Builder job, Consumer<ScheduledJob> end) {
		ScheduledJob scheduled = ScheduledJob.of(job.build(), NOW);
		List<String> runs = new ArrayList<>();
		while (scheduled.next().isPresent() && runs.size() < 10) {
			double seconds = java.time.Duration.between(NOW, scheduled.next().get()).toMillis() / 1000.0;
			runs.add(String.valueOf(seconds).replaceFirst("\\.0$", ""));
			end.accept(scheduled);
		}
		return runs;
	}

}
