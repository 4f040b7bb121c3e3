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

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Time-out and retries of one target.
 *
 * @since 0.1.0
 */
public final class Policy {

	private static final Logger logger = LoggerFactory.getLogger(Policy.class);

	private final String target;

	private final @Nullable Duration timeout;

	private final @Nullable RetryPolicy retry;

	private final ExecutorService executor;

	Policy(String target, @Nullable Duration timeout, @Nullable RetryPolicy retry, ExecutorService executor) {
		this.target = target;
		this.timeout = timeout;
		this.retry = retry;
		this.executor = executor;
	}

	/**
	 * Return whether the policy does anything.
	 * @return {@code true} if it neither limits the time nor tries again
	 */
	public boolean isEmpty() {
		return this.timeout == null && this.retry == null;
	}

	/**
	 * Return whether what failed is tried again.
	 * @return {@code true} if there is a retry policy, even one without retries
	 */
	public boolean hasRetry() {
		return this.retry != null;
	}

	/**
	 * Try as long as the policy says so.
	 * @param attempt what to try
	 * @param <T> the type of the result
	 * @return the result of the first attempt that did not fail
	 * @throws AttemptException the failure of the last attempt
	 * @throws InterruptedException if the thread was interrupted
	 */
	public <T> T run(Attempt<T> attempt) throws AttemptException, InterruptedException {
		long start = System.nanoTime();
		for (int retry = 1;; retry++) {
			try {
				return callInTime(attempt);
			}
			catch (AttemptException ex) {
				if (Thread.interrupted()) {
					throw new InterruptedException();
				}
				Duration delay = delayBefore(retry, Duration.ofNanos(System.nanoTime() - start), ex);
				if (delay == null) {
					throw ex;
				}
				logger.debug("Attempt {} of {} failed, the next one comes in {}: {}", retry, this.target, delay,
						ex.getMessage());
				TimeUnit.NANOSECONDS.sleep(delay.toNanos());
			}
		}
	}

	private @Nullable Duration delayBefore(int retry, Duration elapsed, AttemptException failure) {
		return (this.retry != null && this.retry.appliesTo(failure))
				? this.retry.delayBefore(retry, elapsed, ThreadLocalRandom.current()) : null;
	}

	private <T> T callInTime(Attempt<T> attempt) throws AttemptException, InterruptedException {
		if (this.timeout == null) {
			return attempt.call();
		}
		Future<T> future;
		try {
			future = this.executor.submit(attempt::call);
		}
		catch (RejectedExecutionException ex) {
			throw new AttemptException("the sidecar is closed", null, ex);
		}
		try {
			return future.get(this.timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			throw new AttemptTimeoutException(this.timeout, ex);
		}
		catch (ExecutionException ex) {
			throw failure(ex.getCause());
		}
		finally {
			future.cancel(true);
		}
	}

	private static AttemptException failure(@Nullable Throwable cause) throws InterruptedException {
		if (cause instanceof AttemptException failure) {
			return failure;
		}
		if (cause instanceof InterruptedException interruption) {
			throw interruption;
		}
		if (cause instanceof RuntimeException unexpected) {
			throw unexpected;
		}
		throw new IllegalStateException("An attempt failed unexpectedly", cause);
	}

}
