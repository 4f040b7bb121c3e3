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

package dev.daprfunctions.sidecar.error;

import java.util.List;
import java.util.Map;

import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.ResourceInfo;
import io.grpc.Status;

/**
 * Error of the Dapr API, with what each front end tells its caller.
 *
 * @since 0.1.0
 */
public final class ApiException extends RuntimeException {

	private final HttpError http;

	private final GrpcError grpc;

	private ApiException(HttpError http, GrpcError grpc) {
		super(grpc.message(), null, false, false);
		this.http = http;
		this.grpc = grpc;
	}

	/**
	 * Create an error without details.
	 * @param httpStatus the status over HTTP
	 * @param grpcCode the status over gRPC
	 * @param errorCode the error code over HTTP
	 * @param message the message
	 * @return the error
	 */
	public static ApiException plain(int httpStatus, Status.Code grpcCode, String errorCode, String message) {
		return new ApiException(new HttpError(httpStatus, errorCode, message, List.of()),
				new GrpcError(grpcCode, message, List.of()));
	}

	/**
	 * Create an error that has its error code as {@link ErrorInfo} over gRPC.
	 * @param httpStatus the status over HTTP
	 * @param grpcCode the status over gRPC
	 * @param errorCode the error code, over gRPC the reason
	 * @param message the message
	 * @return the error
	 */
	public static ApiException withReason(int httpStatus, Status.Code grpcCode, String errorCode, String message) {
		return new ApiException(new HttpError(httpStatus, errorCode, message, List.of()),
				new GrpcError(grpcCode, message, List.of(errorInfo(errorCode, Map.of()))));
	}

	/**
	 * Create an error that has the same details over both protocols.
	 * @param httpStatus the status over HTTP
	 * @param grpcCode the status over gRPC
	 * @param errorCode the error code over HTTP
	 * @param message the message
	 * @param details the details
	 * @return the error
	 */
	public static ApiException withDetails(int httpStatus, Status.Code grpcCode, String errorCode, String message,
			List<Message> details) {
		return new ApiException(new HttpError(httpStatus, errorCode, message, details),
				new GrpcError(grpcCode, message, details));
	}

	/**
	 * Create an error that differs between the protocols.
	 * @param http the error over HTTP
	 * @param grpc the error over gRPC
	 * @return the error
	 */
	public static ApiException of(HttpError http, GrpcError grpc) {
		return new ApiException(http, grpc);
	}

	/**
	 * Create the detail that names the reason of an error.
	 * @param reason the reason
	 * @param metadata further values
	 * @return the detail
	 */
	public static ErrorInfo errorInfo(String reason, Map<String, String> metadata) {
		return ErrorInfo.newBuilder().setDomain("dapr.io").setReason(reason).putAllMetadata(metadata).build();
	}

	/**
	 * Create the detail that names the resource an error is about.
	 * @param type the type of the resource
	 * @param name the name of the resource
	 * @return the detail
	 */
	public static ResourceInfo resourceInfo(String type, String name) {
		return ResourceInfo.newBuilder().setResourceType(type).setResourceName(name).build();
	}

	/**
	 * Create the detail that names the field that is wrong.
	 * @param field the field
	 * @param description what is wrong with it
	 * @return the detail
	 */
	public static BadRequest fieldViolation(String field, String description) {
		return BadRequest.newBuilder()
			.addFieldViolations(BadRequest.FieldViolation.newBuilder().setField(field).setDescription(description))
			.build();
	}

	/**
	 * Return the error as told over HTTP.
	 * @return the error over HTTP
	 */
	public HttpError http() {
		return this.http;
	}

	/**
	 * Return the error as told over gRPC.
	 * @return the error over gRPC
	 */
	public GrpcError grpc() {
		return this.grpc;
	}

	/**
	 * Error as told over HTTP.
	 *
	 * @param status the HTTP status
	 * @param errorCode the error code
	 * @param message the message
	 * @param details the details, of the package {@code google.rpc}
	 */
	public record HttpError(int status, String errorCode, String message, List<Message> details) {
	}

	/**
	 * Error as told over gRPC.
	 *
	 * @param code the status code
	 * @param message the description
	 * @param details the details, of the package {@code google.rpc}
	 */
	public record GrpcError(Status.Code code, String message, List<Message> details) {
	}

}
