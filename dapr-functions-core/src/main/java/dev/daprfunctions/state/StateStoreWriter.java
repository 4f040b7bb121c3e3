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
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import dev.daprfunctions.client.RequestSizes;
import dev.daprfunctions.client.SidecarFailures;
import dev.daprfunctions.error.FunctionException;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.ExecuteStateTransactionRequest;
import io.dapr.client.domain.SaveStateRequest;
import io.dapr.client.domain.State;
import io.dapr.client.domain.TransactionalStateOperation;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes to one state store.
 *
 * @see <a href="https://docs.dapr.io/reference/api/state_api/">State management API</a>
 */
final class StateStoreWriter {

	private final DaprClient client;

	private final StateStoreTypes types;

	private final StateConflicts conflicts;

	StateStoreWriter(DaprClient client, StateStoreTypes types) {
		this.client = client;
		this.types = types;
		this.conflicts = new StateConflicts(client);
	}

	/**
	 * Checks before anything is sent that no transaction would be too large. What can be
	 * written in several requests may be of any size.
	 * @param changes the writes to one store, to different keys
	 * @return completes if all of them can be sent
	 */
	Mono<Void> check(List<StateChange> changes) {
		long size = RequestSizes.sum(changes, StateChange::size);
		if (changes.size() < 2 || size <= RequestSizes.MAX_BYTES) {
			return Mono.empty();
		}
		String store = changes.get(0).address().store();
		return this.types.isAtomic(store, changes).flatMap((atomic) -> {
			if (atomic) {
				RequestSizes.check(size, () -> "The transaction with the " + changes.size() + " outputs of "
						+ changes.get(0).function() + " to store '" + store + "'");
			}
			List<StateChange> others = changes.stream().filter((change) -> !change.isConditional()).toList();
			return (others.size() < changes.size()) ? check(others) : Mono.empty();
		});
	}

	/**
	 * Writes everything that a call writes to a store.
	 * @param changes the writes, to different keys
	 * @param report where the outcome is reported
	 * @return completes when everything was written
	 */
	Mono<Void> write(List<StateChange> changes, StateReport report) {
		if (changes.size() == 1) {
			return writeOne(changes.get(0), report);
		}
		return this.types.isAtomic(changes.get(0).address().store(), changes)
			.flatMap((atomic) -> (atomic) ? transact(changes, report) : writeInParts(changes, report));
	}

	private Mono<Void> writeInParts(List<StateChange> changes, StateReport report) {
		List<StateChange> conditional = changes.stream().filter(StateChange::isConditional).toList();
		List<StateChange> others = changes.stream().filter((change) -> !change.isConditional()).toList();
		if (conditional.isEmpty()) {
			return writeBulk(others, report);
		}
		Mono<Void> rest = (others.isEmpty()) ? Mono.empty() : Mono.defer(() -> write(others, report));
		return Flux.fromIterable(conditional).concatMap((change) -> writeOne(change, report)).then(rest);
	}

	private Mono<Void> writeOne(StateChange change, StateReport report) {
		List<StateChange> changes = List.of(change);
		Mono<Void> request;
		if (change.isDelete()) {
			request = Mono.defer(() -> this.client.deleteState(change.toDelete()));
		}
		else {
			request = (change.comparesEtag()) ? this.types.fit(change).flatMap((fitted) -> save(List.of(fitted)))
					: save(changes);
		}
		return report.of(translated(request, (change.isDelete()) ? "deleting" : "writing", changes), changes);
	}

	/**
	 * Writes in one transaction, sorted by key: databases lock one row after the other,
	 * and two calls that lock the same rows in different orders wait for each other.
	 * @param changes the writes
	 * @param report where the outcome is reported
	 * @return completes when everything was written
	 */
	private Mono<Void> transact(List<StateChange> changes, StateReport report) {
		List<TransactionalStateOperation<?>> operations = changes.stream()
			.sorted(Comparator.comparing((change) -> change.address().key()))
			.<TransactionalStateOperation<?>>map(StateChange::toOperation)
			.toList();
		ExecuteStateTransactionRequest request = new ExecuteStateTransactionRequest(changes.get(0).address().store())
			.setOperations(operations)
			.setMetadata(StateStoreTypes.transactionMetadata(changes));
		Mono<Void> transaction = translated(Mono.defer(() -> this.client.executeStateTransaction(request)),
				"writing in one transaction", changes);
		return this.types.rollsBack(request.getStateStoreName())
			.flatMap(
					(rollsBack) -> (rollsBack) ? report.of(transaction, changes) : report.ofBulk(transaction, changes));
	}

	private Mono<Void> writeBulk(List<StateChange> changes, StateReport report) {
		List<Mono<Void>> requests = new ArrayList<>();
		List<StateChange> saves = changes.stream().filter((change) -> !change.isDelete()).toList();
		if (!saves.isEmpty()) {
			RequestSizes.split(saves, StateChange::size)
				.forEach((part) -> requests.add(report.ofBulk(translated(save(part), "writing", part), part)));
		}
		changes.stream().filter(StateChange::isDelete).forEach((change) -> requests.add(writeOne(change, report)));
		return Mono.whenDelayError(requests);
	}

	private Mono<Void> save(List<StateChange> changes) {
		List<State<?>> states = changes.stream().<State<?>>map(StateChange::toState).toList();
		SaveStateRequest request = new SaveStateRequest(changes.get(0).address().store()).setStates(states);
		return Mono.defer(() -> this.client.saveBulkState(request));
	}

	private Mono<Void> translated(Mono<Void> request, String operation, List<StateChange> changes) {
		return request.onErrorResume((failure) -> {
			FunctionException translated = SidecarFailures.translateWrite(failure, describe(operation, changes));
			List<StateChange> conditional = changes.stream().filter(StateChange::isConditional).toList();
			return (conditional.isEmpty()) ? Mono.error(translated)
					: this.conflicts.find(conditional, translated).flatMap(Mono::error);
		});
	}

	private static String describe(String operation, List<StateChange> changes) {
		return operation + " " + changes.stream().map(StateChange::target).collect(Collectors.joining(", ")) + " for "
				+ changes.get(0).function();
	}

}
