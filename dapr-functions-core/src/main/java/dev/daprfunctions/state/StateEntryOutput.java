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

import java.util.List;
import java.util.Map;

import dev.daprfunctions.StateEntry;
import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.expression.TextTemplate;
import dev.daprfunctions.function.CallOutput;
import dev.daprfunctions.function.FunctionCall;
import dev.daprfunctions.function.FunctionParameter;
import dev.daprfunctions.function.OutputSource;
import dev.daprfunctions.function.Outputs;
import dev.daprfunctions.json.OutputValueWriter;
import io.dapr.client.domain.StateOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * Writes a state entry back, on the condition that it is what was read. No two entries of
 * a call may be one state: each would overwrite the change of the other.
 */
final class StateEntryOutput implements OutputSource {

	private final StateWriter writer;

	private final StateTarget target;

	private final OutputValueWriter values;

	private final String parameter;

	private final List<Other> others;

	private final String function;

	/**
	 * Creates an output.
	 * @param writer writes the changes
	 * @param target the state
	 * @param values writes the values
	 * @param parameter the entry
	 * @param others the entries before it that may be the same state
	 */
	StateEntryOutput(StateWriter writer, StateTarget target, OutputValueWriter values, FunctionParameter parameter,
			List<Other> others) {
		this.writer = writer;
		this.target = target;
		this.values = values;
		this.parameter = parameter.name();
		this.others = List.copyOf(others);
		this.function = parameter.method().describeInCall();
	}

	@Override
	public CallOutput resolve(FunctionCall call) {
		StateAddress address = this.target.resolve(call);
		for (Other other : this.others) {
			if (StateTarget.resolveKey(other.key(), call).equals(address.key())) {
				throw new FunctionException(HttpStatus.BAD_REQUEST,
						"The parameters '" + other.parameter() + "' and '" + this.parameter + "' of " + this.function
								+ " are the same " + address + " in this call, but each state entry needs its own",
						null);
			}
		}
		Map<String, String> metadata = this.target.resolveMetadata(call);
		return (value, outputs) -> collect(address, metadata, value, outputs);
	}

	private void collect(StateAddress address, Map<String, String> metadata, @Nullable Object value, Outputs outputs) {
		if (!(value instanceof StateEntry<?> entry)) {
			return;
		}
		Object present = entry.get();
		byte[] bytes = (present != null) ? this.values.write(present) : null;
		StateOptions options = new StateOptions(
				(this.target.options() != null) ? this.target.options().getConsistency() : null,
				StateOptions.Concurrency.FIRST_WRITE);
		StateChange change = new StateChange(address, bytes,
				StateTarget.merge(metadata, Map.of(), (bytes != null) ? this.target.ttl() : null), options,
				this.target.transactional(), new StateChange.Condition(entry.etag()), this.function);
		change.checkSize();
		outputs.add(this.writer, change);
	}

	/**
	 * Another entry of the function, in the same store.
	 *
	 * @param parameter the name of its parameter
	 * @param key its key
	 */
	record Other(String parameter, TextTemplate key) {
	}

}
