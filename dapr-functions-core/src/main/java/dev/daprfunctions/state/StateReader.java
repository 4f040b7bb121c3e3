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

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.daprfunctions.client.SidecarFailures;
import dev.daprfunctions.client.SidecarReads;
import dev.daprfunctions.error.FunctionException;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.GetBulkStateRequest;
import io.dapr.client.domain.GetStateRequest;
import io.dapr.client.domain.State;
import io.dapr.client.domain.StateOptions;
import io.dapr.utils.TypeRef;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;

/**
 * Reads states, one or several of a store in one request.
 */
final class StateReader {

	private static final int MAX_KEYS = 1000;

	private final DaprClient client;

	StateReader(DaprClient client) {
		this.client = client;
	}

	Mono<ReadState> read(StateAddress address, Map<String, String> metadata, @Nullable StateOptions options,
			String reader) {
		GetStateRequest request = new GetStateRequest(address.store(), address.key()).setMetadata(metadata)
			.setStateOptions(options);
		return SidecarReads.cancellable(() -> this.client.getState(request, TypeRef.BYTE_ARRAY))
			.onErrorMap((failure) -> SidecarFailures.translate(failure, "reading " + address + " for " + reader))
			.map((state) -> new ReadState(address, state))
			.defaultIfEmpty(new ReadState(address, null));
	}

	Mono<Map<String, State<byte[]>>> readAll(String store, List<String> keys, Map<String, String> metadata,
			String reader) {
		if (keys.size() > MAX_KEYS) {
			throw new FunctionException(HttpStatus.INTERNAL_SERVER_ERROR, "The inputs of " + reader + " are "
					+ keys.size() + " states of store '" + store + "', and at most " + MAX_KEYS + " are read at once",
					null);
		}
		GetBulkStateRequest request = new GetBulkStateRequest(store, keys).setParallelism(keys.size())
			.setMetadata(metadata);
		return SidecarReads.cancellable(() -> this.client.getBulkState(request, TypeRef.BYTE_ARRAY))
			.onErrorMap((failure) -> SidecarFailures.translate(failure,
					"reading the states " + keys + " of store '" + store + "' for " + reader))
			.map(StateReader::byKey);
	}

	private static Map<String, State<byte[]>> byKey(List<State<byte[]>> states) {
		Map<String, State<byte[]>> byKey = new HashMap<>();
		states.forEach((state) -> byKey.put(state.getKey(), state));
		return byKey;
	}

}
