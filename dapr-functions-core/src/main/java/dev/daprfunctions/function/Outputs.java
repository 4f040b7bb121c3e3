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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.error.StateConflictException;
import dev.daprfunctions.function.OutputWriter.Stage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.util.StringUtils;

/**
 * Outputs of one call, by the writer that they belong to.
 *
 * @since 0.1.0
 */
public final class Outputs {

	private static final Log logger = LogFactory.getLog(FunctionInvoker.class);

	private static final int MAX_WRITES = 1000;

	private final Map<OutputWriter<?>, List<OutputWrite>> writes = new LinkedHashMap<>();

	private final String function;

	/**
	 * Creates outputs.
	 * @param function the function that set them, for messages
	 */
	Outputs(String function) {
		this.function = function;
	}

	/**
	 * Adds a write.
	 * @param <W> the type of the write
	 * @param writer who writes it
	 * @param write what to write
	 */
	public <W extends OutputWrite> void add(OutputWriter<W> writer, W write) {
		List<OutputWrite> ofWriter = this.writes.computeIfAbsent(writer, (key) -> new ArrayList<>());
		if (ofWriter.size() == MAX_WRITES) {
			throw new FunctionException(HttpStatus.INTERNAL_SERVER_ERROR, StringUtils.capitalize(this.function)
					+ " has more than " + MAX_WRITES + " outputs of one kind; the last one is for " + write.target(),
					null);
		}
		ofWriter.add(write);
	}

	/**
	 * Decides about one part of a target.
	 * @param ofValue what the value says, or {@code null}
	 * @param ofAnnotation what the annotation says, or {@code null}
	 * @param attribute the name of the part, for the message
	 * @param function the function, for the message
	 * @return what the value says, else what the annotation says
	 * @throws FunctionException if neither says anything
	 */
	public static String target(@Nullable String ofValue, @Nullable String ofAnnotation, String attribute,
			String function) {
		String target = (ofValue != null) ? ofValue : ofAnnotation;
		if (target == null || target.isBlank()) {
			throw new FunctionException(HttpStatus.INTERNAL_SERVER_ERROR, "An output of " + function + " has no "
					+ attribute + ": neither its annotation nor the value that was set names one", null);
		}
		return target;
	}

	/**
	 * Creates a report about everything that was added.
	 * @return the report, by which nothing was sent yet
	 */
	OutputReport report() {
		return new OutputReport(this.writes.values().stream().flatMap(List::stream).toList());
	}

	/**
	 * Writes everything, stage by stage.
	 * @return completes when everything was written, or fails with an exception that
	 * lists what was sent and what was not
	 */
	Mono<Void> write() {
		return write(report());
	}

	/**
	 * Writes everything, stage by stage. Once begun it comes to its end: if nobody waits
	 * for it any longer, that is logged.
	 * @param report the report to fill in
	 * @return completes when everything was written, or fails with an exception that
	 * lists what was sent and what was not
	 */
	Mono<Void> write(OutputReport report) {
		if (this.writes.isEmpty()) {
			return Mono.empty();
		}
		Mono<Void> end = writeStages(report).cache();
		return end.doOnCancel(() -> end.subscribe(null, (failure) -> log(report, failure), () -> log(report, null)));
	}

	private Mono<Void> writeStages(OutputReport report) {
		return Mono.defer(() -> write(Stage.STATE, report))
			.then(Mono.defer(() -> write(Stage.MESSAGES, report)))
			.onErrorMap(this::first)
			.onErrorMap(StateConflictException.class,
					(conflict) -> (report.isTouched()) ? conflict : conflict.withNothingWritten())
			.doOnError(StateConflictException.class, report::addTo)
			.doOnError(FunctionException.class, report::addTo);
	}

	private void log(OutputReport report, @Nullable Throwable failure) {
		String log = "Nobody waited for the outputs of " + this.function;
		if (failure == null) {
			logger.warn(log + report.describe());
		}
		else if (failure instanceof FunctionException) {
			logger.warn(log + ", which failed: " + FailureResponses.describe(failure));
		}
		else {
			logger.error(log + ", which failed" + report.describe(), failure);
		}
	}

	private Mono<Void> write(Stage stage, OutputReport report) {
		List<Mono<Void>> parts = new ArrayList<>();
		this.writes.forEach((writer, ofWriter) -> {
			if (writer.stage() == stage) {
				parts.add(write(writer, ofWriter, report));
			}
		});
		return (parts.size() == 1) ? parts.get(0) : Mono.whenDelayError(parts);
	}

	@SuppressWarnings("unchecked")
	private <W extends OutputWrite> Mono<Void> write(OutputWriter<W> writer, List<?> writes, OutputReport report) {
		return writer.write((List<W>) writes, report);
	}

	private Throwable first(Throwable failure) {
		List<Throwable> failures = all(failure).toList();
		Throwable first = failures.get(0);
		failures.stream().filter((other) -> other != first).forEach((other) -> {
			first.addSuppressed(other);
			if (!(other instanceof FunctionException)) {
				logger.error("An output of " + this.function + " failed", other);
			}
		});
		return first;
	}

	private static Stream<Throwable> all(Throwable failure) {
		return (Exceptions.isMultiple(failure)) ? Exceptions.unwrapMultiple(failure).stream().flatMap(Outputs::all)
				: Stream.of(failure);
	}

}
