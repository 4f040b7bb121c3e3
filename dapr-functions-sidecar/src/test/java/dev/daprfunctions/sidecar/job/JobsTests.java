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

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import dev.daprfunctions.sidecar.network.Deliveries;
import io.dapr.v1.CommonProtos.JobFailurePolicy;
import io.dapr.v1.CommonProtos.JobFailurePolicyConstant;
import io.dapr.v1.DaprJobsProtos.Job;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Jobs}.
 */
class JobsTests {

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final Deliveries deliveries = new Deliveries();

	private final List<String> runs = new CopyOnWriteArrayList<>();

	private final CountDownLatch latch = new CountDownLatch(1);

	private final Jobs jobs = new Jobs(this::run, Clock.systemUTC(), this.executor, this.deliveries);

	@AfterEach
	void close() {
		this.latch.countDown();
		this.jobs.close();
		this.executor.shutdownNow();
	}

	private boolean run(Job job) {
		this.runs.add(job.getName());
		if (job.getName().equals("slow")) {
			try {
				this.latch.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
		if (job.getName().equals("broken")) {
			throw new IllegalStateException("The trigger does not work");
		}
		return true;
	}

	@Test
	void whenNotStartedThenJobsWait() throws InterruptedException {
		add("early");
		assertThat(this.jobs.get("early")).isPresent();
		assertThat(this.deliveries.awaitNone(Duration.ofSeconds(1))).isTrue();
		assertThat(this.runs).isEmpty();
		this.jobs.start();
		awaitRuns("early");
	}

	@Test
	void whenPausedThenJobsWaitUntilStarted() {
		this.jobs.start();
		this.jobs.pause();
		add("waiting");
		this.jobs.start();
		add("last");
		Awaitility.await().until(() -> this.jobs.getAll().isEmpty());
		assertThat(this.runs).containsExactlyInAnyOrder("waiting", "last");
	}

	@Test
	void whenStartedAgainThenRunningJobIsNotRunTwice() {
		this.jobs.start();
		add("slow");
		awaitRuns("slow");
		this.jobs.pause();
		this.jobs.start();
		add("other");
		awaitRuns("slow", "other");
		this.latch.countDown();
		Awaitility.await().until(() -> this.jobs.getAll().isEmpty());
		assertThat(this.runs).containsExactly("slow", "other");
	}

	@Test
	void whenStartedTwiceThenJobsRunOnce() {
		add("once");
		this.jobs.start();
		this.jobs.start();
		Awaitility.await().until(() -> this.jobs.getAll().isEmpty());
		assertThat(this.runs).containsExactly("once");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void whenTriggerThrowsThenJobHasFailed(CapturedOutput output) {
		this.jobs.start();
		this.jobs.add(Job.newBuilder()
			.setName("broken")
			.setDueTime("0s")
			.setFailurePolicy(
					JobFailurePolicy.newBuilder().setConstant(JobFailurePolicyConstant.newBuilder().setMaxRetries(1)))
			.build(), false);
		Awaitility.await().until(() -> this.jobs.getAll().isEmpty());
		assertThat(this.runs).containsExactly("broken", "broken");
		assertThat(output).contains("Job 'broken' failed unexpectedly", "The trigger does not work");
	}

	@Test
	void whenTimeIsTooFarAwayForTimerThenJobWaits() {
		this.jobs.start();
		add("late", "P900000000Y");
		assertThat(this.jobs.get("late")).isPresent();
		assertThat(waiting()).hasSize(1);
	}

	@Test
	void whenJobIsReplacedOrRemovedThenNothingWaitsForItsTime() {
		this.jobs.start();
		add("late", "1h");
		add("late", "2h");
		add("later", "3h");
		assertThat(waiting()).hasSize(2);
		this.jobs.pause();
		this.jobs.start();
		assertThat(waiting()).hasSize(2);
		this.jobs.remove("late"::equals);
		assertThat(waiting()).hasSize(1);
		this.jobs.pause();
		add("later", "4h");
		assertThat(waiting()).isEmpty();
	}

	private Collection<?> waiting() {
		ScheduledThreadPoolExecutor timer = (ScheduledThreadPoolExecutor) ReflectionTestUtils.getField(this.jobs,
				"timer");
		return timer.getQueue();
	}

	private void add(String name, String dueTime) {
		this.jobs.add(Job.newBuilder().setName(name).setDueTime(dueTime).build(), true);
	}

	private void add(String name) {
		this.jobs.add(Job.newBuilder().setName(name).setDueTime("0s").build(), false);
	}

	private void awaitRuns(String... names) {
		Awaitility.await().untilAsserted(() -> assertThat(this.runs).containsExactly(names));
	}

}
