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

import java.util.Map;

import dev.daprfunctions.client.RequestSizes;
import dev.daprfunctions.function.OutputWrite;
import io.dapr.client.domain.DeleteStateRequest;
import io.dapr.client.domain.State;
import io.dapr.client.domain.StateOptions;
import io.dapr.client.domain.TransactionalStateOperation;
import io.dapr.client.domain.TransactionalStateOperation.OperationType;
import org.jspecify.annotations.Nullable;

/**
 * One write of a call.
 *
 * @param address where to write
 * @param value the bytes to save, or {@code null} to delete the key
 * @param metadata the metadata of the request
 * @param options consistency and concurrency, or {@code null}
 * @param transactional whether it may share a transaction
 * @param condition what must be true for the write, or {@code null} for nothing
 * @param function the function that writes, for messages
 */
record StateChange(StateAddress address, byte @Nullable [] value, Map<String, String> metadata,
		@Nullable StateOptions options, boolean transactional, @Nullable Condition condition,
		String function) implements OutputWrite {

	@Override
	public String target() {
		return this.address.toString();
	}

	/**
	 * Returns what the write needs in a request.
	 * @return the size in bytes
	 */
	long size() {
		return RequestSizes.of(this.value, this.metadata, this.address.store(), this.address.key(), etag());
	}

	/**
	 * Checks that a sidecar would take the write.
	 * @throws dev.daprfunctions.error.FunctionException if it is too large
	 */
	void checkSize() {
		RequestSizes.checkOutput(this.value, size(), this.function, this::target);
	}

	boolean isDelete() {
		return this.value == null;
	}

	boolean isConditional() {
		return this.condition != null;
	}

	/**
	 * Returns whether there is nothing to do: the state was absent and is to stay so.
	 * @return {@code true} for the deletion of an absent state
	 */
	boolean isVoid() {
		return isDelete() && isConditional() && etag() == null;
	}

	boolean usesEtag() {
		return this.condition != null
				|| (this.options != null && this.options.getConcurrency() == StateOptions.Concurrency.FIRST_WRITE);
	}

	private @Nullable String etag() {
		return (this.condition != null) ? this.condition.etag() : null;
	}

	/**
	 * Returns the same write without a concurrency, where a store compares ETags anyway.
	 * @return the write
	 */
	StateChange withoutConcurrency() {
		StateOptions.Consistency consistency = (this.options != null) ? this.options.getConsistency() : null;
		return new StateChange(this.address, this.value, this.metadata,
				(consistency != null) ? new StateOptions(consistency, null) : null, this.transactional, this.condition,
				this.function);
	}

	boolean comparesEtag() {
		return etag() != null;
	}

	StateChange after(StateChange earlier) {
		return (this.condition != null || earlier.condition == null) ? this : new StateChange(this.address, this.value,
				this.metadata, earlier.options, this.transactional, earlier.condition, this.function);
	}

	State<byte[]> toState() {
		return new State<>(this.address.key(), this.value, etag(), this.metadata, this.options);
	}

	DeleteStateRequest toDelete() {
		return new DeleteStateRequest(this.address.store(), this.address.key()).setMetadata(this.metadata)
			.setEtag(etag())
			.setStateOptions(this.options);
	}

	TransactionalStateOperation<byte[]> toOperation() {
		return new TransactionalStateOperation<>((isDelete()) ? OperationType.DELETE : OperationType.UPSERT, toState());
	}

	/**
	 * Condition of a write: that the state is what was read.
	 *
	 * @param etag the ETag that was read, or {@code null} if there was no state
	 */
	record Condition(@Nullable String etag) {
	}

}
