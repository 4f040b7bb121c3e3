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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.daprfunctions.expression.TextTemplate;
import dev.daprfunctions.function.FunctionCall;
import dev.daprfunctions.function.FunctionParameter;
import dev.daprfunctions.function.GroupableInput;
import dev.daprfunctions.function.InputGroup;
import io.dapr.client.domain.State;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * State input of one parameter. Those of one store are read by one request, unless they
 * have metadata or a consistency of their own.
 */
final class StateInput implements GroupableInput {

	private final StateReader reader;

	private final FunctionParameter parameter;

	private final StateTarget target;

	private final List<TextTemplate> keys;

	private final StateArgument argument;

	StateInput(StateReader reader, FunctionParameter parameter, StateTarget target, List<TextTemplate> keys,
			StateArgument argument) {
		this.reader = reader;
		this.parameter = parameter;
		this.target = target;
		this.keys = keys;
		this.argument = argument;
	}

	@Override
	public Mono<?> read(FunctionCall call) {
		List<StateAddress> addresses = resolve(call);
		Map<String, String> metadata = this.target.resolveMetadata(call);
		if (addresses.size() == 1) {
			StateAddress address = addresses.get(0);
			return this.reader.read(address, metadata, this.target.options(), describe())
				.flatMap((state) -> Mono.justOrEmpty(this.argument.of(List.of(new ReadState(address, state)))));
		}
		if (this.target.hasConsistency()) {
			return Flux.fromIterable(addresses)
				.flatMapSequential((address) -> this.reader.read(address, metadata, this.target.options(), describe())
					.map((state) -> new ReadState(address, state)), addresses.size())
				.collectList()
				.flatMap((states) -> Mono.justOrEmpty(this.argument.of(states)));
		}
		List<String> distinct = addresses.stream().map(StateAddress::key).distinct().toList();
		return this.reader.readAll(addresses.get(0).store(), distinct, metadata, describe())
			.flatMap((states) -> Mono.justOrEmpty(toArgument(addresses, states)));
	}

	private String describe() {
		return this.parameter.describeInCall();
	}

	private List<StateAddress> resolve(FunctionCall call) {
		String store = this.target.resolveStore(call);
		List<StateAddress> addresses = new ArrayList<>(this.keys.size());
		for (TextTemplate key : this.keys) {
			addresses.add(new StateAddress(store, StateTarget.resolveKey(key, call)));
		}
		return addresses;
	}

	private @Nullable Object toArgument(List<StateAddress> addresses, Map<String, State<byte[]>> states) {
		List<ReadState> read = new ArrayList<>(addresses.size());
		for (StateAddress address : addresses) {
			read.add(new ReadState(address, states.get(address.key())));
		}
		return this.argument.of(read);
	}

	@Override
	public @Nullable Object group() {
		return (this.target.hasConsistency() || !this.target.metadata().isEmpty()) ? null
				: new Group(this.target.store().toString());
	}

	@Override
	public InputGroup join(List<Member> members) {
		return (call) -> {
			List<List<StateAddress>> addresses = members.stream()
				.map((member) -> ((StateInput) member.input()).resolve(call))
				.toList();
			String store = addresses.get(0).get(0).store();
			List<String> keys = addresses.stream().flatMap(List::stream).map(StateAddress::key).distinct().toList();
			return this.reader.readAll(store, keys, Map.of(), call.function().toString()).doOnNext((states) -> {
				for (int i = 0; i < members.size(); i++) {
					StateInput input = (StateInput) members.get(i).input();
					call.arguments()[members.get(i).index()] = input.toArgument(addresses.get(i), states);
				}
			}).then();
		};
	}

	/**
	 * Inputs of one store.
	 *
	 * @param store the store as the annotations name it
	 */
	private record Group(String store) {
	}

}
