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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.daprfunctions.client.SidecarFailures;
import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.expression.TextTemplate;
import dev.daprfunctions.function.FunctionCall;
import dev.daprfunctions.function.FunctionParameter;
import dev.daprfunctions.function.InputReader;
import dev.daprfunctions.json.ValueReader;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.GetBulkStateRequest;
import io.dapr.client.domain.State;
import io.dapr.utils.TypeRef;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;

/**
 * State input of one parameter that has several keys, read at once.
 */
final class StateMapInput implements InputReader {

	private final DaprClient client;

	private final FunctionParameter parameter;

	private final StateTarget target;

	private final List<TextTemplate> keys;

	private final ValueReader reader;

	StateMapInput(DaprClient client, FunctionParameter parameter, StateTarget target, List<TextTemplate> keys,
			ValueReader reader) {
		this.client = client;
		this.parameter = parameter;
		this.target = target;
		this.keys = keys;
		this.reader = reader;
	}

	@Override
	public Mono<?> read(FunctionCall call) {
		String store = this.target.resolveStore(call);
		List<String> distinct = this.keys.stream().map((key) -> call.evaluate(key, "key")).distinct().toList();
		GetBulkStateRequest request = new GetBulkStateRequest(store, distinct).setParallelism(distinct.size())
			.setMetadata(this.target.resolveMetadata(call));
		return this.client.getBulkState(request, TypeRef.BYTE_ARRAY)
			.onErrorMap((failure) -> SidecarFailures.translate(failure,
					"reading " + distinct.size() + " states of store '" + store + "' for "
							+ this.parameter.describeInCall()))
			.map((states) -> toMap(store, distinct, states));
	}

	private Map<String, Object> toMap(String store, List<String> keys, List<State<byte[]>> states) {
		Map<String, Object> found = new LinkedHashMap<>();
		states.forEach((state) -> {
			StateAddress address = new StateAddress(store, state.getKey());
			if (state.getError() != null) {
				throw new FunctionException(HttpStatus.BAD_GATEWAY, "Reading " + address + " for "
						+ this.parameter.describeInCall() + " failed: " + state.getError(), null);
			}
			Object value = StateValues.read(this.reader, state, address, this.parameter);
			if (value != null) {
				found.put(state.getKey(), value);
			}
		});
		Map<String, Object> ordered = new LinkedHashMap<>();
		keys.stream().filter(found::containsKey).forEach((key) -> ordered.put(key, found.get(key)));
		return ordered;
	}

}
