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

package dev.daprfunctions.sidecar.fault;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Fault that a caller sees as a sidecar that cannot be reached, or does not answer in
 * time.
 *
 * @since 0.1.0
 */
public final class InjectedFaultException extends RuntimeException {

	private static final long MAX_SILENCE_SECONDS = 60;

	private final boolean timeout;

	private final CountDownLatch cleared;

	InjectedFaultException(boolean timeout, CountDownLatch cleared) {
		super((timeout) ? "injected time-out" : "injected unavailability", null, false, false);
		this.timeout = timeout;
		this.cleared = cleared;
	}

	/**
	 * Return whether the sidecar does not answer in time.
	 * @return {@code false} if it cannot be reached
	 */
	public boolean isTimeout() {
		return this.timeout;
	}

	/**
	 * Wait, where a caller can be left without an answer only by silence, until the
	 * faults are cleared or a minute has passed.
	 */
	public void keepSilent() {
		try {
			this.cleared.await(MAX_SILENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
