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

import dev.daprfunctions.StateWrite;
import dev.daprfunctions.expression.AnnotationTexts;
import dev.daprfunctions.function.CallOutput;
import dev.daprfunctions.function.FunctionCall;
import dev.daprfunctions.function.FunctionMethod;
import dev.daprfunctions.function.OutputSource;
import dev.daprfunctions.function.Outputs;
import dev.daprfunctions.json.OutputValueWriter;
import org.jspecify.annotations.Nullable;

/**
 * State output: a holder, or the return value of a function.
 */
final class StateOutput implements OutputSource {

	private final StateWriter writer;

	private final StateTarget target;

	private final OutputValueWriter values;

	private final String function;

	StateOutput(StateWriter writer, StateTarget target, OutputValueWriter values, FunctionMethod method) {
		this.writer = writer;
		this.target = target;
		this.values = values;
		this.function = method.describeInCall();
	}

	@Override
	public CallOutput resolve(FunctionCall call) {
		String store = this.target.resolveStore(call);
		String key = (this.target.key() != null) ? StateTarget.resolveKey(this.target.key(), call) : null;
		return new Resolved(store, key, this.target.resolveMetadata(call));
	}

	/**
	 * State output of one call.
	 */
	private final class Resolved implements CallOutput {

		private final String store;

		private final @Nullable String key;

		private final Map<String, String> metadata;

		private Resolved(String store, @Nullable String key, Map<String, String> metadata) {
			this.store = store;
			this.key = key;
			this.metadata = metadata;
		}

		@Override
		public void collect(@Nullable Object value, Outputs outputs) {
			StateWrite<?> write = (value instanceof StateWrite<?> typed) ? typed : StateWrite.builder(value).build();
			StateOutput output = StateOutput.this;
			StateAddress address = new StateAddress(Outputs.target(write.store(), this.store, "store", output.function),
					Outputs.target(write.key(), this.key, "key", output.function));
			byte[] bytes = (write.value() != null) ? output.values.write(write.value()) : null;
			Long ttl = (write.ttl() != null) ? Long.valueOf(AnnotationTexts.ttl(write.ttl())) : output.target.ttl();
			StateChange change = new StateChange(address, bytes,
					StateTarget.merge(this.metadata, write.metadata(), (bytes != null) ? ttl : null),
					output.target.options(), output.target.transactional(), null, output.function);
			change.checkSize();
			outputs.add(output.writer, change);
		}

	}

}
