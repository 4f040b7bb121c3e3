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

package dev.daprfunctions.sidecar.network;

import java.time.Duration;

import dev.daprfunctions.sidecar.app.AppHealthListener;

/**
 * Counts the deliveries to the application that wait or are under way. What a delivery
 * causes begins before that delivery ends, so that there is none only when all is done.
 * While the application is not healthy, they wait.
 *
 * @since 0.1.0
 */
public final class Deliveries implements AppHealthListener {

	private int pending;

	private int generation;

	private boolean paused;

	/**
	 * Begin a delivery.
	 * @return the delivery, to be ended
	 */
	public synchronized Delivery begin() {
		this.pending++;
		return new Delivery(this.generation);
	}

	/**
	 * Drop what waits, and let nothing that was refused be delivered again.
	 */
	public synchronized void dropAll() {
		this.generation++;
		notifyAll();
	}

	@Override
	public synchronized void onHealthy() {
		this.paused = false;
		notifyAll();
	}

	@Override
	public synchronized void onUnhealthy() {
		this.paused = true;
	}

	/**
	 * Return whether the deliveries wait until the application is healthy again.
	 * @return {@code true} if they do
	 */
	public synchronized boolean isPaused() {
		return this.paused;
	}

	private synchronized boolean awaitHealthy(Delivery delivery) throws InterruptedException {
		while (this.paused && !isOutdated(delivery.generation)) {
			wait();
		}
		return !isOutdated(delivery.generation);
	}

	/**
	 * Wait until there is no delivery.
	 * @param timeout how long to wait
	 * @return whether there is none
	 * @throws InterruptedException if the thread is interrupted
	 */
	public synchronized boolean awaitNone(Duration timeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		while (this.pending > 0) {
			long millis = (deadline - System.nanoTime()) / 1_000_000;
			if (millis <= 0) {
				return false;
			}
			wait(millis);
		}
		return true;
	}

	private synchronized void end() {
		this.pending--;
		notifyAll();
	}

	private synchronized boolean isOutdated(int generation) {
		return this.generation != generation;
	}

	/**
	 * Delivery of one message.
	 */
	public final class Delivery {

		private final int generation;

		private Delivery(int generation) {
			this.generation = generation;
		}

		/**
		 * Return whether the message is not wanted any more.
		 * @return {@code true} if it is to be dropped
		 */
		public boolean isDropped() {
			return isOutdated(this.generation);
		}

		/**
		 * Wait until the application is healthy.
		 * @return whether the message is still wanted then
		 * @throws InterruptedException if the thread is interrupted
		 */
		public boolean awaitHealthy() throws InterruptedException {
			return Deliveries.this.awaitHealthy(this);
		}

		/**
		 * End the delivery, once.
		 */
		public void end() {
			Deliveries.this.end();
		}

	}

}
