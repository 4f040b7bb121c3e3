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

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.error.StateConflictException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ProblemDetail;

/**
 * What became of the writes of one call.
 *
 * @since 0.1.0
 */
public final class OutputReport {

	private final List<OutputWrite> writes;

	private final Map<OutputWrite, Outcome> outcomes = new IdentityHashMap<>();

	OutputReport(List<OutputWrite> writes) {
		this.writes = writes;
	}

	/**
	 * Reports that a write has succeeded.
	 * @param write the write
	 */
	public void sent(OutputWrite write) {
		put(write, Outcome.SENT);
	}

	/**
	 * Reports that the sidecar did not tell whether a write has succeeded.
	 * @param write the write
	 */
	public void unknown(OutputWrite write) {
		put(write, Outcome.UNKNOWN);
	}

	private synchronized void put(OutputWrite write, Outcome outcome) {
		this.outcomes.put(write, outcome);
	}

	/**
	 * Lists in an exception what was sent and what was not.
	 * @param failure the exception of a write that failed
	 */
	void addTo(FunctionException failure) {
		for (Outcome outcome : Outcome.values()) {
			List<String> targets = targets(outcome);
			if (!targets.isEmpty() || outcome != Outcome.UNKNOWN) {
				failure.getBody().setProperty(outcome.property, targets);
			}
		}
	}

	/**
	 * Lists in an exception what is known while writes are still under way: what was not
	 * sent yet may be sent later.
	 * @param failure the exception of a call that nobody waits for any longer
	 */
	synchronized void addUnfinishedTo(FunctionException failure) {
		failure.getBody().setProperty(Outcome.SENT.property, targets(Outcome.SENT));
		failure.getBody().setProperty(Outcome.NOT_SENT.property, List.of());
		failure.getBody().setProperty(Outcome.UNKNOWN.property, targets((outcome) -> outcome != Outcome.SENT));
	}

	/**
	 * Returns whether anything was written, or may have been.
	 * @return {@code false} if nothing was written for certain
	 */
	synchronized boolean isTouched() {
		return !this.outcomes.isEmpty();
	}

	/**
	 * Says in a conflict what was written before it.
	 * @param conflict the conflict
	 */
	void addTo(StateConflictException conflict) {
		List<String> written = targets(Outcome.SENT);
		if (!written.isEmpty()) {
			conflict.getBody().setDetail(conflict.getMessage() + "; already written: " + String.join(", ", written));
		}
	}

	/**
	 * Describes for a log what was written.
	 * @return the description, empty if nothing was
	 */
	String describe() {
		return describe(this::targets);
	}

	/**
	 * Describes for a log what a call that failed has written all the same.
	 * @param response the response, in which it is listed
	 * @return the description, empty if it has written nothing
	 */
	static String describe(ProblemDetail response) {
		Map<String, Object> properties = response.getProperties();
		return describe((outcome) -> (properties != null) ? properties.get(outcome.property) : null);
	}

	private static String describe(Function<Outcome, @Nullable Object> targets) {
		StringBuilder description = new StringBuilder();
		for (Outcome outcome : List.of(Outcome.SENT, Outcome.UNKNOWN)) {
			if (targets.apply(outcome) instanceof List<?> list && !list.isEmpty()) {
				description.append("; ").append(outcome.text).append(": ");
				description.append(list.stream().map(String::valueOf).collect(Collectors.joining(", ")));
			}
		}
		return description.toString();
	}

	private List<String> targets(Outcome outcome) {
		return targets((other) -> other == outcome);
	}

	private synchronized List<String> targets(Predicate<Outcome> outcomes) {
		List<String> targets = new ArrayList<>();
		for (OutputWrite write : this.writes) {
			if (outcomes.test(this.outcomes.getOrDefault(write, Outcome.NOT_SENT))) {
				targets.add(write.target());
			}
		}
		return targets;
	}

	/**
	 * What became of a write.
	 */
	private enum Outcome {

		SENT("sent", "written"),

		NOT_SENT("notSent", "not written"),

		UNKNOWN("unknown", "perhaps written");

		private final String property;

		private final String text;

		Outcome(String property, String text) {
			this.property = property;
			this.text = text;
		}

	}

}
