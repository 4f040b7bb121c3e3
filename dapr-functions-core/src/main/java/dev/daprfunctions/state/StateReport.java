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

import dev.daprfunctions.client.SidecarFailures;
import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.function.OutputReport;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;

/**
 * Reports what became of writes, together with those that a later write to the same key
 * has replaced.
 */
final class StateReport {

	private final OutputReport report;

	private final List<StateChange> all;

	StateReport(OutputReport report, List<StateChange> all) {
		this.report = report;
		this.all = all;
	}

	/**
	 * Reports the outcome of a request.
	 * @param request the request, which fails with translated failures
	 * @param changes what it writes
	 * @return the request
	 */
	Mono<Void> of(Mono<Void> request, List<StateChange> changes) {
		return request.doOnSuccess((done) -> affected(changes).forEach(this.report::sent))
			.doOnError(SidecarFailures::isOutcomeUnknown, (failure) -> affected(changes).forEach(this.report::unknown));
	}

	/**
	 * Reports the outcome of a request that is not atomic: if it fails for one of several
	 * values, what became of the others is unknown.
	 * @param request the request, which fails with translated failures
	 * @param changes what it writes
	 * @return the request
	 */
	Mono<Void> ofBulk(Mono<Void> request, List<StateChange> changes) {
		return of(request, changes).doOnError((failure) -> changes.size() > 1 && isFailureOfOne(failure),
				(failure) -> affected(changes).forEach(this.report::unknown));
	}

	private static boolean isFailureOfOne(Throwable failure) {
		return failure instanceof FunctionException translated
				&& (translated.getStatusCode().isSameCodeAs(HttpStatus.CONFLICT)
						|| translated.getStatusCode().isSameCodeAs(HttpStatus.BAD_GATEWAY));
	}

	private List<StateChange> affected(List<StateChange> changes) {
		return this.all.stream()
			.filter((change) -> changes.stream().anyMatch((written) -> written.address().equals(change.address())))
			.toList();
	}

}
