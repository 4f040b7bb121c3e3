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

	private final String parameter;

	private final String function;

	private final StateTarget target;

	private final List<TextTemplate> keys;

	private final StateArgument argument;

	private final @Nullable StateKeys constant;

	StateInput(StateReader reader, FunctionParameter parameter, StateTarget target, List<TextTemplate> keys,
			StateArgument argument) {
		this.reader = reader;
		this.parameter = parameter.describeInCall();
		this.function = parameter.method().describeInCall();
		this.target = target;
		this.keys = List.copyOf(keys);
		this.argument = argument;
		this.constant = constant(target.store().constant(), keys);
	}

	private static @Nullable StateKeys constant(@Nullable String store, List<TextTemplate> keys) {
		List<StateAddress> addresses = new ArrayList<>(keys.size());
		for (TextTemplate key : keys) {
			if (store == null || key.constant() == null) {
				return null;
			}
			addresses.add(new StateAddress(store, key.constant()));
		}
		return (store != null) ? StateKeys.of(store, addresses) : null;
	}

	/**
	 * Returns what is read in every call.
	 * @return the states, or {@code null} if they depend on the call
	 */
	@Nullable StateKeys constant() {
		return this.constant;
	}

	StateKeys resolve(FunctionCall call) {
		if (this.constant != null) {
			return this.constant;
		}
		String store = this.target.resolveStore(call);
		List<StateAddress> addresses = new ArrayList<>(this.keys.size());
		for (TextTemplate key : this.keys) {
			addresses.add(new StateAddress(store, StateTarget.resolveKey(key, call)));
		}
		return StateKeys.of(store, addresses);
	}

	@Override
	public Mono<?> read(FunctionCall call) {
		StateKeys resolved = resolve(call);
		Map<String, String> metadata = this.target.resolveMetadata(call);
		if (resolved.addresses().size() == 1) {
			return readOne(resolved.addresses().get(0), metadata)
				.flatMap((state) -> Mono.justOrEmpty(this.argument.of(List.of(state))));
		}
		Mono<Map<String, State<byte[]>>> states = (this.target.hasConsistency()) ? readSingly(resolved, metadata)
				: this.reader.readAll(resolved.store(), resolved.keys(), metadata, this.parameter);
		return states.flatMap((read) -> Mono.justOrEmpty(toArgument(resolved, read)));
	}

	private Mono<ReadState> readOne(StateAddress address, Map<String, String> metadata) {
		return this.reader.read(address, metadata, this.target.options(), this.parameter);
	}

	private Mono<Map<String, State<byte[]>>> readSingly(StateKeys resolved, Map<String, String> metadata) {
		return Flux.fromIterable(resolved.keys())
			.flatMap((key) -> readOne(new StateAddress(resolved.store(), key), metadata), resolved.keys().size())
			.collectList()
			.map(StateKeys::byKey);
	}

	@Nullable Object toArgument(StateKeys resolved, Map<String, State<byte[]>> states) {
		return this.argument.of(resolved.read(states));
	}

	@Override
	public @Nullable Object group() {
		return (this.target.hasConsistency() || !this.target.metadata().isEmpty()) ? null
				: new Group(this.target.storeId());
	}

	@Override
	public InputGroup join(List<Member> members) {
		return new StateGroup(this.reader, this.function, members);
	}

	/**
	 * Inputs of one store.
	 *
	 * @param store the store as the annotations name it
	 */
	private record Group(String store) {
	}

}
