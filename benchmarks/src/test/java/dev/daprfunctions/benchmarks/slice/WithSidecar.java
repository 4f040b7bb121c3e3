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

package dev.daprfunctions.benchmarks.slice;

import java.util.List;

import dev.daprfunctions.test.DaprFunctionsTest;
import dev.daprfunctions.test.TestSidecar;
import org.junit.jupiter.api.RepeatedTest;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Test classes with a sidecar, in the order in which they are to run.
 */
final class WithSidecar {

	static final List<Class<?>> CLASSES = List.of(First.class, Another1.class, Another2.class, Another3.class,
			Another4.class, Another5.class, Same1.class, Same2.class, Same3.class, Same4.class, Same5.class,
			EmptyMethods.class, UsingMethods.class);

	private WithSidecar() {
	}

	@DaprFunctionsTest(classes = SliceFunctions.class, properties = "context=0")
	static class First extends OneMethod {

	}

	@DaprFunctionsTest(classes = SliceFunctions.class, properties = "context=1")
	static class Another1 extends OneMethod {

	}

	@DaprFunctionsTest(classes = SliceFunctions.class, properties = "context=2")
	static class Another2 extends OneMethod {

	}

	@DaprFunctionsTest(classes = SliceFunctions.class, properties = "context=3")
	static class Another3 extends OneMethod {

	}

	@DaprFunctionsTest(classes = SliceFunctions.class, properties = "context=4")
	static class Another4 extends OneMethod {

	}

	@DaprFunctionsTest(classes = SliceFunctions.class, properties = "context=5")
	static class Another5 extends OneMethod {

	}

	@DaprFunctionsTest(classes = SliceFunctions.class, properties = "context=0")
	static class Same1 extends OneMethod {

	}

	@DaprFunctionsTest(classes = SliceFunctions.class, properties = "context=0")
	static class Same2 extends OneMethod {

	}

	@DaprFunctionsTest(classes = SliceFunctions.class, properties = "context=0")
	static class Same3 extends OneMethod {

	}

	@DaprFunctionsTest(classes = SliceFunctions.class, properties = "context=0")
	static class Same4 extends OneMethod {

	}

	@DaprFunctionsTest(classes = SliceFunctions.class, properties = "context=0")
	static class Same5 extends OneMethod {

	}

	@DaprFunctionsTest(classes = SliceFunctions.class, properties = "context=0")
	static class EmptyMethods extends ManyMethods {

	}

	@DaprFunctionsTest(classes = SliceFunctions.class, properties = "context=0")
	static class UsingMethods {

		@RepeatedTest(ManyMethods.COUNT)
		void usesSidecar(@Autowired TestSidecar sidecar) {
			assertThat(sidecar.invoke("Place", "pen")).isSuccessful();
			assertThat(sidecar.state("statestore", "order")).hasValue("pen");
			assertThat(sidecar.published("pubsub", "placed")).containsExactly("pen");
		}

	}

}
