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

package dev.daprfunctions.sidecar.grpc;

import java.util.HexFormat;

import dev.daprfunctions.sidecar.pubsub.TraceFields;
import io.grpc.Context;
import io.grpc.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * Metadata of the current call.
 *
 * @param request what the caller sent
 * @param authority the host and port that the caller called
 * @param response what is added to the answer's headers
 */
record CallMetadata(Metadata request, @Nullable String authority, Metadata response) {

	private static final Context.Key<CallMetadata> KEY = Context.key("dapr-call-metadata");

	private static final Metadata.Key<String> TRACEPARENT = Metadata.Key.of("traceparent",
			Metadata.ASCII_STRING_MARSHALLER);

	private static final Metadata.Key<byte[]> TRACE_BIN = Metadata.Key.of("grpc-trace-bin",
			Metadata.BINARY_BYTE_MARSHALLER);

	private static final int ID_START = 2;

	private static final int ID_END = 18;

	private static final int SPAN_START = 19;

	private static final int SPAN_END = 27;

	private static final int FLAGS = 28;

	private static final int TRACE_LENGTH = 29;

	static CallMetadata current() {
		CallMetadata current = KEY.get();
		if (current == null) {
			throw new IllegalStateException("No call is being handled");
		}
		return current;
	}

	/**
	 * Return the trace context that an event published by the call carries.
	 * @return the trace context
	 */
	TraceFields trace() {
		byte[] binary = this.request.get(TRACE_BIN);
		String parent = (binary != null && binary.length == TRACE_LENGTH) ? parent(binary)
				: this.request.get(TRACEPARENT);
		return (parent != null && TraceFields.isParent(parent)) ? new TraceFields(parent, "") : TraceFields.NONE;
	}

	private static String parent(byte[] binary) {
		HexFormat hex = HexFormat.of();
		return "00-%s-%s-%s".formatted(hex.formatHex(binary, ID_START, ID_END),
				hex.formatHex(binary, SPAN_START, SPAN_END), hex.toHexDigits(binary[FLAGS]));
	}

	Context attach() {
		return Context.current().withValue(KEY, this);
	}

}
