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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.function.FunctionParameter;
import dev.daprfunctions.function.OutputHolders;
import dev.daprfunctions.json.ValueReader;
import io.dapr.client.domain.State;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * Arguments of the types that a state input may have.
 */
final class StateArguments {

	private StateArguments() {
	}

	/**
	 * Makes the value itself, an {@code Optional} of it, or the SDK's {@code State}.
	 * @param parameter the parameter
	 * @param reader reads the values
	 * @return makes the argument
	 */
	static StateArgument single(FunctionParameter parameter, ValueReader reader) {
		return (states) -> {
			ReadState read = states.get(0);
			Object value = read.value(reader, parameter);
			if (parameter.rawType() == State.class) {
				return toState(read, value);
			}
			if (parameter.isOptional()) {
				return Optional.ofNullable(value);
			}
			if (value == null && !parameter.isNullable()) {
				throw new FunctionException(HttpStatus.NOT_FOUND,
						"There is no " + read.address() + ", which " + parameter.describeInCall() + " needs", null);
			}
			return value;
		};
	}

	private static State<?> toState(ReadState read, @Nullable Object value) {
		State<byte[]> state = read.state();
		return (state != null)
				? new State<>(read.address().key(), value, state.getEtag(), state.getMetadata(), state.getOptions())
				: new State<>(read.address().key(), value, null, Map.of(), null);
	}

	/**
	 * Makes a map of the values that are not missing, by key.
	 * @param parameter the parameter
	 * @param reader reads the values
	 * @return makes the argument
	 */
	static StateArgument map(FunctionParameter parameter, ValueReader reader) {
		return (states) -> {
			Map<String, Object> values = new LinkedHashMap<>();
			states.forEach((read) -> {
				Object value = read.value(reader, parameter);
				if (value != null) {
					values.put(read.address().key(), value);
				}
			});
			return values;
		};
	}

	/**
	 * Makes an entry with the value and its ETag.
	 * @param parameter the parameter
	 * @param reader reads the values
	 * @return makes the argument
	 */
	static StateArgument entry(FunctionParameter parameter, ValueReader reader) {
		return (states) -> {
			ReadState read = states.get(0);
			Object value = read.value(reader, parameter);
			String etag = read.etag();
			if (value != null && etag == null) {
				throw new FunctionException(HttpStatus.INTERNAL_SERVER_ERROR,
						"The " + read.address() + " for " + parameter.describeInCall()
								+ " has no ETag to write against: a state entry needs a store that has ETags",
						null);
			}
			// A stored JSON null counts as missing, but has an ETag to write against.
			return OutputHolders.entry(value, etag);
		};
	}

}
