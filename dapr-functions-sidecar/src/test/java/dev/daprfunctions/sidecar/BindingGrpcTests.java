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

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import com.google.protobuf.ByteString;
import com.google.rpc.ErrorInfo;
import dev.daprfunctions.sidecar.RecordingApp.Answer;
import io.dapr.v1.DaprBindingsProtos.InvokeBindingRequest;
import io.dapr.v1.DaprBindingsProtos.InvokeBindingResponse;
import io.dapr.v1.DaprGrpc;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for output bindings over gRPC. What they expect was seen on a real sidecar.
 */
class BindingGrpcTests {

	private static final RecordingApp target = new RecordingApp(0);

	private static final TestFolder folder = new TestFolder()
		.component("files", "bindings.localstorage", "{name: rootPath, value: FOLDER/root}")
		.component("web", "bindings.http", "{name: url, value: 'http://127.0.0.1:%d'}".formatted(target.port()))
		.component("queue", "bindings.rabbitmq");

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture(folder, (builder) -> {
	});

	private final AtomicReference<Metadata> headers = new AtomicReference<>();

	private final AtomicReference<Metadata> trailers = new AtomicReference<>();

	@AfterAll
	static void close() {
		target.close();
	}

	@BeforeEach
	void clear() {
		target.clear();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '|', value = { "\"a\\tb\"; a\tb", "'x'; x", "`raw`; raw",
			"plain; plain", "YWJj; abc", "{\"a\": 1}; {\"a\": 1}", "||; ||" })
	void createsAndGets(String data, String content) {
		InvokeBindingResponse created = invoke("files", "create", data, Map.of("fileName", "f"));
		assertThat(created.getData().toStringUtf8()).isEqualTo("{\"fileName\":\"f\"}");
		assertThat(created.getMetadataMap()).isEmpty();
		assertThat(folder.path().resolve("root/f")).hasContent(content);
		assertThat(invoke("files", "get", "", Map.of("fileName", "f")).getData().toStringUtf8()).isEqualTo(content);
	}

	@Test
	void withoutAnswerResponseIsEmpty() {
		invoke("files", "create", "x", Map.of("fileName", "d"));
		assertThat(invoke("files", "delete", "", Map.of("fileName", "d")))
			.isEqualTo(InvokeBindingResponse.getDefaultInstance());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "nope | get | couldn't find output binding nope",
			"files | '' | operation field is missing from request",
			"files | x | binding files does not support operation x. supported operations:create get list delete",
			"queue | get | binding queue does not support operation get. supported operations:create" })
	void fails(String name, String operation, String problem) {
		assertFailure(name, operation, Map.of(), problem);
		assertThat(this.headers.get() == null || !this.headers.get().containsKey(key("metadata.status"))).isTrue();
	}

	@Test
	void metadataAreHeadersAndPartOfResponse() {
		InvokeBindingResponse response = invoke("web", "post", "hi", Map.of("path", "p", "X-A", "b"));
		assertThat(response.getData().toStringUtf8()).isEqualTo("ok");
		assertThat(response.getMetadataMap()).containsEntry("statusCode", "200")
			.containsEntry("status", "200 OK")
			.containsEntry("Content-Type", "text/plain");
		assertThat(this.headers.get().get(key("metadata.statuscode"))).isEqualTo("200");
		assertThat(this.headers.get().get(key("metadata.content-type"))).isEqualTo("text/plain");
		assertThat(target.last().body()).isEqualTo("hi");
		assertThat(target.last().header("X-A")).isEqualTo("b");
		assertThat(target.last().header("Traceparent")).isEqualTo(SidecarFixture.NO_TRACE);
	}

	@Test
	void failureHasMetadataAsHeaders() {
		target.answer(Answer.of(404));
		assertFailure("web", "get", Map.of("path", "p"), "received status code 404");
		assertThat(this.headers.get().get(key("metadata.statuscode"))).isEqualTo("404");
		assertThat(this.headers.get().get(key("metadata.status"))).isEqualTo("404 Not Found");
	}

	@Test
	void traceComesFromCallOverMetadata() {
		String ofMetadata = "00-11111111111111111111111111111111-1111111111111111-01";
		String ofCall = "00-22222222222222222222222222222222-2222222222222222-01";
		invoke("web", "get", "", Map.of("traceparent", ofMetadata));
		assertThat(target.last().header("Traceparent")).isEqualTo(ofMetadata);
		Metadata call = new Metadata();
		call.put(key("traceparent"), ofCall);
		call.put(key("baggage"), "a=b");
		stub().withInterceptors(MetadataUtils.newAttachHeadersInterceptor(call))
			.invokeBinding(request("web", "get", "", Map.of("traceparent", ofMetadata)));
		assertThat(target.last().header("Traceparent")).isEqualTo(ofCall);
		assertThat(target.last().header("Baggage")).isEqualTo("a=b");
	}

	@Test
	void callMetadataReachInputBinding() {
		Metadata call = new Metadata();
		call.put(key("x-own"), "1");
		stub().withInterceptors(MetadataUtils.newAttachHeadersInterceptor(call))
			.invokeBinding(request("queue", "create", "raw bytes", Map.of("k", "v")));
		await().until(() -> fixture.app().received().size() == 1);
		RecordingApp.Received request = fixture.app().last();
		assertThat(request.body()).isEqualTo("raw bytes");
		assertThat(request.header("K")).isEqualTo("v");
		assertThat(request.header("X-Own")).isEqualTo("1");
		assertThat(request.header("Dapr-Authority")).isEqualTo("127.0.0.1:" + fixture.sidecar().grpcPort());
		assertThat(request.header("User-Agent")).startsWith("grpc-java-netty/");
	}

	private void assertFailure(String name, String operation, Map<String, String> metadata, String problem) {
		StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class,
				() -> invoke(name, operation, "", metadata));
		assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
		assertThat(failure.getStatus().getDescription())
			.isEqualTo("error invoking output binding %s: %s".formatted(name, problem));
		assertThat(StatusProto.fromThrowable(failure).getDetailsList()).singleElement()
			.satisfies((detail) -> assertThat(detail.unpack(ErrorInfo.class))
				.isEqualTo(ErrorInfo.newBuilder().setDomain("dapr.io").setReason("ERR_INVOKE_OUTPUT_BINDING").build()));
	}

	private InvokeBindingResponse invoke(String name, String operation, String data, Map<String, String> metadata) {
		return stub().invokeBinding(request(name, operation, data, metadata));
	}

	private DaprGrpc.DaprBlockingStub stub() {
		return fixture.stub()
			.withInterceptors(MetadataUtils.newCaptureMetadataInterceptor(this.headers, this.trailers));
	}

	private static InvokeBindingRequest request(String name, String operation, String data,
			Map<String, String> metadata) {
		return InvokeBindingRequest.newBuilder()
			.setName(name)
			.setOperation(operation)
			.setData(ByteString.copyFromUtf8(data))
			.putAllMetadata(metadata)
			.build();
	}

	private static Metadata.Key<String> key(String name) {
		return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
	}

}
