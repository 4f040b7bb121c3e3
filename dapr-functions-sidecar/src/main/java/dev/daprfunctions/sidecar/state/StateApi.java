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

package dev.daprfunctions.sidecar.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.daprfunctions.sidecar.error.ApiException;
import dev.daprfunctions.sidecar.fault.FaultableCall;
import dev.daprfunctions.sidecar.fault.Faults;
import dev.daprfunctions.sidecar.fault.Faults.FaultyCall;
import dev.daprfunctions.sidecar.fault.Operation;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * State API of one application, as the HTTP and the gRPC front end share it.
 *
 * @since 0.1.0
 */
public final class StateApi {

	private static final String INJECTED = "injected conflict";

	private final String appId;

	private final Map<String, ConfiguredStateStore> stores;

	private final Faults faults;

	StateApi(String appId, Map<String, ConfiguredStateStore> stores, Faults faults) {
		this.appId = appId;
		this.stores = Map.copyOf(stores);
		this.faults = faults;
	}

	/**
	 * Fail unless the store exists.
	 * @param store the name of the store
	 * @throws ApiException if there is no such store
	 */
	public void requireStore(String store) {
		find(store);
	}

	/**
	 * Fail unless the store exists and has transactions.
	 * @param store the name of the store
	 * @throws ApiException if there is no such store, or it has no transactions
	 */
	public void requireTransactions(String store) {
		if (!find(store).isTransactional()) {
			throw StateErrors.transactionsNotSupported(store);
		}
	}

	/**
	 * Read one value.
	 * @param store the name of the store
	 * @param key the key
	 * @return the value, or {@code null} if there is none
	 */
	public @Nullable StateValue get(String store, String key) {
		ConfiguredStateStore target = find(store);
		String storedKey = storedKey(target, key);
		FaultyCall call = this.faults.begin(FaultableCall.of(Operation.GET_STATE, store, key));
		StateValue value = target.store().get(storedKey);
		call.end();
		return value;
	}

	/**
	 * Read several values.
	 * @param store the name of the store
	 * @param keys the keys
	 * @return the values in the order of the keys
	 */
	public List<Item> getBulk(String store, List<String> keys) {
		ConfiguredStateStore target = find(store);
		List<String> storedKeys = keys.stream().map((key) -> storedKey(target, key)).toList();
		FaultyCall call = this.faults.begin(new FaultableCall(Operation.GET_BULK_STATE, store, keys));
		Map<String, StateValue> values = target.store().getBulk(storedKeys);
		List<Item> items = keys.stream().map((key) -> item(target, key, values)).toList();
		call.end();
		return items;
	}

	private Item item(ConfiguredStateStore store, String key, Map<String, StateValue> values) {
		String error = this.faults.failureOfKey(FaultableCall.of(Operation.GET_BULK_STATE, store.name(), key));
		return new Item(key, (error != null) ? null : values.get(storedKey(store, key)), error);
	}

	/**
	 * Save values, each for itself.
	 * @param store the name of the store
	 * @param upserts the values
	 * @throws ApiException if at least one was refused; the others are saved
	 */
	public void save(String store, List<StateOperation.Upsert> upserts) {
		try {
			applyEach(Operation.SAVE_STATE, store, upserts);
		}
		catch (StateStoreException ex) {
			throw StateErrors.saveFailed(store, ex);
		}
	}

	/**
	 * Delete one value.
	 * @param store the name of the store
	 * @param delete the deletion
	 * @throws ApiException if it was refused
	 */
	public void delete(String store, StateOperation.Delete delete) {
		try {
			applyEach(Operation.DELETE_STATE, store, List.of(delete));
		}
		catch (StateStoreException ex) {
			throw StateErrors.deleteFailed(delete.key(), ex);
		}
	}

	/**
	 * Delete values, each for itself.
	 * @param store the name of the store
	 * @param deletes the deletions
	 * @throws ApiException if at least one was refused; the others are deleted
	 */
	public void deleteBulk(String store, List<StateOperation.Delete> deletes) {
		try {
			applyEach(Operation.DELETE_BULK_STATE, store, deletes);
		}
		catch (StateStoreException ex) {
			throw StateErrors.bulkDeleteFailed(store, ex);
		}
	}

	/**
	 * Change several keys, all or none of them.
	 * @param store the name of the store
	 * @param operations the changes, in order
	 * @throws ApiException if one was refused
	 */
	public void transact(String store, List<StateOperation> operations) {
		ConfiguredStateStore target = find(store);
		List<StateOperation> stored = withStoredKeys(target, operations);
		FaultableCall faultable = faultable(Operation.TRANSACT_STATE, store, operations);
		FaultyCall call = this.faults.begin(faultable);
		try {
			if (this.faults.isConflict(faultable)) {
				throw new EtagMismatchException(INJECTED);
			}
			target.store().transact(stored);
			call.end();
		}
		catch (StateStoreException ex) {
			throw StateErrors.transactionFailed(ex);
		}
	}

	/**
	 * Return all values of a store that the application can read.
	 * @param store the name of the store
	 * @return the values by the application's keys
	 * @throws ApiException if there is no such store
	 */
	public SortedMap<String, StateValue> getAll(String store) {
		ConfiguredStateStore target = find(store);
		String prefix = target.keyPrefix().apply("");
		SortedMap<String, StateValue> values = new TreeMap<>();
		target.store().getAll().forEach((key, value) -> {
			if (key.startsWith(prefix)) {
				values.put(key.substring(prefix.length()), value);
			}
		});
		return values;
	}

	/**
	 * Remove all values of all stores.
	 */
	public void clear() {
		this.stores.values().forEach((store) -> store.store().clear());
	}

	/**
	 * Fail if a key cannot be used.
	 * @param store the name of the store
	 * @param key the key
	 * @throws ApiException if the key cannot be used
	 */
	public void requireLegalKey(String store, String key) {
		if (key.contains("||")) {
			throw StateErrors.illegalKey(store, key, key);
		}
	}

	/**
	 * Fail if the key of an operation of a transaction cannot be used.
	 * @param store the name of the store
	 * @param key the key
	 * @throws ApiException if the key cannot be used
	 */
	public void requireLegalKeyOfTransaction(String store, String key) {
		if (key.contains("||")) {
			// Over HTTP the runtime does not name the key of a transaction.
			throw StateErrors.illegalKey(store, key, "");
		}
	}

	/**
	 * Create the error for an operation of a transaction that does not exist.
	 * @param operation the name of the operation
	 * @return the error
	 */
	public ApiException unsupportedOperation(String operation) {
		return ApiException.withReason(400, Status.Code.UNIMPLEMENTED, "ERR_NOT_SUPPORTED_STATE_OPERATION",
				"operation type %s not supported".formatted(operation));
	}

	private void applyEach(Operation kind, String store, List<? extends StateOperation> operations)
			throws StateStoreException {
		ConfiguredStateStore target = find(store);
		List<StateOperation> stored = withStoredKeys(target, operations);
		FaultyCall call = this.faults.begin(faultable(kind, store, operations));
		List<StateStoreException> failures = new ArrayList<>();
		for (int i = 0; i < stored.size(); i++) {
			try {
				if (this.faults.isConflict(FaultableCall.of(kind, store, operations.get(i).key()))) {
					throw new EtagMismatchException(INJECTED);
				}
				target.store().apply(stored.get(i));
			}
			catch (StateStoreException ex) {
				failures.add(ex);
			}
		}
		call.end();
		if (!failures.isEmpty()) {
			throw (stored.size() > 1) ? BulkFailure.of(failures) : failures.get(0);
		}
	}

	private static FaultableCall faultable(Operation kind, String store, List<? extends StateOperation> operations) {
		return new FaultableCall(kind, store, operations.stream().map(StateOperation::key).toList());
	}

	private List<StateOperation> withStoredKeys(ConfiguredStateStore store, List<? extends StateOperation> operations) {
		return operations.stream()
			.<StateOperation>map((operation) -> operation.withKey(storedKey(store, operation.key())))
			.toList();
	}

	private String storedKey(ConfiguredStateStore store, String key) {
		requireLegalKey(store.name(), key);
		return store.keyPrefix().apply(key);
	}

	private ConfiguredStateStore find(String name) {
		if (this.stores.isEmpty()) {
			throw StateErrors.notConfigured(name, this.appId);
		}
		ConfiguredStateStore store = this.stores.get(name);
		if (store == null) {
			throw StateErrors.notFound(name, this.appId);
		}
		return store;
	}

	/**
	 * One value of a bulk read.
	 *
	 * @param key the key
	 * @param value the value, or {@code null} if there is none
	 * @param error why the value could not be read, or {@code null}
	 */
	public record Item(String key, @Nullable StateValue value, @Nullable String error) {
	}

}
