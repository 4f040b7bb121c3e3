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

import java.util.Optional;

import dev.daprfunctions.client.SidecarFailures;
import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.function.FunctionCall;
import dev.daprfunctions.function.FunctionParameter;
import dev.daprfunctions.function.InputReader;
import dev.daprfunctions.json.ValueReader;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.GetStateRequest;
import io.dapr.client.domain.State;
import io.dapr.utils.TypeRef;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;

/**
 * State input of one parameter.
 */
final class StateInput implements InputReader {

	private final DaprClient client;

	private final FunctionParameter parameter;

	private final StateTarget target;

	private final ValueReader reader;

	StateInput(DaprClient client, FunctionParameter parameter, StateTarget target, ValueReader reader) {
		this.client = client;
		this.parameter = parameter;
		this.target = target;
		this.reader = reader;
	}

	@Override
	public Mono<?> read(FunctionCall call) {
		StateAddress address = this.target.resolve(call);
		GetStateRequest request = new GetStateRequest(address.store(), address.key())
			.setMetadata(this.target.resolveMetadata(call))
			.setStateOptions(this.target.options());
		return this.client.getState(request, TypeRef.BYTE_ARRAY)
			.onErrorMap((failure) -> SidecarFailures.translate(failure, "reading " + describe(address)))
			.flatMap((state) -> Mono.justOrEmpty(toArgument(address, state)));
	}

	private @Nullable Object toArgument(StateAddress address, State<byte[]> state) {
		Object value = value(address, state);
		if (this.parameter.rawType() == State.class) {
			return new State<>(address.key(), value, state.getEtag(), state.getMetadata(), state.getOptions());
		}
		if (this.parameter.isOptional()) {
			return Optional.ofNullable(value);
		}
		if (value == null && !this.parameter.isNullable()) {
			throw new FunctionException(HttpStatus.NOT_FOUND,
					"There is no " + address + ", which " + this.parameter.describeInCall() + " needs", null);
		}
		return value;
	}

	private @Nullable Object value(StateAddress address, State<byte[]> state) {
		return StateValues.read(this.reader, state, address, this.parameter);
	}

	private String describe(StateAddress address) {
		return address + " for " + this.parameter.describeInCall();
	}

}
