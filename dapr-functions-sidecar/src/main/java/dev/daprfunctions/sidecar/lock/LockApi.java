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

package dev.daprfunctions.sidecar.lock;

import java.time.Duration;
import java.util.Map;

import dev.daprfunctions.sidecar.error.ApiException;
import dev.daprfunctions.sidecar.fault.FaultableCall;
import dev.daprfunctions.sidecar.fault.Faults;
import dev.daprfunctions.sidecar.fault.Faults.FaultyCall;
import dev.daprfunctions.sidecar.fault.Operation;
import io.dapr.v1.DaprLockProtos.TryLockRequest;
import io.dapr.v1.DaprLockProtos.UnlockRequest;
import io.dapr.v1.DaprLockProtos.UnlockResponse;
import io.grpc.Status;

/**
 * Lock API of one application, as the HTTP and the gRPC front end share it.
 *
 * @since 0.1.0
 */
public final class LockApi {

	private static final String MALFORMED = "ERR_MALFORMED_REQUEST";

	private static final String SEPARATOR = "||";

	private final Map<String, LockStore> stores;

	private final Faults faults;

	LockApi(Map<String, LockStore> stores, Faults faults) {
		this.stores = Map.copyOf(stores);
		this.faults = faults;
	}

	/**
	 * Try to take a lock.
	 * @param request the request
	 * @return whether it was taken
	 * @throws ApiException if the request is wrong
	 */
	public boolean tryLock(TryLockRequest request) {
		if (request.getExpiryInSeconds() <= 0) {
			throw malformed("ExpiryInSeconds is not positive", request.getStoreName());
		}
		LockStore store = find(request.getStoreName(), request.getResourceId(), request.getLockOwner());
		verifyResource(request.getResourceId(), "ERR_TRY_LOCK", "failed to try acquiring lock");
		FaultyCall call = this.faults
			.begin(FaultableCall.of(Operation.TRY_LOCK, request.getStoreName(), request.getResourceId()));
		boolean taken = store.take(request.getResourceId(), request.getLockOwner(),
				Duration.ofSeconds(request.getExpiryInSeconds()));
		call.end();
		return taken;
	}

	/**
	 * Release a lock.
	 * @param request the request
	 * @return what became of it
	 * @throws ApiException if the request is wrong
	 */
	public UnlockResponse.Status unlock(UnlockRequest request) {
		LockStore store = find(request.getStoreName(), request.getResourceId(), request.getLockOwner());
		verifyResource(request.getResourceId(), "ERR_UNLOCK", "failed to release lock");
		FaultyCall call = this.faults
			.begin(FaultableCall.of(Operation.UNLOCK, request.getStoreName(), request.getResourceId()));
		UnlockResponse.Status status = store.release(request.getResourceId(), request.getLockOwner());
		call.end();
		return status;
	}

	/**
	 * Release all locks.
	 */
	public void clear() {
		this.stores.values().forEach(LockStore::clear);
	}

	private LockStore find(String name, String resource, String owner) {
		if (this.stores.isEmpty()) {
			throw ApiException.plain(500, Status.Code.FAILED_PRECONDITION, "ERR_LOCK_STORE_NOT_CONFIGURED",
					"lock store is not configured");
		}
		if (resource.isEmpty()) {
			throw malformed("ResourceId is empty", name);
		}
		if (owner.isEmpty()) {
			throw malformed("LockOwner is empty", name);
		}
		LockStore store = this.stores.get(name);
		if (store == null) {
			throw ApiException.plain(400, Status.Code.INVALID_ARGUMENT, "ERR_LOCK_STORE_NOT_FOUND",
					"lock store %s not found".formatted(name));
		}
		return store;
	}

	private static void verifyResource(String resource, String errorCode, String failure) {
		if (resource.contains(SEPARATOR)) {
			throw ApiException.plain(500, Status.Code.INTERNAL, errorCode,
					"%s: input key/keyPrefix '%s' can't contain '%s'".formatted(failure, resource, SEPARATOR));
		}
	}

	private static ApiException malformed(String problem, String store) {
		return ApiException.plain(400, Status.Code.INVALID_ARGUMENT, MALFORMED,
				"%s in lock store %s".formatted(problem, store));
	}

}
