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

package dev.daprfunctions.function;

import java.util.concurrent.Callable;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import reactor.util.context.Context;

import org.springframework.util.ClassUtils;

/**
 * What the thread of a caller knows of observations, security and the like, for a
 * function that is called by another thread. It is empty without Micrometer's context
 * propagation on the class path.
 */
class CallerContext {

	private static final boolean propagationPresent = ClassUtils.isPresent("io.micrometer.context.ContextSnapshot",
			CallerContext.class.getClassLoader());

	private static final CallerContext EMPTY = new CallerContext();

	/**
	 * Captures the context of the current thread.
	 * @return the context
	 */
	static CallerContext capture() {
		return (propagationPresent) ? new Captured() : EMPTY;
	}

	<T> T call(Callable<T> callable) throws Exception {
		return callable.call();
	}

	Context addTo(Context context) {
		return context;
	}

	/**
	 * Context of thread-locals that are registered with Micrometer.
	 */
	private static final class Captured extends CallerContext {

		private static final ContextSnapshotFactory factory = ContextSnapshotFactory.builder()
			.clearMissing(true)
			.build();

		private final ContextSnapshot snapshot = factory.captureAll();

		@Override
		<T> T call(Callable<T> callable) throws Exception {
			return this.snapshot.wrap(callable).call();
		}

		@Override
		Context addTo(Context context) {
			return this.snapshot.updateContext(context);
		}

	}

}
