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

package dev.daprfunctions.sidecar.lock;

import java.time.Duration;
import java.time.Instant;

import io.dapr.v1.DaprLockProtos.UnlockResponse.Status;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LockStore}.
 */
class LockStoreTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private Instant now = Instant.parse("2026-01-01T00:00:00Z");

	private final LockStore store = new LockStore(() -> this.now);

	@Test
	void whenLockIsHeldThenNobodyTakesIt() {
		assertThat(this.store.take("r", "me", SECOND)).isTrue();
		assertThat(this.store.take("r", "me", SECOND)).isFalse();
		assertThat(this.store.take("r", "you", SECOND)).isFalse();
		assertThat(this.store.take("other", "you", SECOND)).isTrue();
	}

	@Test
	void whenLockExpiresThenItIsFree() {
		this.store.take("r", "me", SECOND);
		this.now = this.now.plus(SECOND).minusNanos(1);
		assertThat(this.store.take("r", "you", SECOND)).isFalse();
		this.now = this.now.plusNanos(1);
		assertThat(this.store.release("r", "me")).isEqualTo(Status.LOCK_DOES_NOT_EXIST);
		assertThat(this.store.take("r", "you", SECOND)).isTrue();
	}

	@Test
	void whenLockIsReleasedThenOnlyByItsOwner() {
		this.store.take("r", "me", SECOND);
		assertThat(this.store.release("r", "you")).isEqualTo(Status.LOCK_BELONGS_TO_OTHERS);
		assertThat(this.store.release("r", "me")).isEqualTo(Status.SUCCESS);
		assertThat(this.store.release("r", "me")).isEqualTo(Status.LOCK_DOES_NOT_EXIST);
	}

}
