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

import java.io.IOException;
import java.util.List;
import java.util.Map;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import dev.daprfunctions.sidecar.app.AppRequest;
import dev.daprfunctions.sidecar.app.AppResponse;
import dev.daprfunctions.sidecar.error.ApiException;
import dev.daprfunctions.sidecar.invocation.FailedAnswers;
import dev.daprfunctions.sidecar.invocation.ForwardedHeaders;
import dev.daprfunctions.sidecar.invocation.InvocationRequest;
import dev.daprfunctions.sidecar.invocation.ServiceInvocation;
import io.dapr.v1.CommonProtos.HTTPExtension;
import io.dapr.v1.CommonProtos.InvokeRequest;
import io.dapr.v1.CommonProtos.InvokeResponse;
import io.dapr.v1.DaprInvokeProtos.InvokeServiceRequest;
import io.grpc.Metadata;
import io.grpc.Status;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;

/**
 * Calls of service invocation.
 */
final class InvocationCalls {

	private static final int MAX_DETAIL_LENGTH = 63;

	private final ServiceInvocation invocation;

	InvocationCalls(ServiceInvocation invocation) {
		this.invocation = invocation;
	}

	InvokeResponse invoke(InvokeServiceRequest call) {
		InvokeRequest message = call.getMessage();
		HTTPExtension extension = message.getHttpExtension();
		CallMetadata metadata = CallMetadata.current();
		HttpFields headers = GrpcHeaders.toHttp(metadata, contentType(message));
		InvocationRequest request = new InvocationRequest(
				(message.hasHttpExtension()) ? extension.getVerb().name() : "", message.getMethod(),
				extension.getQuerystring(), headers,
				new AppRequest.Body(message.getData().getValue().toByteArray(), true, false), false);
		try (AppResponse response = this.invocation.invoke(call.getId(), request, FailedAnswers.GRPC)) {
			byte[] body = response.body().readAllBytes();
			addHeaders(response, headers, metadata.response());
			requireSuccess(response.status(), body);
			String contentType = response.headers().get(HttpHeader.CONTENT_TYPE);
			return InvokeResponse.newBuilder()
				.setData(Any.newBuilder().setValue(ByteString.copyFrom(body)))
				.setContentType((contentType != null) ? contentType : "")
				.build();
		}
		catch (IOException ex) {
			throw this.invocation.failed(call.getId(), String.valueOf(ex.getMessage()));
		}
	}

	private static String contentType(InvokeRequest message) {
		return (message.getData().getTypeUrl().isEmpty()) ? message.getContentType() : "application/x-protobuf";
	}

	private static void addHeaders(AppResponse response, HttpFields request, Metadata target) {
		GrpcHeaders.addAll(ForwardedHeaders.of(response.headers()), target);
		GrpcHeaders.put("dapr-http-status", String.valueOf(response.status()), target);
		if (!response.headers().contains(GrpcHeaders.TRACEPARENT)) {
			GrpcHeaders.put(GrpcHeaders.TRACEPARENT, String.valueOf(request.get(GrpcHeaders.TRACEPARENT)), target);
		}
	}

	private static void requireSuccess(int status, byte[] body) {
		if (status >= 200 && status < 300) {
			return;
		}
		String reason = StatusText.of(status);
		ByteString detail = ByteString.copyFrom(body, 0, Math.min(body.length, MAX_DETAIL_LENGTH));
		throw ApiException.withDetails(status, grpcCode(status), "ERR_DIRECT_INVOKE", reason,
				List.of(ApiException.errorInfo(reason,
						Map.of("http.code", String.valueOf(status), "http.error_message", detail.toStringUtf8()))));
	}

	private static Status.Code grpcCode(int status) {
		return switch (status) {
			case HttpStatus.REQUEST_TIMEOUT_408 -> Status.Code.CANCELLED;
			case HttpStatus.BAD_REQUEST_400 -> Status.Code.INTERNAL;
			case HttpStatus.GATEWAY_TIMEOUT_504 -> Status.Code.DEADLINE_EXCEEDED;
			case HttpStatus.NOT_FOUND_404 -> Status.Code.NOT_FOUND;
			case HttpStatus.CONFLICT_409 -> Status.Code.ALREADY_EXISTS;
			case HttpStatus.FORBIDDEN_403 -> Status.Code.PERMISSION_DENIED;
			case HttpStatus.UNAUTHORIZED_401 -> Status.Code.UNAUTHENTICATED;
			case HttpStatus.TOO_MANY_REQUESTS_429 -> Status.Code.RESOURCE_EXHAUSTED;
			case HttpStatus.NOT_IMPLEMENTED_501 -> Status.Code.UNIMPLEMENTED;
			case HttpStatus.SERVICE_UNAVAILABLE_503 -> Status.Code.UNAVAILABLE;
			default -> Status.Code.UNKNOWN;
		};
	}

}
