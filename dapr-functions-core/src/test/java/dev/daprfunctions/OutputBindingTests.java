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
 * Tests for {@link OutputBinding}.
 */
class OutputBindingTests {

	private final OutputBinding<String> output = OutputBinding.create();

	@Test
	void whenNothingIsSetThenThereIsNoValue() {
		assertThat(this.output.isSet()).isFalse();
		assertThat(this.output.getValue()).isNull();
		assertThat(this.output).hasToString("OutputBinding[not set]");
	}

	@Test
	void whenValuesAreSetThenTheLastOneCounts() {
		this.output.setValue("a");
		this.output.setValue("b");
		assertThat(this.output.isSet()).isTrue();
		assertThat(this.output.getValue()).isEqualTo("b");
		assertThat(this.output).hasToString("OutputBinding[b]");
	}

	@Test
	void whenNullIsSetThenItCounts() {
		this.output.setValue("a");
		this.output.setValue(null);
		assertThat(this.output.isSet()).isTrue();
		assertThat(this.output.getValue()).isNull();
	}

}
