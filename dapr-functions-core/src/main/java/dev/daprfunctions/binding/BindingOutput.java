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

package dev.daprfunctions.binding;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.daprfunctions.BindingRequest;
import dev.daprfunctions.client.RequestSizes;
import dev.daprfunctions.expression.MetadataTemplate;
import dev.daprfunctions.expression.TextTemplate;
import dev.daprfunctions.function.CallOutput;
import dev.daprfunctions.function.FunctionCall;
import dev.daprfunctions.function.FunctionMethod;
import dev.daprfunctions.function.OutputSource;
import dev.daprfunctions.function.Outputs;
import dev.daprfunctions.json.OutputValueWriter;
import org.jspecify.annotations.Nullable;

/**
 * Output binding: a holder, or the return value of a function.
 */
final class BindingOutput implements OutputSource {

	private final BindingWriter writer;

	private final Target target;

	private final OutputValueWriter values;

	private final String function;

	BindingOutput(BindingWriter writer, Target target, OutputValueWriter values, FunctionMethod method) {
		this.writer = writer;
		this.target = target;
		this.values = values;
		this.function = method.describeInCall();
	}

	@Override
	public CallOutput resolve(FunctionCall call) {
		String name = call.evaluate(this.target.name(), "name");
		String operation = (this.target.operation() != null) ? call.evaluate(this.target.operation(), "operation")
				: null;
		Map<String, String> metadata = this.target.metadata().evaluate(call.arguments());
		return (value, outputs) -> collect(name, operation, metadata, value, outputs);
	}

	private void collect(String name, @Nullable String operation, Map<String, String> metadata, @Nullable Object value,
			Outputs outputs) {
		BindingRequest<?> request = (value instanceof BindingRequest<?> typed) ? typed
				: BindingRequest.builder(value).build();
		Map<String, String> merged = new LinkedHashMap<>(metadata);
		merged.putAll(request.metadata());
		BindingWrite write = new BindingWrite(Outputs.target(request.name(), name, "name", this.function),
				Outputs.target(request.operation(), operation, "operation", this.function),
				(request.data() != null) ? this.values.write(request.data()) : null, merged, this.function);
		RequestSizes.checkOutput(write.data(),
				RequestSizes.of(write.data(), write.metadata(), write.name(), write.operation()), this.function,
				write::target);
		outputs.add(this.writer, write);
	}

	/**
	 * Binding that an annotation names, as far as it is known at the start.
	 *
	 * @param name the name of the binding
	 * @param operation the operation, or {@code null} if each request brings its own
	 * @param metadata the metadata of the requests
	 */
	record Target(TextTemplate name, @Nullable TextTemplate operation, MetadataTemplate metadata) {
	}

}
