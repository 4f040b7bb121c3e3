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
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;

/**
 * How often and after how long to try again.
 *
 * @param exponential whether the delays grow
 * @param delay the delay, the first one if delays grow
 * @param maxDelay the delay that growing stops at
 * @param maxRetries the number of retries, negative for no limit
 * @param maxElapsed when growing delays end, zero for no limit
 * @param httpStatuses the HTTP statuses to try again on, {@code null} for all
 */
record RetryPolicy(boolean exponential, Duration delay, Duration maxDelay, int maxRetries, Duration maxElapsed,
		@Nullable List<StatusRange> httpStatuses) {

	static final Duration DEFAULT_DELAY = Duration.ofSeconds(5);

	static final Duration DEFAULT_INITIAL_DELAY = Duration.ofMillis(500);

	static final Duration DEFAULT_MAX_DELAY = Duration.ofSeconds(60);

	static final Duration DEFAULT_MAX_ELAPSED = Duration.ofMinutes(15);

	private static final double MULTIPLIER = 1.5;

	private static final double RANDOMIZATION = 0.5;

	boolean appliesTo(AttemptException failure) {
		Integer status = failure.status();
		List<StatusRange> ranges = this.httpStatuses;
		return status == null || ranges == null || ranges.stream().anyMatch((range) -> range.contains(status));
	}

	/**
	 * Return how long to wait before a retry.
	 * @param retry the number of the retry, from 1
	 * @param elapsed the time since the first attempt started
	 * @param random the source of randomness for growing delays
	 * @return the delay, or {@code null} if there are no more retries
	 */
	@Nullable Duration delayBefore(int retry, Duration elapsed, Random random) {
		if (this.maxRetries >= 0 && retry > this.maxRetries) {
			return null;
		}
		if (!this.exponential) {
			return this.delay;
		}
		double interval = this.delay.toNanos();
		if (retry > 1) {
			interval = Math.min(interval * Math.pow(MULTIPLIER, retry - 1.0), this.maxDelay.toNanos());
		}
		double factor = 1 - RANDOMIZATION + 2 * RANDOMIZATION * random.nextDouble();
		Duration next = Duration.ofNanos((long) (interval * factor));
		boolean ends = !this.maxElapsed.isZero() && elapsed.plus(next).compareTo(this.maxElapsed) > 0;
		return (ends) ? null : next;
	}

}
