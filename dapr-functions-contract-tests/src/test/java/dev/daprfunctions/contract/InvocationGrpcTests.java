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

package dev.daprfunctions.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.daprfunctions.contract.TestApp.Received;
import dev.daprfunctions.contract.TestApp.Reply;
import io.dapr.v1.CommonProtos.HTTPExtension;
import io.dapr.v1.CommonProtos.HTTPExtension.Verb;
import io.dapr.v1.CommonProtos.InvokeRequest;
import io.dapr.v1.CommonProtos.InvokeResponse;
import io.dapr.v1.DaprInvokeProtos.InvokeServiceRequest;
import io.grpc.CallOptions;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Cases for invoking the application over gRPC.
 */
@ClassTemplate
class InvocationGrpcTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create());

	private final AtomicReference<Metadata> headers = new AtomicReference<>();

	private final AtomicReference<Metadata> trailers = new AtomicReference<>();

	@Test
	void invokes() {
		contract.app().reply(Reply.text(201, "made"));
		InvokeResponse response = invoke("myapp", Verb.POST, "a//b/../c", "x=1&y=%20");
		assertThat(response.getData().getValue().toStringUtf8()).isEqualTo("made");
		assertThat(response.getContentType()).isEqualTo("text/plain");
		assertThat(header("dapr-http-status")).isEqualTo("201");
		assertThat(header("dapr-content-type")).isEqualTo("text/plain");
		assertThat(header("traceparent")).isEqualTo(Messages.NO_TRACE);
	}

	@Test
	void appGetsRequest() {
		invoke("myapp", Verb.POST, "a//b/../c", "x=1&y=%20");
		Received request = contract.app().last();
		assertThat(request.verb()).isEqualTo("POST");
		assertThat(request.path()).isEqualTo("/a/c?x=1&y=%20");
		assertThat(request.body()).isEqualTo("body");
		assertThat(request.header("Content-Type")).isEqualTo("application/json");
		assertThat(request.header("Content-Length")).isEqualTo("4");
		assertThat(request.header("X-Custom")).isEqualTo("v");
		assertThat(request.header("Dapr-Authority")).isNotNull();
		assertThat(request.header("Traceparent")).isEqualTo(Messages.NO_TRACE);
	}

	@ParameterizedTest
	@EnumSource(value = Verb.class, names = { "GET", "PUT", "DELETE", "PATCH", "OPTIONS" })
	void verbPasses(Verb verb) {
		invoke("myapp", verb, "m", "");
		assertThat(contract.app().last().verb()).isEqualTo(verb.name());
	}

	@ParameterizedTest
	@CsvSource({ "400, INTERNAL, Bad Request", "401, UNAUTHENTICATED, Unauthorized",
			"403, PERMISSION_DENIED, Forbidden", "404, NOT_FOUND, Not Found", "409, ALREADY_EXISTS, Conflict",
			"429, RESOURCE_EXHAUSTED, Too Many Requests", "500, UNKNOWN, Internal Server Error",
			"501, UNIMPLEMENTED, Not Implemented", "503, UNAVAILABLE, Service Unavailable",
			"504, DEADLINE_EXCEEDED, Gateway Timeout", "302, UNKNOWN, Found" })
	void failureOfAppIsStatus(int status, Code code, String reason) throws InvalidProtocolBufferException {
		contract.app().reply(Reply.text(status, "x".repeat(100)));
		StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class,
				() -> invoke("myapp", Verb.POST, "m", ""));
		assertThat(failure.getStatus().getCode()).isEqualTo(code);
		assertThat(failure.getStatus().getDescription()).isEqualTo(reason);
		ErrorInfo info = StatusProto.fromThrowable(failure).getDetails(0).unpack(ErrorInfo.class);
		assertThat(info.getReason()).isEqualTo(reason);
		assertThat(info.getDomain()).isEqualTo("dapr.io");
		assertThat(info.getMetadataMap())
			.isEqualTo(Map.of("http.code", String.valueOf(status), "http.error_message", "x".repeat(63)));
		assertThat(header("dapr-http-status")).isEqualTo(String.valueOf(status));
	}

	@ParameterizedTest
	@CsvSource({ "unknown, GET, no host found with the given ID", "a.b.c, GET, invalid app id a.b.c",
			"myapp, NONE, rpc error: code = InvalidArgument desc = invalid HTTP verb",
			"myapp, CONNECT, rpc error: code = InvalidArgument desc = invalid HTTP verb" })
	void whenCallIsWrongThenFails(String id, Verb verb, String message) {
		assertThat(GrpcFailure.of(() -> invoke(id, verb, "m", "")))
			.isEqualTo(new GrpcFailure(Code.INTERNAL, "failed to invoke, id: %s, err: %s".formatted(id, message)));
	}

	@Test
	void whenThereIsNoHttpExtensionThenFails() {
		InvokeServiceRequest request = InvokeServiceRequest.newBuilder()
			.setId("myapp")
			.setMessage(InvokeRequest.newBuilder().setMethod("m"))
			.build();
		assertThat(GrpcFailure.of(() -> contract.stub().invokeService(request)))
			.isEqualTo(new GrpcFailure(Code.INTERNAL, "failed to invoke, id: myapp, "
					+ "err: rpc error: code = InvalidArgument desc = missing HTTP extension field"));
	}

	@Test
	void whenMethodIsUnknownThenItIsProxiedNowhere() {
		MethodDescriptor<byte[], byte[]> unknown = MethodDescriptor.<byte[], byte[]>newBuilder()
			.setType(MethodDescriptor.MethodType.UNARY)
			.setFullMethodName("odd.Service/Call")
			.setRequestMarshaller(new BytesMarshaller())
			.setResponseMarshaller(new BytesMarshaller())
			.build();
		assertThat(GrpcFailure
			.of(() -> ClientCalls.blockingUnaryCall(contract.channel(), unknown, CallOptions.DEFAULT, new byte[0])))
			.isEqualTo(new GrpcFailure(Code.UNKNOWN,
					"cannot proxy request: missing dapr-callee-app-id or dapr-app-id metadata"));
	}

	private InvokeResponse invoke(String id, Verb verb, String method, String query) {
		Metadata custom = new Metadata();
		custom.put(Metadata.Key.of("x-custom", Metadata.ASCII_STRING_MARSHALLER), "v");
		return contract.stub()
			.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(custom),
					MetadataUtils.newCaptureMetadataInterceptor(this.headers, this.trailers))
			.invokeService(InvokeServiceRequest.newBuilder()
				.setId(id)
				.setMessage(InvokeRequest.newBuilder()
					.setMethod(method)
					.setContentType("application/json")
					.setData(Any.newBuilder().setValue(ByteString.copyFromUtf8("body")))
					.setHttpExtension(HTTPExtension.newBuilder().setVerb(verb).setQuerystring(query)))
				.build());
	}

	private String header(String name) {
		return this.headers.get().get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
	}

	/**
	 * Marshaller that changes nothing.
	 */
	private static final class BytesMarshaller implements MethodDescriptor.Marshaller<byte[]> {

		@Override
		public InputStream stream(byte[] value) {
			return new ByteArrayInputStream(value);
		}

		@Override
		public byte[] parse(InputStream stream) {
			try {
				return stream.readAllBytes();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
