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

package dev.daprfunctions;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StateEntry}.
 */
class StateEntryTests {

	@Test
	void whenEntryWasReadThenItHasValueAndEtag() {
		StateEntry<Integer> entry = StateEntry.of(1, "etag");
		assertThat(entry.get()).isEqualTo(1);
		assertThat(entry.isPresent()).isTrue();
		assertThat(entry.etag()).isEqualTo("etag");
		assertThat(entry.isChanged()).isFalse();
		assertThat(entry).hasToString("StateEntry[1, etag=etag]");
	}

	@Test
	void whenEntryWasAbsentThenItHasNeither() {
		StateEntry<Integer> entry = StateEntry.absent();
		assertThat(entry.get()).isNull();
		assertThat(entry.isPresent()).isFalse();
		assertThat(entry.etag()).isNull();
		assertThat(entry.isChanged()).isFalse();
	}

	@Test
	void whenValueIsSetThenItIsThePresentOneAndTheEtagStays() {
		StateEntry<Integer> entry = StateEntry.of(1, "etag");
		entry.set(2);
		assertThat(entry.get()).isEqualTo(2);
		assertThat(entry.etag()).isEqualTo("etag");
		assertThat(entry.isChanged()).isTrue();
		assertThat(entry).hasToString("StateEntry[2, etag=etag, changed]");
	}

	@Test
	void whenValueIsUpdatedThenTheFunctionGetsThePresentOne() {
		StateEntry<Integer> entry = StateEntry.of(1, "etag");
		entry.update((value) -> value + 1);
		entry.update((value) -> value * 10);
		assertThat(entry.get()).isEqualTo(20);
		assertThat(entry.isChanged()).isTrue();
	}

	@Test
	void whenAbsentValueIsUpdatedThenTheFunctionGetsNull() {
		StateEntry<Integer> entry = StateEntry.absent();
		entry.update((value) -> (value != null) ? value + 1 : 1);
		assertThat(entry.get()).isEqualTo(1);
		assertThat(entry.isPresent()).isTrue();
	}

	@Test
	void whenUpdateReturnsNullThenValueIsDeleted() {
		StateEntry<Integer> entry = StateEntry.of(1, "etag");
		entry.update((value) -> null);
		assertThat(entry.isPresent()).isFalse();
		assertThat(entry.isChanged()).isTrue();
		assertThat(entry.etag()).isEqualTo("etag");
	}

	@Test
	void whenValueIsDeletedThenItIsAbsentAndChanged() {
		StateEntry<Integer> entry = StateEntry.of(1, "etag");
		entry.delete();
		assertThat(entry.get()).isNull();
		assertThat(entry.isPresent()).isFalse();
		assertThat(entry.isChanged()).isTrue();
	}

}
