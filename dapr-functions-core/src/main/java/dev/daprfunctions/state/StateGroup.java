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

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.daprfunctions.function.FunctionCall;
import dev.daprfunctions.function.GroupableInput.Member;
import dev.daprfunctions.function.InputGroup;
import io.dapr.client.domain.State;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Inputs of a function that are in one store. Where no key depends on the call, what is
 * read is known from the beginning.
 */
final class StateGroup implements InputGroup {

	private final StateReader reader;

	private final String function;

	private final StateInput[] inputs;

	private final int[] indexes;

	private final @Nullable StateKeys constant;

	/**
	 * Creates a group.
	 * @param reader reads the states
	 * @param function the function, for messages
	 * @param members the inputs
	 */
	StateGroup(StateReader reader, String function, List<Member> members) {
		this.reader = reader;
		this.function = function;
		this.inputs = members.stream().map((member) -> (StateInput) member.input()).toArray(StateInput[]::new);
		this.indexes = members.stream().mapToInt(Member::index).toArray();
		this.constant = constant(this.inputs);
	}

	private static @Nullable StateKeys constant(StateInput[] inputs) {
		List<@Nullable StateKeys> constants = Arrays.stream(inputs).map(StateInput::constant).toList();
		return (constants.stream().allMatch(Objects::nonNull)) ? StateKeys.join(constants) : null;
	}

	@Override
	public Mono<Void> read(FunctionCall call) {
		StateKeys[] keys = new StateKeys[this.inputs.length];
		for (int i = 0; i < keys.length; i++) {
			keys[i] = this.inputs[i].resolve(call);
		}
		StateKeys all = (this.constant != null) ? this.constant : StateKeys.join(Arrays.asList(keys));
		return this.reader.readAll(all.store(), all.keys(), Map.of(), this.function)
			.doOnNext((states) -> setArguments(call, keys, states))
			.then();
	}

	private void setArguments(FunctionCall call, StateKeys[] keys, Map<String, State<byte[]>> states) {
		for (int i = 0; i < keys.length; i++) {
			call.arguments()[this.indexes[i]] = this.inputs[i].toArgument(keys[i], states);
		}
	}

}
