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

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import com.google.rpc.ResourceInfo;
import dev.daprfunctions.sidecar.RecordingApp.Answer;
import dev.daprfunctions.sidecar.RecordingApp.Received;
import io.dapr.v1.CommonProtos.HTTPExtension;
import io.dapr.v1.CommonProtos.InvokeRequest;
import io.dapr.v1.DaprGrpc;
import io.dapr.v1.DaprInvokeProtos.InvokeServiceRequest;
import io.dapr.v1.DaprMetadataProtos.GetMetadataRequest;
import io.dapr.v1.DaprMetadataProtos.PubsubSubscriptionType;
import io.dapr.v1.DaprPubsubProtos.BulkPublishRequest;
import io.dapr.v1.DaprPubsubProtos.BulkPublishRequestEntry;
import io.dapr.v1.DaprPubsubProtos.PublishEventRequest;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for publishing over gRPC. What they expect was seen on a real sidecar.
 */
class PublishGrpcTests {

	private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture().resource("components.yaml", """
			apiVersion: dapr.io/v1alpha1
			kind: Component
			metadata: {name: pubsub}
			spec: {type: pubsub.in-memory, version: v1}
			---
			apiVersion: dapr.io/v1alpha1
			kind: Component
			metadata: {name: scoped}
			spec:
			  type: pubsub.in-memory
			  version: v1
			  metadata: [{name: allowedTopics, value: allowed}]
			""").resource("resiliency.yaml", """
			kind: Resiliency
			metadata: {name: mine}
			spec:
			  policies:
			    retries: {two: {policy: constant, duration: 10ms, maxRetries: 2, matching: {httpStatusCodes: "503"}}}
			  targets:
			    apps: {myapp: {retry: two}}
			""").subscriptions("""
			[{"pubsubname": "pubsub", "topic": "t", "route": "/t"},
			{"pubsubname": "pubsub", "topic": "raw", "route": "/raw", "metadata": {"rawPayload": "true"}}]""");

	@Test
	void eventArrives() {
		publish(event("t", "{\"a\":1.50}", "application/json").putMetadata("k", "v"));
		Received request = fixture.receive("/t");
		assertThat(request.header("Content-Type")).isEqualTo("application/cloudevents+json");
		assertThat(request.header("K")).isEqualTo("v");
		assertThat(request.header("Traceparent")).isEqualTo(SidecarFixture.NO_TRACE);
		assertThat(request.body()).startsWith("{\"data\":{\"a\":1.50},\"datacontenttype\":\"application/json\",");
		assertThat(SidecarFixture.json(request.body()).get("source").stringValue()).isEqualTo("myapp");
	}

	@Test
	void rawEventCarriesTraceInMetadata() {
		DaprGrpc.DaprBlockingStub stub = withHeaders("traceparent", TRACE);
		stub.publishEvent(event("raw", "hi", "").putMetadata("rawPayload", "true").build());
		Received request = fixture.receive("/raw");
		assertThat(request.header("Traceid")).isEqualTo(TRACE);
		assertThat(request.header("Traceparent")).isEqualTo(TRACE);
		JsonNode event = SidecarFixture.json(request.body());
		assertThat(event.get("traceid").stringValue()).isEqualTo(TRACE);
		assertThat(event.get("tracestate").stringValue()).isEmpty();
		assertThat(event.get("data_base64").stringValue()).isEqualTo("aGk=");
	}

	@ParameterizedTest
	@CsvSource({ TRACE + ", " + TRACE, "bad, ''" })
	void traceContextPasses(String sent, String expected) {
		withHeaders("traceparent", sent, "tracestate", "a=b").publishEvent(event("t", "1", "application/json").build());
		JsonNode event = fixture.receiveJson("/t");
		assertThat(event.get("traceparent").stringValue()).isEqualTo(expected);
		assertThat(event.get("tracestate").stringValue()).isEmpty();
	}

	@Test
	void binaryTraceContextPasses() {
		byte[] trace = new byte[29];
		for (int i = 2; i < trace.length; i++) {
			trace[i] = (byte) i;
		}
		trace[18] = 1;
		trace[27] = 2;
		trace[28] = 1;
		Metadata headers = new Metadata();
		headers.put(Metadata.Key.of("grpc-trace-bin", Metadata.BINARY_BYTE_MARSHALLER), trace);
		fixture.stub()
			.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
			.publishEvent(event("t", "1", "").build());
		assertThat(fixture.receive("/t").header("Traceparent"))
			.isEqualTo("00-02030405060708090a0b0c0d0e0f1011-131415161718191a-01");
	}

	@ParameterizedTest
	@CsvSource({ "false", "true" })
	@SuppressWarnings("deprecation")
	void bulkEventsArrive(boolean alpha) {
		BulkPublishRequest request = bulk("t", entry("1", "1", "application/json"), entry("2", "hi", "")).build();
		assertThat((alpha) ? fixture.stub().bulkPublishEventAlpha1(request) : fixture.stub().bulkPublishEvent(request))
			.satisfies((response) -> assertThat(response.getFailedEntriesList()).isEmpty());
		SidecarFixture.await().until(() -> fixture.app().received("/t").size() == 2);
		assertThat(fixture.app().received("/t"))
			.extracting((received) -> SidecarFixture.json(received.body()).get("data").toString())
			.containsExactly("1", "\"hi\"");
	}

	@Test
	void bulkEntryKeepsItsMetadata() {
		fixture.stub()
			.bulkPublishEvent(bulk("t", entry("1", "1", "").toBuilder().putMetadata("k", "entry").build())
				.putMetadata("k", "request")
				.putMetadata("m", "request")
				.build());
		assertThat(fixture.receive("/t").header("K")).isEqualTo("entry");
		assertThat(fixture.receive("/t").header("M")).isEqualTo("request");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"nope | t | INVALID_ARGUMENT | pubsub nope is not found | DAPR_PUBSUB_NOT_FOUND",
			"'' | t | INVALID_ARGUMENT | pubsub name is empty | DAPR_PUBSUB_NAME_EMPTY",
			"pubsub | '' | INVALID_ARGUMENT | topic is empty in pubsub pubsub | DAPR_PUBSUB_TOPIC_NAME_EMPTY",
			"scoped | t | PERMISSION_DENIED | topic t is not allowed for app id myapp | DAPR_PUBSUB_FORBIDDEN" })
	void wrongTargetFails(String pubsub, String topic, Status.Code code, String message, String reason) {
		PublishEventRequest request = PublishEventRequest.newBuilder().setPubsubName(pubsub).setTopic(topic).build();
		assertFails(() -> fixture.stub().publishEvent(request), code, message, reason);
		BulkPublishRequest bulk = BulkPublishRequest.newBuilder().setPubsubName(pubsub).setTopic(topic).build();
		assertFails(() -> fixture.stub().bulkPublishEvent(bulk), code, message, reason);
	}

	@Test
	void badEventsFail() {
		assertFails(() -> publish(event("t", "xx", "application/cloudevents+json")), Status.Code.INVALID_ARGUMENT,
				"cannot create cloudevent", "DAPR_PUBSUB_CLOUD_EVENT_CREATION");
		assertFails(() -> publish(event("t", "1", "").putMetadata("rawPayload", "x")), Status.Code.INVALID_ARGUMENT,
				"failed deserializing metadata. Error: rawPayload value must be a valid boolean: actual is 'x'",
				"DAPR_PUBSUB_METADATA_DESERIALIZATION");
		String message = "error marshaling events to bytes for topic t pubsub pubsub. error: "
				+ "entryId is duplicated or not present for entry";
		for (List<String> ids : List.of(List.of("1", "1"), List.of("1", ""))) {
			BulkPublishRequest request = bulk("t", entry(ids.get(0), "1", ""), entry(ids.get(1), "1", "")).build();
			assertFails(() -> fixture.stub().bulkPublishEvent(request), Status.Code.INVALID_ARGUMENT, message,
					"DAPR_PUBSUB_MARSHAL_EVENTS");
		}
		assertThat(fixture.published()).isEmpty();
	}

	@Test
	void metadataShowsSubscriptions() {
		assertThat(fixture.stub().getMetadata(GetMetadataRequest.getDefaultInstance()).getSubscriptionsList())
			.hasSize(2)
			.first()
			.satisfies((subscription) -> {
				assertThat(subscription.getPubsubName()).isEqualTo("pubsub");
				assertThat(subscription.getTopic()).isEqualTo("t");
				assertThat(subscription.getType()).isEqualTo(PubsubSubscriptionType.PROGRAMMATIC);
				assertThat(subscription.getRules().getRules(0).getPath()).isEqualTo("/t");
			});
	}

	@ParameterizedTest
	@CsvSource({ "503", "500", "302" })
	void invocationIsTriedAgainWhateverTheStatusIs(int status) {
		fixture.app().answer(Answer.of(status));
		InvokeServiceRequest request = InvokeServiceRequest.newBuilder()
			.setId("myapp")
			.setMessage(InvokeRequest.newBuilder()
				.setMethod("m")
				.setHttpExtension(HTTPExtension.newBuilder().setVerb(HTTPExtension.Verb.POST)))
			.build();
		catchThrowableOfType(StatusRuntimeException.class, () -> fixture.stub().invokeService(request));
		assertThat(fixture.app().received("/m")).hasSize(3);
	}

	private static void publish(PublishEventRequest.Builder request) {
		fixture.stub().publishEvent(request.build());
	}

	private static PublishEventRequest.Builder event(String topic, String data, String contentType) {
		return PublishEventRequest.newBuilder()
			.setPubsubName("pubsub")
			.setTopic(topic)
			.setData(ByteString.copyFromUtf8(data))
			.setDataContentType(contentType);
	}

	private static BulkPublishRequest.Builder bulk(String topic, BulkPublishRequestEntry... entries) {
		return BulkPublishRequest.newBuilder().setPubsubName("pubsub").setTopic(topic).addAllEntries(List.of(entries));
	}

	private static BulkPublishRequestEntry entry(String id, String data, String contentType) {
		return BulkPublishRequestEntry.newBuilder()
			.setEntryId(id)
			.setEvent(ByteString.copyFromUtf8(data))
			.setContentType(contentType)
			.build();
	}

	private static DaprGrpc.DaprBlockingStub withHeaders(String... headers) {
		Metadata metadata = new Metadata();
		for (int i = 0; i < headers.length; i += 2) {
			metadata.put(Metadata.Key.of(headers[i], Metadata.ASCII_STRING_MARSHALLER), headers[i + 1]);
		}
		return fixture.stub().withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata));
	}

	private static void assertFails(Runnable call, Status.Code code, String message, String reason) {
		StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, call::run);
		assertThat(failure.getStatus().getCode()).isEqualTo(code);
		assertThat(failure.getStatus().getDescription()).isEqualTo(message);
		com.google.rpc.Status status = StatusProto.fromThrowable(failure);
		try {
			ErrorInfo info = status.getDetails(status.getDetailsCount() - 1).unpack(ErrorInfo.class);
			assertThat(info.getReason()).isEqualTo(reason);
			if (reason.equals("DAPR_PUBSUB_NOT_FOUND")) {
				assertThat(info.getMetadataMap()).isEqualTo(Map.of());
			}
			else {
				assertThat(status.getDetails(0).unpack(ResourceInfo.class).getDescription()).isEqualTo(message);
			}
		}
		catch (InvalidProtocolBufferException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
