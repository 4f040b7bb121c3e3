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

import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OutputCollector}.
 */
class OutputCollectorTests {

	private final OutputCollector<String> output = OutputCollector.create();

	@Test
	void whenNothingIsAddedThenItIsEmpty() {
		assertThat(this.output.values()).isEmpty();
		assertThat(this.output).hasToString("OutputCollector[]");
	}

	@Test
	void whenValuesAreAddedThenTheyKeepTheirOrderAndNullCounts() {
		this.output.add("b");
		this.output.add(null);
		this.output.add("a");
		assertThat(this.output.values()).containsExactly("b", null, "a");
		assertThat(this.output).hasToString("OutputCollector[b, null, a]");
	}

	@Test
	void whenValuesWereTakenThenTheyDoNotChange() {
		this.output.add("a");
		List<@Nullable String> values = this.output.values();
		this.output.add("b");
		assertThat(values).containsExactly("a");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> values.add("c"));
	}

	@Test
	void whenSeveralThreadsAddThenNothingIsLost() {
		IntStream.range(0, 10_000).parallel().forEach((index) -> this.output.add(String.valueOf(index)));
		assertThat(this.output.values()).hasSize(10_000).doesNotHaveDuplicates();
	}

}
