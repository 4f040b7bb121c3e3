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

import dev.daprfunctions.function.OutputWrite;
import io.dapr.client.domain.DeleteStateRequest;
import io.dapr.client.domain.State;
import io.dapr.client.domain.StateOptions;
import org.jspecify.annotations.Nullable;

/**
 * One write of a call.
 *
 * @param address where to write
 * @param value the bytes to save, or {@code null} to delete the key
 * @param metadata the metadata of the request
 * @param options consistency and concurrency, or {@code null}
 * @param transactional whether it may share a transaction
 * @param function the function that writes, for messages
 */
record StateChange(StateAddress address, byte @Nullable [] value, Map<String, String> metadata,
		@Nullable StateOptions options, boolean transactional, String function) implements OutputWrite {

	@Override
	public String target() {
		return this.address.toString();
	}

	boolean isDelete() {
		return this.value == null;
	}

	State<byte[]> toState() {
		return new State<>(this.address.key(), this.value, null, this.metadata, this.options);
	}

	DeleteStateRequest toDelete() {
		return new DeleteStateRequest(this.address.store(), this.address.key()).setMetadata(this.metadata)
			.setStateOptions(this.options);
	}

}
