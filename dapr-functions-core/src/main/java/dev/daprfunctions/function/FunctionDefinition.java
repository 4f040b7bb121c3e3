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

package dev.daprfunctions.function;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import dev.daprfunctions.function.SequencedOutputs.SetValue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Function of which everything is decided: what runs it, what its parameters are bound
 * to, and what becomes of the value that it returns.
 *
 * @since 0.1.0
 */
public final class FunctionDefinition {

	private final FunctionMethod method;

	private final String description;

	private final List<BoundParameter> parameters;

	private final @Nullable OutputSource returnOutput;

	private final FunctionResult result;

	private final boolean returnsMessages;

	private final InputPlan inputs;

	private final boolean entries;

	private final boolean outputs;

	FunctionDefinition(FunctionMethod method, List<BoundParameter> parameters, @Nullable OutputSource returnOutput,
			FunctionResult result) {
		this.method = method;
		this.description = method.describeInCall();
		this.parameters = List.copyOf(parameters);
		this.returnOutput = returnOutput;
		this.result = result;
		this.returnsMessages = OutputHolders.returnsMessages(method.returnType());
		this.inputs = InputPlan.of(parameters);
		this.entries = OutputHolders.hasEntries(method);
		this.outputs = returnOutput != null || parameters.stream().anyMatch((parameter) -> parameter.output() != null);
	}

	/**
	 * Returns what runs the function.
	 * @return the trigger
	 */
	public Trigger trigger() {
		return this.method.trigger();
	}

	/**
	 * Returns the method.
	 * @return the method
	 */
	public FunctionMethod method() {
		return this.method;
	}

	/**
	 * Returns whether the function returns before its result is there.
	 * @return {@code true} for a {@code CompletionStage} or {@code Mono}
	 */
	public boolean isAsync() {
		return this.result.isAsync();
	}

	List<BoundParameter> parameters() {
		return this.parameters;
	}

	boolean hasInputs() {
		return !this.inputs.isEmpty();
	}

	/**
	 * Returns whether the function runs again when a state entry was changed by somebody
	 * else meanwhile.
	 * @return {@code true} if it has state entries
	 */
	boolean hasEntries() {
		return this.entries;
	}

	/**
	 * Returns whether the function writes anything.
	 * @return {@code true} if it has an output
	 */
	public boolean hasOutputs() {
		return this.outputs;
	}

	/**
	 * Returns whether what the function returns is an output, and so not the response.
	 * @return {@code true} if it is
	 */
	public boolean returnsOutput() {
		return this.returnOutput != null;
	}

	FunctionCall begin(TriggerRequest request) throws Exception {
		return begin(request, new Object[this.parameters.size()]);
	}

	FunctionCall begin(TriggerRequest request, @Nullable Object[] arguments) throws Exception {
		FunctionCall call = new FunctionCall(this, request, arguments);
		for (int i = 0; i < this.parameters.size(); i++) {
			ArgumentResolver argument = this.parameters.get(i).argument();
			if (argument != null) {
				call.arguments()[i] = argument.resolve(request);
			}
		}
		if (this.outputs) {
			resolveOutputs(call);
		}
		return call;
	}

	private void resolveOutputs(FunctionCall call) {
		@Nullable CallOutput[] resolved = new CallOutput[this.parameters.size() + 1];
		for (int i = 0; i < this.parameters.size(); i++) {
			resolved[i] = resolve(this.parameters.get(i).output(), call);
		}
		resolved[this.parameters.size()] = resolve(this.returnOutput, call);
		call.setOutputs(resolved);
	}

	private static @Nullable CallOutput resolve(@Nullable OutputSource output, FunctionCall call) {
		return (output != null) ? output.resolve(call) : null;
	}

	Mono<Void> readInputs(FunctionCall call) {
		return this.inputs.read(call);
	}

	@Nullable Object run(FunctionCall call) throws Exception {
		return this.method.invoke(call.arguments());
	}

	Mono<?> runAsync(FunctionCall call) throws Exception {
		return this.result.await(run(call));
	}

	Outputs collectOutputs(FunctionCall call, @Nullable Object returned) {
		Outputs collected = new Outputs(this.description);
		@Nullable CallOutput[] resolved = call.outputs();
		List<SetOutput> set = new ArrayList<>();
		for (int i = 0; i < this.parameters.size(); i++) {
			CallOutput output = resolved[i];
			if (output != null) {
				OutputHolders.values(call.arguments()[i]).forEach((value) -> set.add(new SetOutput(value, output)));
			}
		}
		if (set.size() > 1) {
			set.sort(Comparator.comparing(SetOutput::value, SetValue.ORDER));
		}
		set.forEach((each) -> each.output().collect(each.value().value(), collected));
		CallOutput output = resolved[this.parameters.size()];
		if (output != null) {
			collectReturned(FunctionResult.valueOf(returned), output, collected);
		}
		return collected;
	}

	private void collectReturned(@Nullable Object value, CallOutput output, Outputs collected) {
		if (this.returnsMessages && value instanceof Collection<?> messages) {
			messages.forEach((message) -> output.collect(message, collected));
		}
		else if (value != null) {
			output.collect(value, collected);
		}
	}

	/**
	 * Writes what the function returned as the response to an invocation.
	 * @param returned what the function returned
	 * @return the response
	 */
	public TriggerResponse write(@Nullable Object returned) {
		return this.result.write(returned);
	}

	@Override
	public String toString() {
		return this.description;
	}

	/**
	 * Value that the function set, and where it goes.
	 *
	 * @param value the value
	 * @param output where it goes
	 */
	private record SetOutput(SetValue value, CallOutput output) {
	}

}
