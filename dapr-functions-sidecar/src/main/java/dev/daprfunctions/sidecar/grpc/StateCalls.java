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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.google.protobuf.ByteString;
import dev.daprfunctions.sidecar.error.ApiException;
import dev.daprfunctions.sidecar.error.ApiException.GrpcError;
import dev.daprfunctions.sidecar.json.JsonFormatException;
import dev.daprfunctions.sidecar.json.RuntimeJson;
import dev.daprfunctions.sidecar.state.StateApi;
import dev.daprfunctions.sidecar.state.StateOperation;
import dev.daprfunctions.sidecar.state.StateOptions;
import dev.daprfunctions.sidecar.state.StateValue;
import io.dapr.v1.CommonProtos;
import io.dapr.v1.CommonProtos.StateItem;
import io.dapr.v1.DaprStateProtos.BulkStateItem;
import io.dapr.v1.DaprStateProtos.DeleteBulkStateRequest;
import io.dapr.v1.DaprStateProtos.DeleteStateRequest;
import io.dapr.v1.DaprStateProtos.ExecuteStateTransactionRequest;
import io.dapr.v1.DaprStateProtos.GetBulkStateRequest;
import io.dapr.v1.DaprStateProtos.GetBulkStateResponse;
import io.dapr.v1.DaprStateProtos.GetStateRequest;
import io.dapr.v1.DaprStateProtos.GetStateResponse;
import io.dapr.v1.DaprStateProtos.SaveStateRequest;
import io.dapr.v1.DaprStateProtos.TransactionalStateOperation;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the state API.
 */
final class StateCalls {

	private final StateApi state;

	StateCalls(StateApi state) {
		this.state = state;
	}

	GetStateResponse get(GetStateRequest request) {
		StateValue value = this.state.get(request.getStoreName(), request.getKey());
		if (value == null) {
			return GetStateResponse.getDefaultInstance();
		}
		return GetStateResponse.newBuilder()
			.setData(ByteString.copyFrom(value.data()))
			.setEtag(value.etag())
			.putAllMetadata(value.metadata())
			.build();
	}

	GetBulkStateResponse getBulk(GetBulkStateRequest request) {
		return GetBulkStateResponse.newBuilder()
			.addAllItems(this.state.getBulk(request.getStoreName(), request.getKeysList())
				.stream()
				.map(StateCalls::toItem)
				.toList())
			.build();
	}

	private static BulkStateItem toItem(StateApi.Item item) {
		BulkStateItem.Builder builder = BulkStateItem.newBuilder().setKey(item.key());
		if (item.error() != null) {
			return builder.setError(item.error()).build();
		}
		StateValue value = item.value();
		if (value != null) {
			builder.setData(ByteString.copyFrom(value.data())).setEtag(value.etag()).putAllMetadata(value.metadata());
		}
		return builder.build();
	}

	void save(SaveStateRequest request) {
		String store = request.getStoreName();
		this.state.requireStore(store);
		List<StateOperation.Upsert> upserts = new ArrayList<>();
		for (StateItem item : request.getStatesList()) {
			if (item.getKey().isEmpty()) {
				throw ApiException.withReason(400, Status.Code.INVALID_ARGUMENT, "ERR_STATE_SAVE",
						"state key cannot be empty");
			}
			this.state.requireLegalKey(store, item.getKey());
			upserts.add(upsert(item, value(item)));
		}
		this.state.save(store, upserts);
	}

	void delete(DeleteStateRequest request) {
		this.state.delete(request.getStoreName(), new StateOperation.Delete(request.getKey(),
				etag((request.hasEtag()) ? request.getEtag() : null), options(request.getOptions())));
	}

	void deleteBulk(DeleteBulkStateRequest request) {
		this.state.deleteBulk(request.getStoreName(),
				request.getStatesList().stream().map(StateCalls::delete).toList());
	}

	void transact(ExecuteStateTransactionRequest request) {
		String store = request.getStoreName();
		this.state.requireTransactions(store);
		List<StateOperation> operations = new ArrayList<>();
		for (TransactionalStateOperation operation : request.getOperationsList()) {
			StateItem item = operation.getRequest();
			this.state.requireLegalKey(store, item.getKey());
			operations.add(operation(operation.getOperationType(), item));
		}
		this.state.transact(store, operations);
	}

	private StateOperation operation(String type, StateItem item) {
		return switch (type) {
			case "upsert" -> upsert(item, item.getValue().toByteArray());
			case "delete" -> delete(item);
			default -> throw this.state.unsupportedOperation(type);
		};
	}

	private static byte[] value(StateItem item) {
		byte[] value = item.getValue().toByteArray();
		if (!"application/json".equals(item.getMetadataMap().get("contentType"))) {
			return value;
		}
		try {
			return RuntimeJson.writeAny(RuntimeJson.readWhole(value));
		}
		catch (JsonFormatException ex) {
			String message = String.valueOf(ex.getMessage());
			throw ApiException.of(new ApiException.HttpError(500, "ERROR", message, List.of()),
					new GrpcError(Status.Code.UNKNOWN, message, List.of()));
		}
	}

	private static StateOperation.Upsert upsert(StateItem item, byte[] value) {
		return new StateOperation.Upsert(item.getKey(), value, etag((item.hasEtag()) ? item.getEtag() : null),
				Map.copyOf(item.getMetadataMap()), options(item.getOptions()));
	}

	private static StateOperation.Delete delete(StateItem item) {
		return new StateOperation.Delete(item.getKey(), etag((item.hasEtag()) ? item.getEtag() : null),
				options(item.getOptions()));
	}

	private static @Nullable String etag(CommonProtos.@Nullable Etag etag) {
		return (etag != null) ? etag.getValue() : null;
	}

	private static StateOptions options(CommonProtos.StateOptions options) {
		String concurrency = switch (options.getConcurrency()) {
			case CONCURRENCY_FIRST_WRITE -> "first-write";
			case CONCURRENCY_LAST_WRITE -> "last-write";
			default -> "";
		};
		String consistency = switch (options.getConsistency()) {
			case CONSISTENCY_EVENTUAL -> "eventual";
			case CONSISTENCY_STRONG -> "strong";
			default -> "";
		};
		return new StateOptions(concurrency, consistency);
	}

}
