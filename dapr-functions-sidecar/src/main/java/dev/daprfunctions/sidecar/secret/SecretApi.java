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

package dev.daprfunctions.sidecar.secret;

import java.util.Map;
import java.util.TreeMap;

import dev.daprfunctions.sidecar.error.ApiException;
import dev.daprfunctions.sidecar.fault.FaultableCall;
import dev.daprfunctions.sidecar.fault.Faults;
import dev.daprfunctions.sidecar.fault.Faults.FaultyCall;
import dev.daprfunctions.sidecar.fault.Operation;
import dev.daprfunctions.sidecar.json.QuotedText;
import io.grpc.Status;

/**
 * Secrets API of one application, as the HTTP and the gRPC front end share it.
 *
 * @since 0.1.0
 */
public final class SecretApi {

	private final Map<String, SecretStore> stores;

	private final Map<String, SecretPolicy> policies;

	private final Faults faults;

	private final SecretStubs stubs = new SecretStubs();

	SecretApi(Map<String, SecretStore> stores, Map<String, SecretPolicy> policies) {
		this(stores, policies, new Faults());
	}

	private SecretApi(Map<String, SecretStore> stores, Map<String, SecretPolicy> policies, Faults faults) {
		this.stores = Map.copyOf(stores);
		this.policies = Map.copyOf(policies);
		this.faults = faults;
	}

	/**
	 * Return the same API with faults.
	 * @param faults the faults of the sidecar
	 * @return the API
	 */
	public SecretApi with(Faults faults) {
		return new SecretApi(this.stores, this.policies, faults);
	}

	/**
	 * Return the secrets that stand in for those of the stores.
	 * @return the stubs
	 */
	public SecretStubs stubs() {
		return this.stubs;
	}

	/**
	 * Read one secret.
	 * @param store the name of the store
	 * @param name the name of the secret
	 * @return the values of the secret by their names
	 * @throws ApiException if there is no such store or secret, or the application may
	 * not read it
	 */
	public Map<String, String> get(String store, String name) {
		SecretStore target = find(store);
		if (!isAllowed(store, name)) {
			throw ApiException.plain(403, Status.Code.PERMISSION_DENIED, "ERR_PERMISSION_DENIED",
					"access denied by policy to get %s from %s".formatted(QuotedText.quote(name),
							QuotedText.quote(store)));
		}
		FaultyCall call = this.faults.begin(FaultableCall.of(Operation.GET_SECRET, store, name));
		try {
			Map<String, String> stub = this.stubs.get(store, name);
			Map<String, String> secret = (stub != null) ? stub : target.get(name);
			call.end();
			return secret;
		}
		catch (SecretStoreException ex) {
			throw ApiException.plain(500, Status.Code.INTERNAL, "ERR_SECRET_GET",
					"failed getting secret with key %s from secret store %s: %s".formatted(name, store,
							ex.getMessage()));
		}
	}

	/**
	 * Read all secrets that the application may read.
	 * @param store the name of the store
	 * @return the values of the secrets by name
	 * @throws ApiException if there is no such store
	 */
	public Map<String, Map<String, String>> getBulk(String store) {
		SecretStore target = find(store);
		FaultyCall call = this.faults.begin(FaultableCall.of(Operation.GET_BULK_SECRET, store));
		Map<String, Map<String, String>> allowed = new TreeMap<>(target.getAll());
		allowed.putAll(this.stubs.getAll(store));
		allowed.keySet().removeIf((name) -> !isAllowed(store, name));
		call.end();
		return allowed;
	}

	private boolean isAllowed(String store, String name) {
		SecretPolicy policy = this.policies.get(store);
		return policy == null || policy.allows(name);
	}

	private SecretStore find(String name) {
		SecretStore store = this.stores.get(name);
		if (store == null && this.stubs.hasStore(name)) {
			return NoSecrets.INSTANCE;
		}
		if (this.stores.isEmpty()) {
			throw ApiException.plain(500, Status.Code.FAILED_PRECONDITION, "ERR_SECRET_STORES_NOT_CONFIGURED",
					"secret store is not configured");
		}
		if (store == null) {
			throw ApiException.plain(401, Status.Code.INVALID_ARGUMENT, "ERR_SECRET_STORE_NOT_FOUND",
					"failed finding secret store with key " + name);
		}
		return store;
	}

}
