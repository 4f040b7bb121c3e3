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

import java.util.List;
import java.util.Map;

import dev.daprfunctions.sidecar.error.ApiException;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/**
 * Lets only those calls pass that have the API token.
 */
final class ApiTokenInterceptor implements ServerInterceptor {

	private static final Metadata.Key<String> TOKEN = Metadata.Key.of("dapr-api-token",
			Metadata.ASCII_STRING_MARSHALLER);

	private static final String REFUSAL = "Unauthorized";

	private final String token;

	ApiTokenInterceptor(String token) {
		this.token = token;
	}

	@Override
	public <ReqT, RespT> ServerCall.Listener<ReqT> interceptCall(ServerCall<ReqT, RespT> call, Metadata headers,
			ServerCallHandler<ReqT, RespT> next) {
		Iterable<String> tokens = headers.getAll(TOKEN);
		String sent = (tokens != null) ? tokens.iterator().next() : null;
		if (!this.token.equals(sent)) {
			StatusRuntimeException refusal = refusal((sent != null) ? "authentication error: api token mismatch"
					: "missing api token in request metadata");
			Metadata trailers = refusal.getTrailers();
			call.close(refusal.getStatus(), (trailers != null) ? trailers : new Metadata());
			return new ServerCall.Listener<>() {
			};
		}
		headers.discardAll(TOKEN);
		return next.startCall(call, headers);
	}

	private static StatusRuntimeException refusal(String problem) {
		return GrpcErrors.toException(new ApiException.GrpcError(Status.Code.UNAUTHENTICATED, REFUSAL,
				List.of(ApiException.errorInfo(REFUSAL, Map.of("http.code", "401", "http.error_message", problem)))));
	}

}
