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

import com.google.protobuf.Any;
import dev.daprfunctions.sidecar.error.ApiException;
import dev.daprfunctions.sidecar.error.ApiException.GrpcError;
import dev.daprfunctions.sidecar.fault.InjectedFaultException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns errors of the Dapr API into gRPC statuses.
 */
final class GrpcErrors {

	private static final Logger logger = LoggerFactory.getLogger(GrpcErrors.class);

	private GrpcErrors() {
	}

	static StatusRuntimeException toException(RuntimeException failure) {
		if (failure instanceof ApiException error) {
			return toException(error.grpc());
		}
		if (failure instanceof InjectedFaultException fault) {
			return ((fault.isTimeout()) ? Status.DEADLINE_EXCEEDED : Status.UNAVAILABLE)
				.withDescription(fault.getMessage())
				.asRuntimeException();
		}
		logger.error("gRPC call failed", failure);
		return Status.INTERNAL.withDescription("internal error").asRuntimeException();
	}

	static StatusRuntimeException toException(GrpcError error) {
		com.google.rpc.Status.Builder status = com.google.rpc.Status.newBuilder()
			.setCode(error.code().value())
			.setMessage(error.message());
		error.details().forEach((detail) -> status.addDetails(Any.pack(detail)));
		return StatusProto.toStatusRuntimeException(status.build());
	}

}
