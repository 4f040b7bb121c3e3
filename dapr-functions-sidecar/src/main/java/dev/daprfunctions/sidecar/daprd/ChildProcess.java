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

package dev.daprfunctions.sidecar.daprd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Process of {@code daprd}, whose lines are logged, and which does not outlive this JVM.
 */
final class ChildProcess implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(DaprdProcess.class);

	private static final Path SHELL = Path.of("/bin/sh");

	private static final long POLL_MILLIS = 50;

	private static final long SETTLE_MILLIS = 100;

	private static final long END_MILLIS = 3000;

	private static final Duration LOG_TIMEOUT = Duration.ofSeconds(2);

	private final String appId;

	private final Duration stopTimeout;

	private final DaprdLog log = new DaprdLog();

	private final AtomicBoolean closing = new AtomicBoolean();

	private final AtomicBoolean endReported = new AtomicBoolean();

	private final Process process;

	private final OrphanGuard guard;

	private final Thread logThread;

	private volatile boolean started;

	private ChildProcess(String appId, Process process, Duration stopTimeout) {
		this.appId = appId;
		this.stopTimeout = stopTimeout;
		this.process = process;
		this.guard = OrphanGuard.of(process, SHELL);
		this.logThread = new Thread(this::forwardLog, "daprd-log-" + appId);
		this.logThread.setDaemon(true);
	}

	static ChildProcess start(String appId, ProcessBuilder command, Duration stopTimeout) throws IOException {
		ChildProcess child = new ChildProcess(appId, command.start(), stopTimeout);
		child.logThread.start();
		return child;
	}

	long pid() {
		return this.process.pid();
	}

	/**
	 * Waits for a condition while the process runs.
	 * @param condition the condition, looked at again and again
	 * @param timeout how long to wait
	 * @return whether the condition came true
	 * @throws InterruptedException if the thread was interrupted
	 */
	boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
		long start = System.nanoTime();
		while (!condition.getAsBoolean()) {
			if (this.process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)
					|| System.nanoTime() - start > timeout.toNanos()) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Waits until the process has started. If it ends later on, that is logged.
	 * @param condition tells whether it has started
	 * @param what the condition in words
	 * @param timeout how long to wait
	 * @throws InterruptedException if the thread was interrupted
	 * @throws DaprdStartException if it ended, or did not start in time
	 */
	void awaitStart(BooleanSupplier condition, String what, Duration timeout) throws InterruptedException {
		if (!await(condition, timeout) || endsAfterAll()) {
			throw startFailure(what, timeout);
		}
		this.started = true;
		if (!this.process.isAlive()) {
			reportEnd(this.process.exitValue());
		}
	}

	/**
	 * Tells whether the process ends although it answers: if a component fails,
	 * {@code daprd} completes its start all the same, while it begins to end.
	 * @return whether it has ended
	 * @throws InterruptedException if the thread was interrupted
	 */
	private boolean endsAfterAll() throws InterruptedException {
		return this.process.waitFor(SETTLE_MILLIS, TimeUnit.MILLISECONDS)
				|| (this.log.hasErrors() && this.process.waitFor(END_MILLIS, TimeUnit.MILLISECONDS));
	}

	private DaprdStartException startFailure(String what, Duration timeout) throws InterruptedException {
		if (this.process.isAlive()) {
			return new DaprdStartException("daprd did not %s within %s".formatted(what, timeout), lastLines(), null);
		}
		this.logThread.join(LOG_TIMEOUT.toMillis());
		return new DaprdStartException(
				"daprd ended with exit code %d while it started".formatted(this.process.exitValue()), lastLines(),
				null);
	}

	List<String> lastLines() {
		return this.log.lastLines();
	}

	private void forwardLog() {
		try (BufferedReader reader = this.process.inputReader(StandardCharsets.UTF_8)) {
			reader.lines().forEach(this.log::accept);
		}
		catch (IOException | UncheckedIOException ex) {
			logger.debug("The log of daprd broke off", ex);
		}
		try (this.guard) {
			int exitCode = this.process.waitFor();
			if (this.started) {
				reportEnd(exitCode);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void reportEnd(int exitCode) {
		if (this.closing.get() || !this.endReported.compareAndSet(false, true)) {
			return;
		}
		if (exitCode == 0) {
			logger.warn("daprd of application '{}' was ended by somebody else; calls of it fail until the application "
					+ "is started again", this.appId);
		}
		else {
			logger.error(
					"daprd of application '{}' ended with exit code {}; calls of it fail until the application is "
							+ "started again. Its last lines:{}",
					this.appId, exitCode, String.join("", lastLines().stream().map((line) -> "\n\t" + line).toList()));
		}
	}

	@Override
	public void close() {
		if (!this.closing.compareAndSet(false, true)) {
			return;
		}
		logger.debug("Closing daprd of application '{}'", this.appId);
		try (this.guard) {
			signal();
			endForcibly();
			this.logThread.join(LOG_TIMEOUT.toMillis());
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Asks the process to end. Its streams stay open, unlike with
	 * {@link Process#destroy()}: it still logs, and would fail to.
	 */
	private void signal() {
		this.process.toHandle().destroy();
	}

	private void endForcibly() throws InterruptedException {
		if (!this.process.waitFor(this.stopTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
			logger.warn("daprd of application '{}' did not end within {} and is ended forcibly", this.appId,
					this.stopTimeout);
			this.process.destroyForcibly().waitFor(this.stopTimeout.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

}
