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

package dev.daprfunctions.sidecar.app;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Health of the application, which is unhealthy until it has answered.
 */
final class AppHealth implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(AppHealth.class);

	private final AppHealthCheck check;

	private final Consumer<Boolean> listener;

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "dapr-sidecar-app-health");
		thread.setDaemon(true);
		return thread;
	});

	private volatile int failures;

	AppHealth(AppHealthCheck check, Consumer<Boolean> listener) {
		this.check = check;
		this.listener = listener;
		this.failures = check.threshold();
	}

	void start(BooleanSupplier probe) {
		this.timer.scheduleAtFixedRate(() -> record(isGood(probe)), 0, this.check.interval().toNanos(),
				TimeUnit.NANOSECONDS);
	}

	private static boolean isGood(BooleanSupplier probe) {
		try {
			return probe.getAsBoolean();
		}
		catch (RuntimeException ex) {
			logger.warn("The health of the application could not be checked", ex);
			return false;
		}
	}

	boolean isHealthy() {
		return this.failures < this.check.threshold();
	}

	/**
	 * Take the outcome of a probe into account. As in the Dapr runtime, one that is good
	 * does not make up for those that failed before it, unless these were enough.
	 * @param good whether the probe was good
	 */
	void record(boolean good) {
		if (good == isHealthy()) {
			return;
		}
		if (good) {
			this.failures = 0;
			logger.info("The application is healthy");
			tell(true);
			return;
		}
		int failed = this.failures + 1;
		if (failed == this.check.threshold()) {
			logger.warn("The application is not healthy: {} requests of {} failed", failed, this.check.path());
			tell(false);
		}
		this.failures = failed;
	}

	private void tell(boolean healthy) {
		try {
			this.listener.accept(healthy);
		}
		catch (RuntimeException ex) {
			logger.error("The health of the application changed, which not everything could follow", ex);
		}
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
	}

}
