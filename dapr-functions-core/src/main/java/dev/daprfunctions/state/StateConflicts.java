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

package dev.daprfunctions.state;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.daprfunctions.client.SidecarFailures;
import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.error.StateConflictException;
import io.dapr.client.DaprClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;

/**
 * Tells conflicts from other failures of conditional writes. State stores report them
 * differently, so unless one says so clearly the states are read again and their ETags
 * compared.
 */
final class StateConflicts {

	private final StateReader reader;

	StateConflicts(DaprClient client) {
		this.reader = new StateReader(client);
	}

	/**
	 * Finds out whether a write failed because of a conflict.
	 * @param conditional the conditional writes
	 * @param failure what they failed with
	 * @return the conflict, or else the failure
	 */
	Mono<FunctionException> find(List<StateChange> conditional, FunctionException failure) {
		if (failure.getStatusCode().isSameCodeAs(HttpStatus.CONFLICT)) {
			return Mono.just(conflict(conditional, failure));
		}
		if (SidecarFailures.isOutcomeUnknown(failure)) {
			return Mono.just(failure);
		}
		return Flux.fromIterable(conditional)
			.filterWhen(this::isChanged)
			.collectList()
			.map((changed) -> (changed.isEmpty()) ? failure : conflict(changed, failure))
			.onErrorReturn(failure);
	}

	private Mono<Boolean> isChanged(StateChange change) {
		String etag = Objects.requireNonNull(change.condition()).etag();
		return this.reader.read(change.address(), Map.of(), null, change.function())
			.map((state) -> !Objects.equals(etag, state.getEtag()))
			.defaultIfEmpty(etag != null);
	}

	private static FunctionException conflict(List<StateChange> changed, FunctionException failure) {
		return new StateConflictException("The " + changed.get(0).target() + " was changed by somebody else since "
				+ changed.get(0).function() + " read it", failure);
	}

}
