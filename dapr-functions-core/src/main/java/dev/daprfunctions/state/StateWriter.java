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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.daprfunctions.client.SidecarFailures;
import dev.daprfunctions.function.OutputReport;
import dev.daprfunctions.function.OutputWriter;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.SaveStateRequest;
import io.dapr.client.domain.State;
import reactor.core.publisher.Mono;

/**
 * Writes the state outputs of a call: of two writes to one key the last one, the values
 * of each store in one request, deletes beside it.
 */
final class StateWriter implements OutputWriter<StateChange> {

	private final DaprClient client;

	StateWriter(DaprClient client) {
		this.client = client;
	}

	@Override
	public Stage stage() {
		return Stage.STATE;
	}

	@Override
	public Mono<Void> write(List<StateChange> changes, OutputReport report) {
		Map<StateAddress, StateChange> last = new LinkedHashMap<>();
		changes.forEach((change) -> {
			last.remove(change.address());
			last.put(change.address(), change);
		});
		Map<String, List<StateChange>> saves = last.values()
			.stream()
			.filter((change) -> !change.isDelete())
			.collect(Collectors.groupingBy((change) -> change.address().store(), LinkedHashMap::new,
					Collectors.toList()));
		List<Mono<Void>> requests = new ArrayList<>();
		saves.forEach((store, ofStore) -> requests.add(reported(save(store, ofStore), ofStore, changes, report)));
		last.values()
			.stream()
			.filter(StateChange::isDelete)
			.forEach((change) -> requests.add(reported(delete(change), List.of(change), changes, report)));
		return Mono.whenDelayError(requests);
	}

	private static Mono<Void> reported(Mono<Void> request, List<StateChange> written, List<StateChange> all,
			OutputReport report) {
		Set<StateAddress> addresses = written.stream().map(StateChange::address).collect(Collectors.toSet());
		List<StateChange> changes = all.stream().filter((change) -> addresses.contains(change.address())).toList();
		return request.doOnSuccess((done) -> changes.forEach(report::sent))
			.doOnError(SidecarFailures::isOutcomeUnknown, (failure) -> changes.forEach(report::unknown));
	}

	private Mono<Void> save(String store, List<StateChange> changes) {
		List<State<?>> states = changes.stream().<State<?>>map(StateChange::toState).toList();
		return this.client.saveBulkState(new SaveStateRequest(store).setStates(states))
			.onErrorMap(translation("writing", changes));
	}

	private Mono<Void> delete(StateChange change) {
		return this.client.deleteState(change.toDelete()).onErrorMap(translation("deleting", List.of(change)));
	}

	private static Function<Throwable, Throwable> translation(String operation, List<StateChange> changes) {
		String targets = changes.stream()
			.map((change) -> change.address().toString())
			.collect(Collectors.joining(", "));
		return (failure) -> SidecarFailures.translate(failure,
				operation + " " + targets + " for " + changes.get(0).function());
	}

}
