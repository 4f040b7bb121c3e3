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

import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.function.FunctionParameter;
import dev.daprfunctions.json.UnreadableValueException;
import dev.daprfunctions.json.ValueReader;
import io.dapr.client.domain.State;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * Values as a sidecar returns them.
 */
final class StateValues {

	private StateValues() {
	}

	static @Nullable Object read(ValueReader reader, State<byte[]> state, StateAddress address,
			FunctionParameter parameter) {
		byte[] bytes = state.getValue();
		if (bytes == null || isJsonNull(bytes) || (bytes.length == 0 && state.getEtag() == null)) {
			return null;
		}
		try {
			return reader.read(bytes);
		}
		catch (UnreadableValueException ex) {
			throw new FunctionException(HttpStatus.INTERNAL_SERVER_ERROR,
					"The " + address + " for " + parameter.describeInCall() + " " + ex.getMessage(), ex);
		}
	}

	private static boolean isJsonNull(byte[] bytes) {
		return bytes.length == 4 && bytes[0] == 'n' && bytes[1] == 'u' && bytes[2] == 'l' && bytes[3] == 'l';
	}

}
