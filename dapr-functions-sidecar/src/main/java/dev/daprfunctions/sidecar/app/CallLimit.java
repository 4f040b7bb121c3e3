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

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * Keeps the number of calls that the application gets at the same time within a limit. A
 * call lasts until its answer is closed.
 */
final class CallLimit {

	private final @Nullable Semaphore permits;

	CallLimit(int maxConcurrency) {
		this.permits = (maxConcurrency > 0) ? new Semaphore(maxConcurrency, true) : null;
	}

	AppResponse run(Call call) throws AppChannelException {
		Semaphore permits = this.permits;
		if (permits == null) {
			return call.run();
		}
		acquire(permits);
		boolean answered = false;
		try {
			AppResponse response = call.run();
			answered = true;
			return new AppResponse(response.status(), response.headers(), new Body(response.body(), permits));
		}
		finally {
			if (!answered) {
				permits.release();
			}
		}
	}

	private static void acquire(Semaphore permits) throws AppChannelException {
		try {
			permits.acquire();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AppChannelException("context canceled");
		}
	}

	/**
	 * Call of the application.
	 */
	@FunctionalInterface
	interface Call {

		AppResponse run() throws AppChannelException;

	}

	/**
	 * Body of an answer.
	 */
	private static final class Body extends FilterInputStream {

		private final Semaphore permits;

		private final AtomicBoolean closed = new AtomicBoolean();

		Body(InputStream body, Semaphore permits) {
			super(body);
			this.permits = permits;
		}

		@Override
		public void close() throws IOException {
			if (this.closed.compareAndSet(false, true)) {
				this.permits.release();
			}
			super.close();
		}

	}

}
