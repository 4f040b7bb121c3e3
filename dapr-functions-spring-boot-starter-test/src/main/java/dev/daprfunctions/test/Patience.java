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

package dev.daprfunctions.test;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.ThrowingRunnable;

/**
 * Waits until an assertion holds, for a time.
 *
 * @param timeout the time
 * @param settle waits until the application is done with what was sent to it
 */
record Patience(Duration timeout, Runnable settle) {

	private static final Duration INTERVAL = Duration.ofMillis(5);

	Patience within(Duration timeout) {
		return new Patience(timeout, this.settle);
	}

	/**
	 * Wait until an assertion holds that what is still to come can only help: for the
	 * time, and longer while the application still processes something.
	 * @param assertion the assertion
	 */
	void until(ThrowingRunnable assertion) {
		try {
			Awaitility.await()
				.pollInSameThread()
				.pollDelay(Duration.ZERO)
				.pollInterval(INTERVAL)
				.atMost(this.timeout)
				.untilAsserted(assertion);
		}
		catch (ConditionTimeoutException ex) {
			this.settle.run();
			verify(assertion);
		}
	}

	private void verify(ThrowingRunnable assertion) {
		try {
			assertion.run();
		}
		catch (Throwable ex) {
			throw new AssertionError("%s%n(waited %s)".formatted(ex.getMessage(), this.timeout), ex);
		}
	}

	/**
	 * Wait until nothing more is to come, and then until an assertion holds.
	 * @param assertion the assertion
	 */
	void settledUntil(ThrowingRunnable assertion) {
		this.settle.run();
		until(assertion);
	}

}
