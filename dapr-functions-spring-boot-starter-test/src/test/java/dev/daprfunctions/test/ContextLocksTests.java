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

package dev.daprfunctions.test;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ContextLocks}.
 */
class ContextLocksTests {

	private final ContextLocks locks = new ContextLocks();

	@Test
	void whenClassesShareContextThenTheyShareLock() {
		assertThat(this.locks.provideForClass(First.class)).hasSize(1)
			.isEqualTo(this.locks.provideForClass(SameAsFirst.class));
	}

	@Test
	void whenClassesHaveDifferentContextsThenTheyHaveDifferentLocks() {
		assertThat(this.locks.provideForClass(First.class))
			.doesNotContainAnyElementsOf(this.locks.provideForClass(OtherComponents.class));
		assertThat(this.locks.provideForClass(First.class))
			.doesNotContainAnyElementsOf(this.locks.provideForClass(WholeApplication.class));
	}

	@Test
	void whenClassIsNoTestOfSpringBootThenSaysWhatToAdd() {
		assertThatIllegalStateException().isThrownBy(() -> this.locks.provideForClass(NoTest.class))
			.withMessageContaining(NoTest.class.getName())
			.withMessageContaining("@SpringBootTest");
	}

	@DaprFunctionsTest(classes = Application.class)
	static class First {

	}

	@DaprFunctionsTest(classes = Application.class)
	static class SameAsFirst {

	}

	@DaprFunctionsTest(classes = Application.class, componentsPath = "classpath:test-components")
	static class OtherComponents {

	}

	@SpringBootTest(classes = Application.class)
	@AutoConfigureTestSidecar
	static class WholeApplication {

	}

	@AutoConfigureTestSidecar
	static class NoTest {

	}

	static class Application {

	}

}
