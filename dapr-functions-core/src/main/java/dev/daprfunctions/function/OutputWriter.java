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

import java.util.List;

import reactor.core.publisher.Mono;

/**
 * Writes the outputs of one kind after the function has returned.
 *
 * @param <W> the type of a write
 * @since 0.1.0
 */
public interface OutputWriter<W extends OutputWrite> {

	/**
	 * Returns when this kind of output is written.
	 * @return the stage
	 */
	Stage stage();

	/**
	 * Writes the outputs of one call.
	 * @param writes the writes in the order in which they were collected, never empty
	 * @param report where each write is reported once it is known to have succeeded, or
	 * to have an unknown outcome
	 * @return completes when everything was written
	 */
	Mono<Void> write(List<W> writes, OutputReport report);

	/**
	 * Part of the writing; a stage begins when the one before has succeeded, and
	 * everything in it is written at the same time.
	 */
	enum Stage {

		/**
		 * State, so that nobody is told of a state that could not be written.
		 */
		STATE,

		/**
		 * Events, invocations and bindings.
		 */
		MESSAGES

	}

}
