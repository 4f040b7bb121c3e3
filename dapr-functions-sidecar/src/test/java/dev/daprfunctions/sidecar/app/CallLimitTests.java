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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link CallLimit}.
 */
class CallLimitTests {

	private final CallLimit limit = new CallLimit(1);

	@Test
	void whenAnswerIsClosedThenNextCallGoesOn() throws Exception {
		AppResponse first = this.limit.run(CallLimitTests::answer);
		CompletableFuture<AppResponse> second = CompletableFuture.supplyAsync(this::call);
		await().during(Duration.ofMillis(50)).until(() -> !second.isDone());
		first.close();
		await().until(second::isDone);
		first.close();
		CompletableFuture<AppResponse> third = CompletableFuture.supplyAsync(this::call);
		await().during(Duration.ofMillis(50)).until(() -> !third.isDone());
		second.join().close();
		third.join().close();
	}

	@Test
	void whenCallFailsThenNextCallGoesOn() throws IOException, AppChannelException {
		assertThatExceptionOfType(AppChannelException.class).isThrownBy(() -> this.limit.run(() -> {
			throw new AppChannelException("expected");
		})).withMessage("expected");
		this.limit.run(CallLimitTests::answer).close();
	}

	@Test
	void whenWaitingIsInterruptedThenFails() throws Exception {
		AppResponse first = this.limit.run(CallLimitTests::answer);
		AtomicReference<Throwable> failure = new AtomicReference<>();
		Thread waiting = new Thread(() -> {
			try {
				this.limit.run(CallLimitTests::answer);
			}
			catch (AppChannelException ex) {
				failure.set(ex);
			}
		});
		waiting.start();
		waiting.interrupt();
		waiting.join();
		assertThat(failure.get()).hasMessage("context canceled");
		first.close();
	}

	@Test
	void whenThereIsNoLimitThenNothingWaits() throws IOException, AppChannelException {
		CallLimit none = new CallLimit(0);
		AppResponse first = none.run(CallLimitTests::answer);
		AppResponse second = none.run(CallLimitTests::answer);
		first.close();
		second.close();
	}

	private AppResponse call() {
		try {
			return this.limit.run(CallLimitTests::answer);
		}
		catch (AppChannelException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static AppResponse answer() {
		return new AppResponse(200, HttpFields.EMPTY, new ByteArrayInputStream(new byte[0]));
	}

}
