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
import java.util.function.Function;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Carries out writes: those of one target one after another, stopping at the first that
 * fails, different targets at the same time.
 *
 * @since 0.1.0
 */
public final class SerialWrites {

	private SerialWrites() {
	}

	/**
	 * Carries out writes.
	 * @param <W> the type of a write
	 * @param writes the writes in their order
	 * @param target returns the target of a write
	 * @param operation carries out one write
	 * @return completes when everything was written
	 */
	public static <W> Mono<Void> write(List<W> writes, Function<W, ?> target, Function<W, Mono<Void>> operation) {
		if (writes.size() == 1) {
			return operation.apply(writes.get(0));
		}
		Map<Object, List<W>> targets = new LinkedHashMap<>();
		writes.forEach((write) -> targets.computeIfAbsent(target.apply(write), (key) -> new ArrayList<>()).add(write));
		return Mono.whenDelayError(targets.values()
			.stream()
			.map((ofTarget) -> Flux.fromIterable(ofTarget).concatMap(operation).then())
			.toList());
	}

}
