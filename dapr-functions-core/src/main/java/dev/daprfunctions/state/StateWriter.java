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

import dev.daprfunctions.function.OutputReport;
import dev.daprfunctions.function.OutputWriter;
import io.dapr.client.DaprClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes the state outputs of a call: of two writes to one key the last one, stores with
 * conditional writes before the others, and those of one store as one transaction where
 * the store is known to be right with it.
 */
final class StateWriter implements OutputWriter<StateChange> {

	private final StateStoreWriter stores;

	StateWriter(DaprClient client, StateStoreTypes types) {
		this.stores = new StateStoreWriter(client, types);
	}

	@Override
	public Stage stage() {
		return Stage.STATE;
	}

	@Override
	public Mono<Void> write(List<StateChange> changes, OutputReport report) {
		StateReport ofCall = new StateReport(report, changes);
		if (changes.size() == 1 && !changes.get(0).isVoid()) {
			return this.stores.write(changes, ofCall);
		}
		List<List<StateChange>> conditional = new ArrayList<>();
		List<List<StateChange>> others = new ArrayList<>();
		List<List<StateChange>> stores = byStore(changes);
		for (List<StateChange> ofStore : stores) {
			(ofStore.stream().anyMatch(StateChange::isConditional) ? conditional : others).add(ofStore);
		}
		Mono<Void> rest = Mono
			.whenDelayError(others.stream().map((ofStore) -> this.stores.write(ofStore, ofCall)).toList());
		Mono<Void> all = (conditional.isEmpty()) ? rest
				: Flux.fromIterable(conditional).concatMap((ofStore) -> this.stores.write(ofStore, ofCall)).then(rest);
		return Flux.fromIterable(stores).concatMap(this.stores::check).then(all);
	}

	private static List<List<StateChange>> byStore(List<StateChange> changes) {
		Map<String, Map<String, StateChange>> stores = new LinkedHashMap<>();
		for (StateChange change : changes) {
			Map<String, StateChange> ofStore = stores.computeIfAbsent(change.address().store(),
					(store) -> new LinkedHashMap<>());
			StateChange earlier = ofStore.remove(change.address().key());
			ofStore.put(change.address().key(), (earlier != null) ? change.after(earlier) : change);
		}
		return stores.values()
			.stream()
			.map((ofStore) -> ofStore.values().stream().filter((change) -> !change.isVoid()).toList())
			.filter((ofStore) -> !ofStore.isEmpty())
			.toList();
	}

}
