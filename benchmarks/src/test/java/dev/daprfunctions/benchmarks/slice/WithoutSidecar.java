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

/**
 * Test classes without a sidecar, in the order in which they are to run.
 */
final class WithoutSidecar {

	static final List<Class<?>> CLASSES = List.of(First.class, Another1.class, Another2.class, Another3.class,
			Another4.class, Another5.class, Same1.class, Same2.class, Same3.class, Same4.class, Same5.class,
			EmptyMethods.class);

	private WithoutSidecar() {
	}

	@SliceWithoutSidecar(properties = { "dapr.functions.sidecar.kind=external", "context=0" })
	static class First extends OneMethod {

	}

	@SliceWithoutSidecar(properties = { "dapr.functions.sidecar.kind=external", "context=1" })
	static class Another1 extends OneMethod {

	}

	@SliceWithoutSidecar(properties = { "dapr.functions.sidecar.kind=external", "context=2" })
	static class Another2 extends OneMethod {

	}

	@SliceWithoutSidecar(properties = { "dapr.functions.sidecar.kind=external", "context=3" })
	static class Another3 extends OneMethod {

	}

	@SliceWithoutSidecar(properties = { "dapr.functions.sidecar.kind=external", "context=4" })
	static class Another4 extends OneMethod {

	}

	@SliceWithoutSidecar(properties = { "dapr.functions.sidecar.kind=external", "context=5" })
	static class Another5 extends OneMethod {

	}

	@SliceWithoutSidecar(properties = { "dapr.functions.sidecar.kind=external", "context=0" })
	static class Same1 extends OneMethod {

	}

	@SliceWithoutSidecar(properties = { "dapr.functions.sidecar.kind=external", "context=0" })
	static class Same2 extends OneMethod {

	}

	@SliceWithoutSidecar(properties = { "dapr.functions.sidecar.kind=external", "context=0" })
	static class Same3 extends OneMethod {

	}

	@SliceWithoutSidecar(properties = { "dapr.functions.sidecar.kind=external", "context=0" })
	static class Same4 extends OneMethod {

	}

	@SliceWithoutSidecar(properties = { "dapr.functions.sidecar.kind=external", "context=0" })
	static class Same5 extends OneMethod {

	}

	@SliceWithoutSidecar(properties = { "dapr.functions.sidecar.kind=external", "context=0" })
	static class EmptyMethods extends ManyMethods {

	}

}
