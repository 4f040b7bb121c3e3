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

import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/**
 * Makes the metadata of a call available to its handler.
 */
final class CallMetadataInterceptor implements ServerInterceptor {

	private static final Metadata.Key<byte[]> TRACE_BIN = Metadata.Key.of("grpc-trace-bin",
			Metadata.BINARY_BYTE_MARSHALLER);

	// The trace context of a sidecar that samples nothing: version 0, then each field's
	// number and its zeros.
	private static final int TRACE_LENGTH = 29;

	private static final int SPAN_FIELD = 18;

	private static final int FLAGS_FIELD = 27;

	@Override
	public <ReqT, RespT> ServerCall.Listener<ReqT> interceptCall(ServerCall<ReqT, RespT> call, Metadata headers,
			ServerCallHandler<ReqT, RespT> next) {
		CallMetadata metadata = new CallMetadata(headers, call.getAuthority(), new Metadata());
		ServerCall<ReqT, RespT> wrapped = new SimpleForwardingServerCall<>(call) {

			private boolean headersSent;

			@Override
			public void sendHeaders(Metadata responseHeaders) {
				this.headersSent = true;
				responseHeaders.put(TRACE_BIN, trace(headers));
				responseHeaders.merge(metadata.response());
				super.sendHeaders(responseHeaders);
			}

			@Override
			public void close(Status status, Metadata trailers) {
				if (!this.headersSent && !metadata.response().keys().isEmpty()) {
					sendHeaders(new Metadata());
				}
				super.close(status, trailers);
			}

		};
		return Contexts.interceptCall(metadata.attach(), wrapped, headers, next);
	}

	private static byte[] trace(Metadata headers) {
		byte[] incoming = headers.get(TRACE_BIN);
		if (incoming != null) {
			return incoming;
		}
		byte[] trace = new byte[TRACE_LENGTH];
		trace[SPAN_FIELD] = 1;
		trace[FLAGS_FIELD] = 2;
		return trace;
	}

}
