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

package dev.daprfunctions.sidecar;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.daprfunctions.sidecar.RecordingApp.Received;
import io.dapr.v1.CommonProtos.HTTPExtension;
import io.dapr.v1.CommonProtos.HTTPExtension.Verb;
import io.dapr.v1.CommonProtos.InvokeRequest;
import io.dapr.v1.CommonProtos.InvokeResponse;
import io.dapr.v1.DaprGrpc;
import io.dapr.v1.DaprInvokeProtos.InvokeServiceRequest;
import io.dapr.v1.DaprMetadataProtos.GetMetadataRequest;
import io.dapr.v1.DaprMetadataProtos.GetMetadataResponse;
import io.dapr.v1.DaprMetadataProtos.SetMetadataRequest;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for service invocation and metadata over gRPC. What they expect was seen on a
 * real sidecar.
 */
class InvocationGrpcTests {

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture();

	private final AtomicReference<Metadata> headers = new AtomicReference<>();

	private final AtomicReference<Metadata> trailers = new AtomicReference<>();

	@Test
	void invokes() {
		fixture.app().answer(RecordingApp.Answer.of(201, "text/plain", "made"));
		InvokeResponse response = invoke("myapp", Verb.POST, "a//b/../c", "x=1&y=%20");
		assertThat(response.getData().getValue().toStringUtf8()).isEqualTo("made");
		assertThat(response.getContentType()).isEqualTo("text/plain");
		assertThat(header("dapr-http-status")).isEqualTo("201");
		assertThat(header("dapr-content-type")).isEqualTo("text/plain");
		assertThat(header("traceparent")).isEqualTo(SidecarFixture.NO_TRACE);
		Received request = fixture.app().last();
		assertThat(request.verb()).isEqualTo("POST");
		assertThat(request.path()).isEqualTo("/a/c?x=1&y=%20");
		assertThat(request.body()).isEqualTo("body");
		assertThat(request.header("Content-Type")).isEqualTo("application/json");
		assertThat(request.header("Content-Length")).isEqualTo("4");
		assertThat(request.header("X-Custom")).isEqualTo("v");
		assertThat(request.header("Dapr-Authority")).isNotNull();
		assertThat(request.header("Traceparent")).isEqualTo(SidecarFixture.NO_TRACE);
	}

	@ParameterizedTest
	@EnumSource(value = Verb.class, names = { "GET", "PUT", "DELETE", "PATCH", "OPTIONS" })
	void verbPasses(Verb verb) {
		invoke("myapp", verb, "m", "");
		assertThat(fixture.app().last().verb()).isEqualTo(verb.name());
	}

	@ParameterizedTest
	@CsvSource({ "400, INTERNAL, Bad Request", "401, UNAUTHENTICATED, Unauthorized",
			"403, PERMISSION_DENIED, Forbidden", "404, NOT_FOUND, Not Found", "409, ALREADY_EXISTS, Conflict",
			"429, RESOURCE_EXHAUSTED, Too Many Requests", "500, UNKNOWN, Internal Server Error",
			"501, UNIMPLEMENTED, Not Implemented", "503, UNAVAILABLE, Service Unavailable",
			"504, DEADLINE_EXCEEDED, Gateway Timeout", "302, UNKNOWN, Found" })
	void failureOfApplicationIsStatus(int status, Status.Code code, String reason)
			throws InvalidProtocolBufferException {
		fixture.app().answer(RecordingApp.Answer.of(status, "text/plain", "x".repeat(100)));
		StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class,
				() -> invoke("myapp", Verb.POST, "m", ""));
		assertThat(failure.getStatus().getCode()).isEqualTo(code);
		assertThat(failure.getStatus().getDescription()).isEqualTo(reason);
		com.google.rpc.Status details = StatusProto.fromThrowable(failure);
		assertThat(details).isNotNull();
		ErrorInfo info = details.getDetails(0).unpack(ErrorInfo.class);
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
	void wrongCallFails(String id, Verb verb, String message) {
		StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class,
				() -> invoke(id, verb, "m", ""));
		assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
		assertThat(failure.getStatus().getDescription())
			.isEqualTo("failed to invoke, id: %s, err: %s".formatted(id, message));
	}

	@Test
	void callWithoutHttpExtensionFails() {
		InvokeServiceRequest request = InvokeServiceRequest.newBuilder()
			.setId("myapp")
			.setMessage(InvokeRequest.newBuilder().setMethod("m"))
			.build();
		StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class,
				() -> fixture.stub().invokeService(request));
		assertThat(failure.getStatus().getDescription()).isEqualTo("failed to invoke, id: myapp, "
				+ "err: rpc error: code = InvalidArgument desc = missing HTTP extension field");
	}

	@Test
	void metadata() {
		fixture.stub().setMetadata(SetMetadataRequest.newBuilder().setKey("key").setValue("value").build());
		fixture.stub().setMetadata(SetMetadataRequest.newBuilder().setKey("").setValue("ignored").build());
		GetMetadataResponse metadata = fixture.stub().getMetadata(GetMetadataRequest.getDefaultInstance());
		assertThat(metadata.getId()).isEqualTo("myapp");
		assertThat(metadata.getRuntimeVersion()).isEqualTo("1.18.1");
		assertThat(metadata.getExtendedMetadataMap()).isEqualTo(Map.of("key", "value", "daprRuntimeVersion", "1.18.1"));
		assertThat(metadata.getRegisteredComponentsList()).first().satisfies((component) -> {
			assertThat(component.getName()).isEqualTo("statestore");
			assertThat(component.getType()).isEqualTo("state.in-memory");
			assertThat(component.getVersion()).isEqualTo("v1");
			assertThat(component.getCapabilitiesList())
				.isEqualTo(List.of("ETAG", "TRANSACTIONAL", "TTL", "DELETE_WITH_PREFIX", "KEYS_LIKE", "ACTOR"));
		});
		assertThat(metadata.getAppConnectionProperties().getPort()).isEqualTo(fixture.app().port());
		assertThat(metadata.getAppConnectionProperties().getProtocol()).isEqualTo("http");
		assertThat(metadata.getAppConnectionProperties().getChannelAddress()).isEqualTo("127.0.0.1");
	}

	private InvokeResponse invoke(String id, Verb verb, String method, String query) {
		Metadata custom = new Metadata();
		custom.put(Metadata.Key.of("x-custom", Metadata.ASCII_STRING_MARSHALLER), "v");
		DaprGrpc.DaprBlockingStub stub = fixture.stub()
			.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(custom),
					MetadataUtils.newCaptureMetadataInterceptor(this.headers, this.trailers));
		return stub.invokeService(InvokeServiceRequest.newBuilder()
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

}
