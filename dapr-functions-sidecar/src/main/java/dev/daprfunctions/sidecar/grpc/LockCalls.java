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

package dev.daprfunctions.sidecar.grpc;

import dev.daprfunctions.sidecar.lock.LockApi;
import io.dapr.v1.DaprLockProtos.TryLockRequest;
import io.dapr.v1.DaprLockProtos.TryLockResponse;
import io.dapr.v1.DaprLockProtos.UnlockRequest;
import io.dapr.v1.DaprLockProtos.UnlockResponse;

/**
 * Calls of the lock API.
 */
final class LockCalls {

	private final LockApi locks;

	LockCalls(LockApi locks) {
		this.locks = locks;
	}

	TryLockResponse lock(TryLockRequest request) {
		return TryLockResponse.newBuilder().setSuccess(this.locks.tryLock(request)).build();
	}

	UnlockResponse unlock(UnlockRequest request) {
		return UnlockResponse.newBuilder().setStatus(this.locks.unlock(request)).build();
	}

}
