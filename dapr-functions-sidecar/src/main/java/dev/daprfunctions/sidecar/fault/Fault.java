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

package dev.daprfunctions.sidecar.fault;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fault and the calls that it is put into.
 */
final class Fault {

	private final Kind kind;

	private final Calls calls;

	private final String message;

	private final Duration delay;

	private final AtomicInteger met = new AtomicInteger();

	Fault(Kind kind, Calls calls, String message, Duration delay) {
		this.kind = kind;
		this.calls = calls;
		this.message = message;
		this.delay = delay;
	}

	Kind kind() {
		return this.kind;
	}

	String message() {
		return this.message;
	}

	Duration delay() {
		return this.delay;
	}

	/**
	 * Count a call if the fault is for it.
	 * @param call the call
	 * @return whether the fault is for the call
	 */
	boolean meets(FaultableCall call) {
		return this.calls.contain(call)
				&& (this.calls.times() == 0 || this.met.incrementAndGet() <= this.calls.times());
	}

	/**
	 * What goes wrong.
	 */
	enum Kind {

		DELAY, UNAVAILABLE, FAILURE, TIMEOUT, CONFLICT, KEY_FAILURE

	}

}
