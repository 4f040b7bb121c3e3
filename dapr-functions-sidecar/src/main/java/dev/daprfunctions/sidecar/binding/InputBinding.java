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

package dev.daprfunctions.sidecar.binding;

import java.util.function.Predicate;

/**
 * Source of events for the application.
 */
interface InputBinding {

	/**
	 * Start to read events, for the first time or again.
	 * @param application delivers an event to the application, and returns whether that
	 * succeeded
	 * @param threads the threads to use
	 */
	void read(Predicate<BindingEvent> application, BindingThreads threads);

	/**
	 * Read nothing more until told to read again.
	 */
	void pause();

	/**
	 * Leave all events alone, because the application does not want them.
	 */
	default void ignore() {
	}

}
