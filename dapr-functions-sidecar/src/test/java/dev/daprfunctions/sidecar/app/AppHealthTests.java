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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link AppHealth}. What they expect was seen on a real sidecar.
 */
class AppHealthTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final List<Boolean> changes = new ArrayList<>();

	private final AppHealth health = new AppHealth(new AppHealthCheck("/", SECOND, SECOND, 2), this.changes::add);

	@AfterEach
	void close() {
		this.health.close();
	}

	@Test
	void whenNothingIsKnownThenIsUnhealthy() {
		assertThat(this.health.isHealthy()).isFalse();
		this.health.record(false);
		assertThat(this.changes).isEmpty();
	}

	@Test
	void whenProbeIsGoodThenIsHealthyAtOnce() {
		this.health.record(true);
		this.health.record(true);
		assertThat(this.health.isHealthy()).isTrue();
		assertThat(this.changes).containsExactly(true);
	}

	@Test
	void whenProbesFailThenIsUnhealthyFromThresholdOn() {
		this.health.record(true);
		this.health.record(false);
		assertThat(this.health.isHealthy()).isTrue();
		this.health.record(false);
		this.health.record(false);
		assertThat(this.health.isHealthy()).isFalse();
		assertThat(this.changes).containsExactly(true, false);
		this.health.record(true);
		assertThat(this.changes).containsExactly(true, false, true);
	}

	@Test
	void whenProbeIsGoodBelowThresholdThenFailuresStillCount() {
		this.health.record(true);
		this.health.record(false);
		this.health.record(true);
		this.health.record(false);
		assertThat(this.health.isHealthy()).isFalse();
	}

	@Test
	void whenStartedThenProbesAtOnceAndAgain() {
		AtomicInteger probes = new AtomicInteger();
		Duration interval = Duration.ofMillis(20);
		try (AppHealth frequent = new AppHealth(new AppHealthCheck("/", interval, interval, 1), (healthy) -> {
		})) {
			frequent.start(() -> probes.incrementAndGet() > 1);
			await().until(() -> probes.get() > 2);
			assertThat(frequent.isHealthy()).isTrue();
		}
	}

	@Test
	void whenProbeThrowsThenIsUnhealthyUntilItIsGood() {
		AtomicInteger probes = new AtomicInteger();
		List<Boolean> told = new CopyOnWriteArrayList<>();
		Duration interval = Duration.ofMillis(20);
		try (AppHealth frequent = new AppHealth(new AppHealthCheck("/", interval, interval, 1), told::add)) {
			frequent.start(() -> {
				if (probes.incrementAndGet() == 2) {
					throw new IllegalStateException("The probe does not work");
				}
				return true;
			});
			await().untilAsserted(() -> assertThat(told).containsExactly(true, false, true));
		}
	}

	@Test
	void whenListenerThrowsThenProbesGoOn() {
		AtomicInteger probes = new AtomicInteger();
		Duration interval = Duration.ofMillis(20);
		try (AppHealth frequent = new AppHealth(new AppHealthCheck("/", interval, interval, 1), (healthy) -> {
			throw new IllegalStateException("The listener does not work");
		})) {
			frequent.start(() -> probes.incrementAndGet() % 2 == 1);
			await().until(() -> probes.get() > 4);
		}
	}

	@Test
	void whenCheckCannotWorkThenIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new AppHealthCheck("/", Duration.ZERO, SECOND, 1))
			.withMessage("The interval of the health check must be longer than nothing, but is PT0S");
		assertThatIllegalArgumentException().isThrownBy(() -> new AppHealthCheck("/", SECOND, Duration.ofMillis(-1), 1))
			.withMessage("The time-out of the health check must be longer than nothing, but is PT-0.001S");
		assertThatIllegalArgumentException().isThrownBy(() -> new AppHealthCheck("/", SECOND, Duration.ofSeconds(2), 1))
			.withMessage("The time-out of the health check must not be longer than its interval of PT1S, but is PT2S");
		assertThatIllegalArgumentException().isThrownBy(() -> new AppHealthCheck("/", SECOND, SECOND, 0))
			.withMessage("The threshold of the health check must be at least 1, but is 0");
		assertThatIllegalArgumentException().isThrownBy(() -> new AppOptions(null, -1))
			.withMessage("The number of calls at the same time must not be negative, but is -1");
	}

}
