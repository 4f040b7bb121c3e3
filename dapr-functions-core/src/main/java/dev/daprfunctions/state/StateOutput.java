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

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.function.Invocation;
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

	StateOutput(StateWriter writer, StateTarget target, JsonMapper jsonMapper) {
		this.writer = writer;
		this.target = target;
		this.jsonMapper = jsonMapper;
	}

	@Override
	public void collect(Invocation invocation, @Nullable Object value, Outputs outputs) {
		if (value instanceof OutputBinding<?> holder) {
			if (holder.isSet()) {
				add(invocation, holder.getValue(), outputs);
			}
		}
		else if (value != null) {
			add(invocation, value, outputs);
		}
	}

	private void add(Invocation invocation, @Nullable Object value, Outputs outputs) {
		outputs.add(this.writer,
				new StateChange(this.target.resolve(invocation), (value != null) ? bytes(value) : null,
						(value != null) ? this.target.resolveWriteMetadata(invocation)
								: this.target.resolveMetadata(invocation),
						this.target.options(), invocation.function().toString()));
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
