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

package dev.daprfunctions.sidecar.binding;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Threads of the input bindings of one application.
 */
final class BindingThreads implements AutoCloseable {

	private static final int CLOSE_SECONDS = 5;

	private final ScheduledExecutorService timer = Executors
		.newSingleThreadScheduledExecutor(daemon("dapr-sidecar-binding-timer"));

	private final ExecutorService workers = Executors.newCachedThreadPool(daemon("dapr-sidecar-binding"));

	private static ThreadFactory daemon(String name) {
		return (task) -> {
			Thread thread = new Thread(task, name);
			thread.setDaemon(true);
			return thread;
		};
	}

	void schedule(Runnable task, Duration delay) {
		try {
			this.timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (RejectedExecutionException ex) {
			// The sidecar is being closed.
		}
	}

	void execute(Runnable task) {
		try {
			this.workers.execute(task);
		}
		catch (RejectedExecutionException ex) {
			// The sidecar is being closed.
		}
	}

	boolean isOpen() {
		return !this.workers.isShutdown();
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
		this.workers.shutdownNow();
		try {
			this.workers.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
