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

package dev.daprfunctions.contract;

import java.util.List;

import com.google.protobuf.ByteString;
import io.dapr.v1.CommonProtos.Etag;
import io.dapr.v1.CommonProtos.StateItem;
import io.dapr.v1.CommonProtos.StateOptions;
import io.dapr.v1.CommonProtos.StateOptions.StateConcurrency;
import io.dapr.v1.DaprStateProtos.BulkStateItem;
import io.dapr.v1.DaprStateProtos.DeleteBulkStateRequest;
import io.dapr.v1.DaprStateProtos.DeleteStateRequest;
import io.dapr.v1.DaprStateProtos.ExecuteStateTransactionRequest;
import io.dapr.v1.DaprStateProtos.GetBulkStateRequest;
import io.dapr.v1.DaprStateProtos.GetStateRequest;
import io.dapr.v1.DaprStateProtos.GetStateResponse;
import io.dapr.v1.DaprStateProtos.SaveStateRequest;
import io.dapr.v1.DaprStateProtos.TransactionalStateOperation;

/**
 * Calls of the state API over gRPC.
 */
final class StateGrpc {

	private final Contract contract;

	private final String store;

	StateGrpc(Contract contract) {
		this(contract, "statestore");
	}

	StateGrpc(Contract contract, String store) {
		this.contract = contract;
		this.store = store;
	}

	void save(StateItem... items) {
		this.contract.stub()
			.saveState(SaveStateRequest.newBuilder().setStoreName(this.store).addAllStates(List.of(items)).build());
	}

	GetStateResponse get(String key) {
		return this.contract.stub().getState(GetStateRequest.newBuilder().setStoreName(this.store).setKey(key).build());
	}

	String text(String key) {
		return get(key).getData().toStringUtf8();
	}

	List<BulkStateItem> bulk(String... keys) {
		return this.contract.stub()
			.getBulkState(GetBulkStateRequest.newBuilder().setStoreName(this.store).addAllKeys(List.of(keys)).build())
			.getItemsList();
	}

	void delete(String key, String etag) {
		this.contract.stub()
			.deleteState(DeleteStateRequest.newBuilder()
				.setStoreName(this.store)
				.setKey(key)
				.setEtag(Etag.newBuilder().setValue(etag))
				.build());
	}

	void deleteBulk(StateItem... items) {
		this.contract.stub()
			.deleteBulkState(
					DeleteBulkStateRequest.newBuilder().setStoreName(this.store).addAllStates(List.of(items)).build());
	}

	void transact(TransactionalStateOperation... operations) {
		this.contract.stub()
			.executeStateTransaction(ExecuteStateTransactionRequest.newBuilder()
				.setStoreName(this.store)
				.addAllOperations(List.of(operations))
				.build());
	}

	static TransactionalStateOperation operation(String type, StateItem item) {
		return TransactionalStateOperation.newBuilder().setOperationType(type).setRequest(item).build();
	}

	static StateItem item(String key, String value) {
		return StateItem.newBuilder().setKey(key).setValue(ByteString.copyFromUtf8(value)).build();
	}

	static StateItem withEtag(StateItem item, String etag) {
		return item.toBuilder().setEtag(Etag.newBuilder().setValue(etag)).build();
	}

	static StateItem firstWrite(StateItem item) {
		return item.toBuilder()
			.setOptions(StateOptions.newBuilder().setConcurrency(StateConcurrency.CONCURRENCY_FIRST_WRITE))
			.build();
	}

}
