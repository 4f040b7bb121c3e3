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

import reactor.core.publisher.Mono;

/**
 * Outputs of one call, by the writer that they belong to.
 *
 * @since 0.1.0
 */
public final class Outputs {

	private final Map<OutputWriter<?>, List<Object>> writes = new LinkedHashMap<>();

	Outputs() {
	}

	/**
	 * Adds a write.
	 * @param <W> the type of the write
	 * @param writer who writes it
	 * @param write what to write
	 */
	public <W> void add(OutputWriter<W> writer, W write) {
		this.writes.computeIfAbsent(writer, (key) -> new ArrayList<>()).add(write);
	}

	boolean isEmpty() {
		return this.writes.isEmpty();
	}

	Mono<Void> write() {
		return Mono
			.when(this.writes.entrySet().stream().map((entry) -> write(entry.getKey(), entry.getValue())).toList());
	}

	@SuppressWarnings("unchecked")
	private <W> Mono<Void> write(OutputWriter<W> writer, List<?> writes) {
		return writer.write((List<W>) writes);
	}

}
