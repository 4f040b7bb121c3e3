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

package dev.daprfunctions.sidecar.job;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link JobName}.
 */
class JobNameTests {

	@ParameterizedTest
	@ValueSource(strings = { "job", "My-Job_1", "a:b c", "a.b", "9" })
	void whenNameIsAllowedThenNothingHappens(String name) {
		assertThatNoException().isThrownBy(() -> JobName.of("default", "myapp", name).verify());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a/b", "\u00e9", ".a", "a..b", "_", "a%b" })
	void whenNameIsNotAllowedThenFails(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> JobName.of("default", "myapp", name).verify())
			.withMessageStartingWith("job name is invalid \"app||default||myapp||")
			.withMessageContaining("a lowercase RFC 1123 subdomain must consist of");
	}

	@Test
	void whenNameIsTooLongThenFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> JobName.of("default", "myapp", "a".repeat(254)).verify())
			.withMessageEndingWith("must be no more than 253 characters");
	}

}
