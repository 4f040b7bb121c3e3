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

import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.function.OutputWriter.Stage;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/**
 * Outputs of one call, by the writer that they belong to.
 *
 * @since 0.1.0
 */
public final class Outputs {

	private final Map<OutputWriter<?>, List<OutputWrite>> writes = new LinkedHashMap<>();

	Outputs() {
	}

	/**
	 * Adds a write.
	 * @param <W> the type of the write
	 * @param writer who writes it
	 * @param write what to write
	 */
	public <W extends OutputWrite> void add(OutputWriter<W> writer, W write) {
		this.writes.computeIfAbsent(writer, (key) -> new ArrayList<>()).add(write);
	}

	/**
	 * Writes everything, stage by stage.
	 * @return completes when everything was written, or fails with an exception that
	 * lists what was sent and what was not
	 */
	Mono<Void> write() {
		if (this.writes.isEmpty()) {
			return Mono.empty();
		}
		OutputReport report = new OutputReport(this.writes.values().stream().flatMap(List::stream).toList());
		return write(Stage.STATE, report).then(Mono.defer(() -> write(Stage.MESSAGES, report)))
			.doOnError(FunctionException.class, report::addTo);
	}

	private Mono<Void> write(Stage stage, OutputReport report) {
		List<Mono<Void>> parts = new ArrayList<>();
		this.writes.forEach((writer, ofWriter) -> {
			if (writer.stage() == stage) {
				parts.add(write(writer, ofWriter, report));
			}
		});
		return switch (parts.size()) {
			case 0 -> Mono.empty();
			case 1 -> parts.get(0);
			default -> Mono.whenDelayError(parts).onErrorMap(Outputs::first);
		};
	}

	@SuppressWarnings("unchecked")
	private <W extends OutputWrite> Mono<Void> write(OutputWriter<W> writer, List<?> writes, OutputReport report) {
		return writer.write((List<W>) writes, report);
	}

	private static Throwable first(Throwable failure) {
		List<Throwable> failures = Exceptions.unwrapMultiple(failure);
		Throwable first = failures.get(0);
		failures.stream().filter((other) -> other != first).forEach(first::addSuppressed);
		return first;
	}

}
