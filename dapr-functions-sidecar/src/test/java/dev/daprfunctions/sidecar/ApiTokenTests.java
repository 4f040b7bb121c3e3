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

import com.google.rpc.ErrorInfo;
import dev.daprfunctions.sidecar.RawHttp.Answer;
import io.dapr.v1.DaprBindingsProtos.InvokeBindingRequest;
import io.dapr.v1.DaprGrpc;
import io.dapr.v1.DaprMetadataProtos.GetMetadataRequest;
import io.dapr.v1.DaprPubsubProtos.PublishEventRequest;
import io.dapr.v1.DaprSecretProtos.GetBulkSecretRequest;
import io.dapr.v1.DaprSecretProtos.GetSecretRequest;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for API tokens. What they expect was seen on a real sidecar.
 */
class ApiTokenTests {

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture(
			new TestFolder().component("pubsub", "pubsub.in-memory")
				.component("queue", "bindings.kafka")
				.component("store", "secretstores.local.env"),
			(builder) -> builder.apiToken("secret").appApiToken("for-app"))
		.subscriptions("[{\"pubsubname\":\"pubsub\",\"topic\":\"t\",\"route\":\"/t\"}]");

	@ParameterizedTest
	@ValueSource(strings = { "/v1.0/metadata", "/v1.0/nothing", "/v1.0/invoke/myapp/method/m",
			"/v1.0/secrets/store/PATH", "/v1.0/secrets/store/bulk", "/v1.0/bindings/queue" })
	void withoutTokenEverythingIsRefused(String path) {
		for (String header : List.of("X-Other: x", "dapr-api-token: wrong", "dapr-api-token: ")) {
			Answer answer = fixture.raw().send("GET", path, header);
			assertThat(answer.status()).isEqualTo(401);
			assertThat(answer.body()).isEqualTo("invalid api token\n");
			assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
			assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
			assertThat(answer.header("Traceparent")).isEqualTo(SidecarFixture.NO_TRACE);
		}
		assertThat(fixture.app().received()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1.0/healthz", "/v1.0/healthz/", "/v1.0/healthz/outbound" })
	void healthNeedsNoToken(String path) {
		assertThat(fixture.raw().send("GET", path).status()).isEqualTo(204);
		assertThat(fixture.raw().send("POST", path).status()).isEqualTo(401);
	}

	@Test
	void withTokenEverythingWorks() {
		for (String path : List.of("/v1.0/metadata", "/v1.0/secrets/store/PATH")) {
			assertThat(fixture.raw().send("GET", path, "Dapr-Api-Token: secret").status()).isEqualTo(200);
		}
	}

	@Test
	void withoutTokenNothingIsCreated() {
		String call = "{\"operation\":\"create\",\"data\":1}";
		assertThat(fixture.raw().sendBody("POST", "/v1.0/bindings/queue", call).status()).isEqualTo(401);
		assertThat(fixture.raw().sendBody("POST", "/v1.0/bindings/queue", call, "dapr-api-token: secret").status())
			.isEqualTo(204);
		assertThat(fixture.receive("/queue").header("Dapr-Api-Token")).isEqualTo("for-app");
		assertThat(fixture.app().received("/queue")).hasSize(1);
	}

	@Test
	void applicationGetsItsOwnToken() {
		fixture.raw().send("GET", "/v1.0/invoke/myapp/method/m", "dapr-api-token: secret");
		assertThat(fixture.app().last().headers().get("Dapr-Api-Token")).containsExactly("for-app");
		fixture.raw().sendBody("POST", "/v1.0/publish/pubsub/t", "1", "dapr-api-token: secret");
		assertThat(fixture.receive("/t").headers().get("Dapr-Api-Token")).containsExactly("for-app");
	}

	@Test
	void startUpCarriesTokenOfApplication() {
		try (TestFolder folder = new TestFolder().component("pubsub", "pubsub.in-memory")
			.component("queue", "bindings.kafka");
				RecordingApp app = new RecordingApp(0);
				EmbeddedSidecar sidecar = EmbeddedSidecar.builder()
					.appId("myapp")
					.httpPort(0)
					.grpcPort(0)
					.appApiToken("for-app")
					.resourcesPath(folder.path())
					.build()) {
			sidecar.start();
			sidecar.connectApp(AppChannel.http(app.port()));
			await().until(() -> app.received().size() == 3);
			assertThat(app.received()).extracting(RecordingApp.Received::path)
				.containsExactly("/dapr/config", "/dapr/subscribe", "/queue");
			assertThat(app.received()).allMatch((request) -> request.header("Dapr-Api-Token").equals("for-app"));
		}
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "-, missing api token in request metadata", "wrong, authentication error: api token mismatch" })
	void withoutTokenCallIsRefused(String token, String problem) throws Exception {
		verifyRefused(() -> stub(token).getMetadata(GetMetadataRequest.getDefaultInstance()), problem);
		verifyRefused(() -> stub(token).getSecret(secret()), problem);
		verifyRefused(() -> stub(token).getBulkSecret(GetBulkSecretRequest.newBuilder().setStoreName("store").build()),
				problem);
		verifyRefused(() -> stub(token).invokeBinding(creation()), problem);
		assertThat(fixture.app().received()).isEmpty();
	}

	private static void verifyRefused(ThrowingCallable call, String problem) throws Exception {
		StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, call);
		assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
		assertThat(failure.getStatus().getDescription()).isEqualTo("Unauthorized");
		ErrorInfo info = StatusProto.fromThrowable(failure).getDetails(0).unpack(ErrorInfo.class);
		assertThat(info.getReason()).isEqualTo("Unauthorized");
		assertThat(info.getMetadataMap()).containsEntry("http.code", "401")
			.containsEntry("http.error_message", problem);
	}

	@Test
	void withTokenCallWorks() {
		stub("secret").publishEvent(PublishEventRequest.newBuilder().setPubsubName("pubsub").setTopic("t").build());
		assertThat(fixture.receive("/t").header("Dapr-Api-Token")).isEqualTo("for-app");
		assertThat(stub("secret").getSecret(secret()).getDataMap()).containsKey("PATH");
		stub("secret").invokeBinding(creation());
		assertThat(fixture.receive("/queue").header("Dapr-Api-Token")).isEqualTo("for-app");
	}

	private static GetSecretRequest secret() {
		return GetSecretRequest.newBuilder().setStoreName("store").setKey("PATH").build();
	}

	private static InvokeBindingRequest creation() {
		return InvokeBindingRequest.newBuilder().setName("queue").setOperation("create").build();
	}

	private static DaprGrpc.DaprBlockingStub stub(String token) {
		Metadata headers = new Metadata();
		if (token != null) {
			headers.put(Metadata.Key.of("dapr-api-token", Metadata.ASCII_STRING_MARSHALLER), token);
		}
		return fixture.stub().withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
	}

}
