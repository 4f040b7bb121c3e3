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

import java.util.List;
import java.util.Map;

import com.google.protobuf.Message;
import com.google.rpc.Help;
import dev.daprfunctions.sidecar.error.ApiException;
import dev.daprfunctions.sidecar.error.ApiException.GrpcError;
import dev.daprfunctions.sidecar.error.ApiException.HttpError;
import io.grpc.Status;

/**
 * Errors of the state API.
 */
final class StateErrors {

	private StateErrors() {
	}

	static ApiException notConfigured(String store, String appId) {
		String message = "state store %s is not configured".formatted(store);
		String reason = "DAPR_STATE_NOT_CONFIGURED";
		return ApiException.of(
				new HttpError(500, "ERR_STATE_STORE_NOT_CONFIGURED", message,
						List.of(ApiException.errorInfo(reason, Map.of("appID", appId)))),
				new GrpcError(Status.Code.FAILED_PRECONDITION, message,
						List.of(ApiException.errorInfo(reason, Map.of()))));
	}

	static ApiException notFound(String store, String appId) {
		String message = "state store %s is not found".formatted(store);
		String reason = "DAPR_STATE_NOT_FOUND";
		return ApiException.of(
				new HttpError(400, "ERR_STATE_STORE_NOT_FOUND", message,
						List.of(ApiException.errorInfo(reason, Map.of("appID", appId)))),
				new GrpcError(Status.Code.INVALID_ARGUMENT, message,
						List.of(ApiException.errorInfo(reason, Map.of()))));
	}

	static ApiException illegalKey(String store, String key, String httpField) {
		String message = "input key/keyPrefix '%s' can't contain '||'".formatted(key);
		// Over HTTP the runtime wraps this error into a second one of the same kind.
		String httpMessage = "api error: code = InvalidArgument desc = " + message;
		return ApiException.of(
				new HttpError(400, "ERR_MALFORMED_REQUEST", httpMessage,
						illegalKeyDetails(store, httpField, httpMessage)),
				new GrpcError(Status.Code.INVALID_ARGUMENT, message, illegalKeyDetails(store, key, message)));
	}

	private static List<Message> illegalKeyDetails(String store, String field, String message) {
		return List.of(ApiException.fieldViolation(field, message), ApiException.resourceInfo("state", store),
				ApiException.errorInfo("DAPR_STATE_ILLEGAL_KEY", Map.of()));
	}

	static ApiException transactionsNotSupported(String store) {
		Help help = Help.newBuilder()
			.addLinks(Help.Link.newBuilder()
				.setUrl("https://docs.dapr.io/reference/components-reference/supported-state-stores/")
				.setDescription("Check the list of state stores and the features they support"))
			.build();
		return ApiException.withDetails(500, Status.Code.UNIMPLEMENTED, "ERR_STATE_STORE_NOT_SUPPORTED",
				"state store %s doesn't support transactions".formatted(store),
				List.of(help, ApiException.resourceInfo("state", store),
						ApiException.errorInfo("DAPR_STATE_TRANSACTIONS_NOT_SUPPORTED", Map.of())));
	}

	static ApiException saveFailed(String store, StateStoreException cause) {
		return writeFailed("ERR_STATE_SAVE",
				"failed saving state in state store %s: %s".formatted(store, cause.getMessage()), cause);
	}

	static ApiException deleteFailed(String key, StateStoreException cause) {
		return writeFailed("ERR_STATE_DELETE",
				"failed deleting state with key %s: %s".formatted(key, cause.getMessage()), cause);
	}

	static ApiException bulkDeleteFailed(String store, StateStoreException cause) {
		return writeFailed("ERR_STATE_BULK_DELETE",
				"failed deleting state in state store %s: %s".formatted(store, cause.getMessage()), cause);
	}

	static ApiException transactionFailed(StateStoreException cause) {
		return ApiException.withReason(500, Status.Code.INTERNAL, "ERR_STATE_TRANSACTION",
				"error while executing state transaction: " + cause.getMessage());
	}

	private static ApiException writeFailed(String errorCode, String message, StateStoreException cause) {
		if (cause instanceof InvalidEtagException) {
			return ApiException.withReason(400, Status.Code.INVALID_ARGUMENT, errorCode, message);
		}
		return (cause instanceof EtagMismatchException)
				? ApiException.withReason(409, Status.Code.ABORTED, errorCode, message)
				: ApiException.withReason(500, Status.Code.INTERNAL, errorCode, message);
	}

}
