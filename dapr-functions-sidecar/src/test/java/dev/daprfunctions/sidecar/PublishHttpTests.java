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

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;

import dev.daprfunctions.sidecar.RecordingApp.Received;
import dev.daprfunctions.sidecar.pubsub.PublishedEvent;
import dev.daprfunctions.sidecar.pubsub.PublishedEvent.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for publishing over HTTP. What they expect was seen on a real sidecar.
 */
class PublishHttpTests {

	private static final String NOT_FOUND = "{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"failed getting app id "
			+ "either from the URL path or the header dapr-app-id\"}";

	private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture().subscriptions("""
			[{"pubsubname": "pubsub", "topic": "t", "route": "/t"},
			{"pubsubname": "pubsub", "topic": "a/b", "route": "/ab"},
			{"pubsubname": "pubsub", "topic": "wild*", "route": "/wild"},
			{"pubsubname": "pubsub", "topic": "raw", "route": "/raw", "metadata": {"rawPayload": "true"}},
			{"pubsubname": "pubsub", "topic": "odd", "route": "odd//x/../y?q=1"}]""");

	@Test
	void eventArrives() {
		HttpResponse<String> response = fixture.publishJson("pubsub/t?metadata.k=v", "{\"a\":1}");
		assertThat(response.statusCode()).isEqualTo(204);
		assertThat(response.body()).isEmpty();
		Received request = fixture.receive("/t");
		assertThat(request.verb()).isEqualTo("POST");
		assertThat(request.header("Content-Type")).isEqualTo("application/cloudevents+json");
		assertThat(request.header("Pubsubname")).isEqualTo("pubsub");
		assertThat(request.header("K")).isEqualTo("v");
		assertThat(request.header("User-Agent")).isEqualTo("Go-http-client/1.1");
		assertThat(request.header("Traceparent")).isEqualTo(SidecarFixture.NO_TRACE);
		assertThat(request.header("Dapr-Api-Token")).isNull();
		JsonNode event = SidecarFixture.json(request.body());
		assertThat(event.get("data").get("a").intValue()).isEqualTo(1);
		assertThat(event.get("source").stringValue()).isEqualTo("myapp");
		assertThat(event.get("topic").stringValue()).isEqualTo("t");
		assertThat(event.get("pubsubname").stringValue()).isEqualTo("pubsub");
		assertThat(event.get("traceparent").stringValue()).isEmpty();
	}

	@Test
	void listenerSeesWhatIsPublished() {
		fixture.publishJson("pubsub/nobody/listens?metadata.k=v", "1");
		assertThat(fixture.published()).singleElement().satisfies((event) -> {
			assertThat(event.pubsub()).isEqualTo("pubsub");
			assertThat(event.topic()).isEqualTo("nobody/listens");
			assertThat(event.metadata()).containsEntry("k", "v");
			assertThat(event.origin()).isEqualTo(Origin.API);
			assertThat(SidecarFixture.json(new String(event.data())).get("data").intValue()).isEqualTo(1);
		});
	}

	@Test
	void traceContextPasses() {
		fixture.publish("pubsub/t", "1", "traceparent", TRACE, "tracestate", "a=b");
		Received request = fixture.receive("/t");
		assertThat(request.header("Traceparent")).isEqualTo(TRACE);
		assertThat(request.header("Tracestate")).isNull();
		JsonNode event = SidecarFixture.json(request.body());
		assertThat(event.get("traceparent").stringValue()).isEqualTo(TRACE);
		assertThat(event.get("traceid").stringValue()).isEqualTo(TRACE);
		assertThat(event.get("tracestate").stringValue()).isEqualTo("a=b");
	}

	@Test
	void rawEventHasNoEnvelope() {
		fixture.publishJson("pubsub/t?metadata.rawPayload=1", "{ \"a\" : 1 }");
		Received request = fixture.receive("/t");
		assertThat(request.body()).isEqualTo("{ \"a\" : 1 }");
		assertThat(request.header("Rawpayload")).isEqualTo("1");
		assertThat(request.header("Traceparent")).isNull();
		assertThat(request.header("Content-Type")).isEqualTo("application/cloudevents+json");
	}

	@Test
	void rawSubscriptionGetsBytes() {
		fixture.publish("pubsub/raw?metadata.rawPayload=true", "hi");
		JsonNode event = fixture.receiveJson("/raw");
		assertThat(event.get("data_base64").stringValue()).isEqualTo("aGk=");
		assertThat(event.get("datacontenttype").stringValue()).isEqualTo("application/octet-stream");
		assertThat(event.get("source").stringValue()).isEqualTo("Dapr");
		assertThat(event.get("topic").stringValue()).isEqualTo("raw");
		assertThat(event.propertyNames()).doesNotContain("time", "traceid", "traceparent", "data");
	}

	@Test
	void rawSubscriptionGetsEnvelopeAsBytes() {
		fixture.publishJson("pubsub/raw", "1");
		String envelope = new String(fixture.receiveJson("/raw").get("data_base64").binaryValue());
		assertThat(SidecarFixture.json(envelope).get("data").intValue()).isEqualTo(1);
	}

	@Test
	void traceOfMetadataReachesRawSubscription() {
		fixture.publish("pubsub/raw?metadata.rawPayload=true&metadata.traceparent=" + TRACE
				+ "&metadata.tracestate=a%3Db&metadata.traceid=x", "1");
		Received request = fixture.receive("/raw");
		assertThat(request.header("Traceparent")).isEqualTo(TRACE);
		assertThat(request.header("Tracestate")).isEqualTo("a=b");
		JsonNode event = SidecarFixture.json(request.body());
		assertThat(event.get("traceid").stringValue()).isEqualTo(TRACE);
		assertThat(event.get("tracestate").stringValue()).isEqualTo("a=b");
	}

	@Test
	void binaryMessageIsNoJson() {
		fixture.publish("pubsub/t?metadata.rawPayload=true&metadata.content-type=application/octet-stream", "hey");
		assertThat(fixture.receive("/t").body()).isEqualTo("hey");
	}

	@ParameterizedTest
	@CsvSource({ "a/b, /ab", "a%2Fb, /ab", "a//b/, /ab", "wildcat, /wild", "wild*, /wild", "odd, /odd/y?q=1" })
	void topicMayBeWrittenDifferently(String topic, String path) {
		assertThat(fixture.raw().sendBody("PUT", "/v1.0/publish/pubsub/" + topic, "1").status()).isEqualTo(204);
		assertThat(fixture.receive(path)).isNotNull();
	}

	@Test
	void topicOfWildcardIsThePublishedOne() {
		fixture.publishJson("pubsub/wildcat", "1");
		assertThat(fixture.receiveJson("/wild").get("topic").stringValue()).isEqualTo("wildcat");
	}

	@Test
	void eventsKeepTheirOrder() {
		List<Integer> expected = IntStream.range(0, 100).boxed().toList();
		expected.forEach((i) -> fixture.publishJson("pubsub/t", String.valueOf(i)));
		SidecarFixture.await()
			.untilAsserted(() -> assertThat(fixture.app().received("/t"))
				.extracting((request) -> SidecarFixture.json(request.body()).get("data").intValue())
				.isEqualTo(expected));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1.0/publish/pubsub", "/v1.0/publish/pubsub/", "/v1.0/publish",
			"/v1.0-alpha1/publish/pubsub/t" })
	void otherPathsAreNotFound(String path) {
		HttpResponse<String> response = fixture.send("POST", path, "1");
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.body()).isEqualTo(NOT_FOUND);
	}

	@Test
	void otherVerbsAreNotFound() {
		assertThat(fixture.send("GET", "/v1.0/publish/pubsub/t").body()).isEqualTo(NOT_FOUND);
		assertThat(fixture.send("DELETE", "/v1.0/publish/pubsub/t").body()).isEqualTo(NOT_FOUND);
	}

	@ParameterizedTest
	@CsvSource({ "nope/t, nope, {}", "nope/t?metadata.a=b, nope, '{\"a\":\"b\"}'", "bulk/t, bulk, {}" })
	void unknownComponentIsNotFound(String path, String name, String metadata) {
		HttpResponse<String> response = fixture.publish(path, "1");
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.body())
			.isEqualTo("{\"errorCode\":\"ERR_PUBSUB_NOT_FOUND\",\"message\":\"pubsub %s is not found\",".formatted(name)
					+ "\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"domain\":\"dapr.io\","
					+ "\"metadata\":%s,\"reason\":\"DAPR_PUBSUB_NOT_FOUND\"}]}".formatted(metadata));
	}

	@Test
	void badMetadataIsRefused() {
		HttpResponse<String> response = fixture.publish("pubsub/t?metadata.rawPayload=maybe", "1");
		assertThat(response.statusCode()).isEqualTo(400);
		String message = "failed deserializing metadata. Error: rawPayload value must be a valid boolean: actual is 'maybe'";
		assertThat(response.body()).isEqualTo(error("ERR_PUBSUB_REQUEST_METADATA", message,
				"{\"rawPayload\":\"maybe\"}", "DAPR_PUBSUB_METADATA_DESERIALIZATION"));
	}

	@Test
	void whatIsNoCloudEventIsRefused() {
		HttpResponse<String> response = fixture.publish("pubsub/t", "xx", "Content-Type",
				"application/cloudevents+json");
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(response.body()).isEqualTo(error("ERR_PUBSUB_CLOUD_EVENTS_SER", "cannot create cloudevent",
				"{\"appID\":\"myapp\",\"error\":\"invalid character 'x' looking for beginning of value\"}",
				"DAPR_PUBSUB_CLOUD_EVENT_CREATION"));
	}

	@Test
	void largeEventIsRefused() {
		String largest = "x".repeat(4 * 1024 * 1024);
		assertThat(fixture.publish("pubsub/other", largest + "y").statusCode()).isEqualTo(204);
		PublishedEvent event = fixture.published().get(0);
		assertThat(SidecarFixture.json(new String(event.data())).get("data").stringValue()).isEqualTo(largest);
		HttpResponse<String> response = fixture.publish("pubsub/other", largest + "yy");
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(response.body()).isEqualTo(error("ERR_PUBSUB_PUBLISH_MESSAGE",
				"error when publishing to topic other in pubsub pubsub: stream too large",
				"{\"error\":\"stream too large\",\"topic\":\"other\"}", "DAPR_PUBSUB_PUBLISH_MESSAGE"));
	}

	@Test
	void bulkEventsArrive() {
		assertThat(bulk("t", """
				[{"entryId": "1", "event": {"b": 1, "a": 2.50}, "contentType": "application/json"},
				{"entryId": "2", "event": "hi", "contentType": "text/plain", "metadata": {"k": "v"}},
				{"entryId": "3", "event": "aGk=", "contentType": "application/octet-stream"},
				{"entryId": "4", "event": {"data": 1, "id": "x"}, "contentType": "application/cloudevents+json"}]""")
			.statusCode()).isEqualTo(204);
		SidecarFixture.await().until(() -> fixture.app().received("/t").size() == 4);
		List<JsonNode> events = fixture.app()
			.received("/t")
			.stream()
			.map((request) -> SidecarFixture.json(request.body()))
			.toList();
		assertThat(events.get(0).get("data")).hasToString("{\"a\":2.5,\"b\":1}");
		assertThat(events.get(1).get("data").stringValue()).isEqualTo("hi");
		assertThat(events.get(2).get("data_base64").stringValue()).isEqualTo("aGk=");
		assertThat(events.get(3).get("id").stringValue()).isEqualTo("x");
		assertThat(fixture.app().received("/t").get(1).header("K")).isEqualTo("v");
	}

	@Test
	void bulkMetadataMerges() {
		bulk("t?metadata.k=request&metadata.m=request&metadata.ttlInSeconds=9", """
				[{"entryId": "1", "event": 1, "contentType": "application/json", "metadata": {"k": "entry"}},
				{"entryId": "2", "event": 2, "contentType": "application/json"}]""");
		SidecarFixture.await().until(() -> fixture.app().received("/t").size() == 2);
		assertThat(fixture.app().received("/t").get(0).header("K")).isEqualTo("entry");
		assertThat(fixture.app().received("/t").get(0).header("M")).isEqualTo("request");
		assertThat(fixture.app().received("/t").get(0).body()).contains("\"expiration\"");
		assertThat(fixture.app().received("/t").get(1).header("M")).isNull();
		assertThat(fixture.app().received("/t").get(1).body()).doesNotContain("\"expiration\"");
	}

	@Test
	void bulkMayBeRaw() {
		bulk("t?metadata.rawPayload=true",
				"[{\"entryId\":\"1\",\"event\":{\"b\":1,\"a\":2},\"contentType\":\"application/json\"}]");
		assertThat(fixture.receive("/t").body()).isEqualTo("{\"a\":2,\"b\":1}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "null" })
	void bulkMayBeEmpty(String body) {
		assertThat(bulk("t", body).statusCode()).isEqualTo(204);
		assertThat(fixture.published()).isEmpty();
	}

	@Test
	void bulkHasAnAlphaPath() {
		assertThat(fixture
			.send("PUT", "/v1.0-alpha1/publish/bulk/pubsub/a/b",
					"[{\"entryId\":\"1\",\"event\":1,\"contentType\":\"application/json\"}]")
			.statusCode()).isEqualTo(204);
		assertThat(fixture.receiveJson("/ab").get("data").intValue()).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "[{ | unexpected EOF", "'' | EOF",
			"{} | json: cannot unmarshal object into Go value of type []http.bulkPublishMessageEntry",
			"[{\"entryId\":5}] | json: cannot unmarshal number into Go struct field bulkPublishMessageEntry.entryId of type string" })
	void unreadableBulkIsRefused(String body, String problem) {
		HttpResponse<String> response = bulk("t", body);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).isEqualTo(error("ERR_PUBSUB_EVENTS_SER",
				"error when unmarshaling the request for topic t pubsub pubsub: " + problem, "{\"appID\":\"myapp\"}",
				"DAPR_PUBSUB_UNMARSHAL_EVENTS"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "{} | application/octet-stream | mismatch between contentType and event",
			"{} | text/plain | mismatch between contentType and event",
			"{} | '' | mismatch between contentType and event",
			"{} | application/vnd.api+json | mismatch between contentType and event",
			"\"a#k=\" | application/octet-stream | unable to decode base64 application/octect-stream data: illegal base64 data at input byte 1",
			"\"aGk\" | application/octet-stream | unable to decode base64 application/octect-stream data: illegal base64 data at input byte 0" })
	void bulkEventThatDoesNotFitIsRefused(String event, String contentType, String problem) {
		HttpResponse<String> response = bulk("t",
				"[{\"entryId\":\"1\",\"event\":%s,\"contentType\":\"%s\"}]".formatted(event, contentType));
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).isEqualTo(error("ERR_PUBSUB_EVENTS_SER",
				"error when marshalling cloud event envelope for topic t pubsub pubsub: error: " + problem,
				"{\"appID\":\"myapp\",\"error\":\"error: %s\"}".formatted(problem), "DAPR_PUBSUB_MARSHAL_ENVELOPE"));
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"[{\"entryId\":\"1\",\"event\":1,\"contentType\":\"application/json\"},{\"entryId\":\"1\",\"event\":2,\"contentType\":\"application/json\"}]",
			"[{\"event\":1,\"contentType\":\"application/json\"}]" })
	void bulkNeedsIds(String body) {
		HttpResponse<String> response = bulk("t", body);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).isEqualTo(error("ERR_PUBSUB_EVENTS_SER",
				"error marshaling events to bytes for topic t pubsub pubsub. error: entryId is duplicated or not present for entry",
				"{\"appID\":\"myapp\",\"error\":\"entryId is duplicated or not present for entry\"}",
				"DAPR_PUBSUB_MARSHAL_EVENTS"));
		assertThat(fixture.published()).isEmpty();
	}

	private static HttpResponse<String> bulk(String topic, String body) {
		return fixture.send("POST", "/v1.0/publish/bulk/pubsub/" + topic, body, "Content-Type", "application/json");
	}

	private static String error(String errorCode, String message, String metadata, String reason) {
		return ("{\"errorCode\":\"%s\",\"message\":\"%s\",\"details\":[{\"@type\":"
				+ "\"type.googleapis.com/google.rpc.ResourceInfo\",\"description\":\"%s\",\"owner\":\"\","
				+ "\"resource_name\":\"pubsub\",\"resource_type\":\"pubsub\"},{\"@type\":"
				+ "\"type.googleapis.com/google.rpc.ErrorInfo\",\"domain\":\"dapr.io\",\"metadata\":%s,\"reason\":\"%s\"}]}")
			.formatted(errorCode, message, message, metadata, reason);
	}

}
