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
 * State as the sidecar returned it.
 *
 * @param address where it is kept
 * @param state what was returned, or {@code null} for nothing
 */
record ReadState(StateAddress address, @Nullable State<byte[]> state) {

	/**
	 * Reads the value.
	 * @param reader reads the bytes
	 * @param parameter the parameter, for messages
	 * @return the value, or {@code null} if it is missing
	 */
	@Nullable Object value(ValueReader reader, FunctionParameter parameter) {
		if (this.state == null) {
			return null;
		}
		if (this.state.getError() != null) {
			throw new FunctionException(HttpStatus.BAD_GATEWAY, "Reading " + this.address + " for "
					+ parameter.describeInCall() + " failed: " + this.state.getError(), null);
		}
		byte[] bytes = this.state.getValue();
		if (bytes == null || isJsonNull(bytes) || (bytes.length == 0 && this.state.getEtag() == null)) {
			return null;
		}
		try {
			return reader.read(bytes);
		}
		catch (UnreadableValueException ex) {
			throw new FunctionException(HttpStatus.INTERNAL_SERVER_ERROR,
					"The " + this.address + " for " + parameter.describeInCall() + " " + ex.getMessage(), ex);
		}
	}

	private static boolean isJsonNull(byte[] bytes) {
		return bytes.length == 4 && bytes[0] == 'n' && bytes[1] == 'u' && bytes[2] == 'l' && bytes[3] == 'l';
	}

	@Nullable String etag() {
		return (this.state != null) ? this.state.getEtag() : null;
	}

}
