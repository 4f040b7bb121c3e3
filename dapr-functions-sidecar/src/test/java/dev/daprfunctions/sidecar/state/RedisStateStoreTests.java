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

package dev.daprfunctions.sidecar.state;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RedisStateStore}.
 */
class RedisStateStoreTests {

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

	private final RedisStateStore store = new RedisStateStore(this.now::get);

	@Test
	void valueExpiresAfterItsTime() throws StateStoreException {
		this.store.apply(upsert("k", "10"));
		this.now.set(Instant.ofEpochSecond(10, 1));
		assertThat(this.store.get("k")).isNull();
		assertThat(this.store.getBulk(List.of("k"))).isEmpty();
	}

	@Test
	void writeWithoutTimeToLiveKeepsIt() throws StateStoreException {
		this.store.apply(upsert("k", "10"));
		this.store.apply(upsert("k", ""));
		this.now.set(Instant.ofEpochSecond(10, 1));
		assertThat(this.store.get("k")).isNull();
	}

	@Test
	void timeToLiveThatIsNotPositiveKeepsValueForGood() throws StateStoreException {
		this.store.apply(upsert("k", "10"));
		this.store.transact(List.of(upsert("k", "-1")));
		this.now.set(Instant.ofEpochSecond(10, 1));
		assertThat(this.store.get("k")).isNotNull();
	}

	@Test
	void keyCountsAnewAfterItsDeletion() throws StateStoreException {
		this.store.apply(upsert("k", ""));
		this.store.apply(upsert("k", ""));
		this.store.apply(new StateOperation.Delete("k", null, StateOptions.NONE));
		this.store.apply(upsert("k", ""));
		assertThat(this.store.get("k")).extracting(StateValue::etag).isEqualTo("1");
	}

	@Test
	void transactionThatCannotBeReadChangesNothing() {
		assertThatExceptionOfType(StateStoreException.class)
			.isThrownBy(() -> this.store.transact(List.of(upsert("k", ""), upsert("k2", "soon"))));
		assertThat(this.store.get("k")).isNull();
	}

	private static StateOperation.Upsert upsert(String key, String timeToLive) {
		return new StateOperation.Upsert(key, "1".getBytes(StandardCharsets.UTF_8), null,
				Map.of("ttlInSeconds", timeToLive), StateOptions.NONE);
	}

}
