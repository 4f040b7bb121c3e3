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
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import dev.daprfunctions.sidecar.network.Deliveries;
import io.dapr.v1.DaprJobsProtos.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs in memory, each of which runs when its time has come and the application is there.
 */
final class Jobs implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Jobs.class);

	private static final Duration SHORTEST_DELAY = Duration.ofMillis(1);

	private static final Duration LONGEST_DELAY = Duration.ofDays(36_500);

	private final SortedMap<String, ScheduledJob> jobs = new TreeMap<>();

	private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, (task) -> {
		Thread thread = new Thread(task, "dapr-sidecar-jobs");
		thread.setDaemon(true);
		return thread;
	});

	private final Predicate<Job> trigger;

	private final InstantSource clock;

	private final Executor executor;

	private final Deliveries deliveries;

	private final Map<String, Future<?>> planned = new HashMap<>();

	private final Set<ScheduledJob> running = new HashSet<>();

	private boolean started;

	private int round;

	/**
	 * Create jobs.
	 * @param trigger runs a job and says whether it is done
	 * @param clock the clock
	 * @param executor runs the trigger
	 * @param deliveries counts what is running
	 */
	Jobs(Predicate<Job> trigger, InstantSource clock, Executor executor, Deliveries deliveries) {
		this.trigger = trigger;
		this.clock = clock;
		this.executor = executor;
		this.deliveries = deliveries;
		this.timer.setRemoveOnCancelPolicy(true);
	}

	/**
	 * Start to run the jobs whose time has come.
	 */
	synchronized void start() {
		this.started = true;
		this.round++;
		this.jobs.values().stream().filter((job) -> !this.running.contains(job)).forEach(this::plan);
	}

	/**
	 * Run no jobs until it is started again. Those whose time comes wait.
	 */
	synchronized void pause() {
		this.started = false;
	}

	/**
	 * Add a job.
	 * @param job the job
	 * @param overwrite whether it replaces one of the same name
	 * @return whether it was added
	 * @throws IllegalArgumentException if it is not clear when it runs
	 */
	synchronized boolean add(Job job, boolean overwrite) {
		ScheduledJob scheduled = ScheduledJob.of(job, this.clock.instant());
		if (!overwrite && this.jobs.containsKey(job.getName())) {
			return false;
		}
		this.jobs.put(job.getName(), scheduled);
		cancel(job.getName());
		continueOrRemove(scheduled);
		return true;
	}

	synchronized Optional<Job> get(String name) {
		return Optional.ofNullable(this.jobs.get(name)).map(ScheduledJob::job);
	}

	synchronized List<Job> getAll() {
		return this.jobs.values().stream().map(ScheduledJob::job).toList();
	}

	synchronized void remove(Predicate<String> names) {
		List<String> removed = this.jobs.keySet().stream().filter(names).toList();
		removed.forEach(this.jobs::remove);
		removed.forEach(this::cancel);
	}

	private void cancel(String name) {
		Future<?> run = this.planned.remove(name);
		if (run != null) {
			run.cancel(false);
		}
	}

	private void continueOrRemove(ScheduledJob job) {
		if (job.next().isEmpty()) {
			this.jobs.remove(job.job().getName());
			cancel(job.job().getName());
		}
		else if (this.started) {
			plan(job);
		}
	}

	private void plan(ScheduledJob job) {
		int current = this.round;
		String name = job.job().getName();
		cancel(name);
		try {
			this.planned.put(name,
					this.timer.schedule(() -> begin(job, current), delay(job).toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (RejectedExecutionException ex) {
			logger.debug("Job '{}' does not run, as the sidecar is closed", name);
		}
	}

	private Duration delay(ScheduledJob job) {
		Duration delay = Duration.between(this.clock.instant(), job.next().orElseThrow());
		if (delay.compareTo(LONGEST_DELAY) > 0) {
			return LONGEST_DELAY;
		}
		return (delay.compareTo(SHORTEST_DELAY) > 0) ? delay : SHORTEST_DELAY;
	}

	private void begin(ScheduledJob job, int round) {
		if (!enter(job, round)) {
			return;
		}
		Deliveries.Delivery delivery = this.deliveries.begin();
		try {
			this.executor.execute(() -> run(job, delivery));
		}
		catch (RejectedExecutionException ex) {
			delivery.end();
		}
	}

	private synchronized boolean enter(ScheduledJob job, int round) {
		return this.started && this.round == round && isCurrent(job) && this.running.add(job);
	}

	private boolean isCurrent(ScheduledJob job) {
		return this.jobs.get(job.job().getName()) == job;
	}

	private void run(ScheduledJob job, Deliveries.Delivery delivery) {
		try {
			end(job, isDone(job.job()));
		}
		finally {
			delivery.end();
		}
	}

	private boolean isDone(Job job) {
		try {
			return this.trigger.test(job);
		}
		catch (RuntimeException ex) {
			logger.error("Job '{}' failed unexpectedly", job.getName(), ex);
			return false;
		}
	}

	private synchronized void end(ScheduledJob job, boolean done) {
		this.running.remove(job);
		if (!isCurrent(job)) {
			return;
		}
		if (done) {
			job.succeeded();
		}
		else {
			job.failed();
		}
		continueOrRemove(job);
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
	}

}
