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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.function.CallOutput;
import dev.daprfunctions.function.FunctionCall;
import dev.daprfunctions.function.FunctionMethod;
import dev.daprfunctions.function.OutputSource;
import dev.daprfunctions.function.Outputs;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * State output: a holder, or the return value of a function.
 */
final class StateOutput implements OutputSource {

	private final StateWriter writer;

	private final StateTarget target;

	private final JsonMapper jsonMapper;

	private final String function;

	StateOutput(StateWriter writer, StateTarget target, JsonMapper jsonMapper, FunctionMethod method) {
		this.writer = writer;
		this.target = target;
		this.jsonMapper = jsonMapper;
		this.function = "function '" + method.trigger().name() + "'";
	}

	@Override
	public CallOutput resolve(FunctionCall call) {
		StateAddress address = this.target.resolve(call);
		Map<String, String> metadata = this.target.resolveMetadata(call);
		return (value, outputs) -> collect(address, metadata, value, outputs);
	}

	private void collect(StateAddress address, Map<String, String> metadata, @Nullable Object value, Outputs outputs) {
		if (value instanceof OutputBinding<?> holder) {
			if (holder.isSet()) {
				outputs.add(this.writer, change(address, metadata, holder.getValue()));
			}
		}
		else if (value != null) {
			outputs.add(this.writer, change(address, metadata, value));
		}
	}

	private StateChange change(StateAddress address, Map<String, String> metadata, @Nullable Object value) {
		return (value != null) ? new StateChange(address, bytes(value), this.target.withTtl(metadata),
				this.target.options(), this.function)
				: new StateChange(address, null, metadata, this.target.options(), this.function);
	}

	private byte[] bytes(Object value) {
		if (value instanceof byte[] bytes) {
			return bytes;
		}
		if (value instanceof InputStream stream) {
			try (stream) {
				return stream.readAllBytes();
			}
			catch (IOException ex) {
				throw new UncheckedIOException("Cannot read the stream of a state output", ex);
			}
		}
		return this.jsonMapper.writeValueAsBytes(value);
	}

}
