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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link InMemoryStateStore}.
 */
class InMemoryStateStoreTests {

	private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

	private final InMemoryStateStore store = new InMemoryStateStore(this.now::get);

	@Test
	void valueExpiresAfterItsTime() throws StateStoreException {
		this.store.apply(upsert("k", "1", null, "10"));
		assertThat(get("k").metadata()).containsEntry("ttlExpireTime", "1970-01-01T00:00:10Z");
		this.now.set(Instant.ofEpochSecond(10));
		assertThat(this.store.get("k")).isNotNull();
		this.now.set(Instant.ofEpochSecond(10, 1));
		assertThat(this.store.get("k")).isNull();
		assertThat(this.store.getBulk(List.of("k"))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "soon, invalid syntax", "1.5, invalid syntax", "99999999999999999999, value out of range" })
	void timeToLiveMustBeNumber(String timeToLive, String problem) {
		assertThatExceptionOfType(StateStoreException.class)
			.isThrownBy(() -> this.store.apply(upsert("k", "1", null, timeToLive)))
			.withMessage("strconv.Atoi: parsing \"%s\": %s", timeToLive, problem);
	}

	@Test
	void longestTimeToLiveIsKept() throws StateStoreException {
		this.store.apply(upsert("k", "1", null, String.valueOf(Long.MAX_VALUE)));
		assertThat(this.store.get("k")).isNotNull();
	}

	@Test
	void refusedTransactionChangesNothing() throws StateStoreException {
		this.store.apply(upsert("a", "1", null, ""));
		assertThatExceptionOfType(EtagMismatchException.class).isThrownBy(() -> this.store
			.transact(List.of(upsert("b", "2", null, ""), new StateOperation.Delete("a", "wrong", StateOptions.NONE))));
		assertThat(this.store.get("a")).isNotNull();
		assertThat(this.store.get("b")).isNull();
		assertThatExceptionOfType(StateStoreException.class)
			.isThrownBy(() -> this.store.transact(List.of(upsert("b", "2", null, ""), upsert("c", "3", null, "soon"))));
		assertThat(this.store.get("b")).isNull();
	}

	@Test
	void onlyOneOfManyWinsWithOneEtag() throws Exception {
		this.store.apply(upsert("counter", "0", null, ""));
		ExecutorService executor = Executors.newFixedThreadPool(8);
		try {
			List<Future<Integer>> results = executor
				.invokeAll(IntStream.range(0, 8).<java.util.concurrent.Callable<Integer>>mapToObj((i) -> this::count)
					.toList());
			int total = 0;
			for (Future<Integer> result : results) {
				total += result.get();
			}
			assertThat(get("counter").data()).asString().isEqualTo(String.valueOf(total));
		}
		finally {
			executor.shutdownNow();
		}
	}

	private int count() throws StateStoreException {
		int successes = 0;
		for (int i = 0; i < 250; i++) {
			StateValue value = get("counter");
			int next = Integer.parseInt(new String(value.data(), StandardCharsets.UTF_8)) + 1;
			try {
				this.store.apply(upsert("counter", String.valueOf(next), value.etag(), ""));
				successes++;
			}
			catch (EtagMismatchException ex) {
				// Another one was faster.
			}
		}
		return successes;
	}

	private StateValue get(String key) {
		StateValue value = this.store.get(key);
		assertThat(value).isNotNull();
		return value;
	}

	private static StateOperation.Upsert upsert(String key, String value, String etag, String timeToLive) {
		return new StateOperation.Upsert(key, value.getBytes(StandardCharsets.UTF_8), etag,
				Map.of("ttlInSeconds", timeToLive), StateOptions.NONE);
	}

}
