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

package dev.daprfunctions.sidecar.pubsub;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

import dev.daprfunctions.sidecar.json.JsonFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CloudEvents}. What they expect was seen on a real sidecar.
 */
class CloudEventsTests {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

	private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

	private final CloudEvents cloudEvents = new CloudEvents("myapp", InstantSource.fixed(NOW));

	@Test
	void envelopeIsCompleteAndSorted() throws JsonFormatException {
		String event = text("{\"b\":1, \"a\":1.50,\"e\":1E5,\"h\":\"<\"}", "application/json",
				Map.of("cloudevent.id", "I"));
		assertThat(event).startsWith(
				"{\"data\":{\"a\":1.50,\"b\":1,\"e\":1E5,\"h\":\"\\u003c\"},\"datacontenttype\":\"application/json\","
						+ "\"id\":\"I\",\"pubsubname\":\"bus\",\"source\":\"myapp\",\"specversion\":\"1.0\",\"time\":\"")
			.endsWith(
					"\",\"topic\":\"t\",\"traceid\":\"\",\"traceparent\":\"\",\"tracestate\":\"\",\"type\":\"com.dapr.event.sent\"}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			value = { "{\"a\":1} x | application/json | {\"a\":1}", "42 | application/json | 42",
					"\"s\" | application/json | \"s\"", "null | application/json | null",
					"{bad | application/json | \"{bad\"", "'' | application/json | \"\"",
					"{} | application/json; charset=utf-8 | {}", "{} | APPLICATION/JSON | {}",
					"{\"a\":1} | application/vnd.api+json | \"{\\\"a\\\":1}\"", "hi | text/plain | \"hi\"",
					"hi | '' | \"hi\"", "<a/> | application/xml | \"\\u003ca/\\u003e\"" })
	void dataDependsOnContentType(String data, String contentType, String expected) throws JsonFormatException {
		JsonNode event = wrap(data, contentType, Map.of());
		assertThat(text(data, contentType, Map.of())).startsWith("{\"data\":" + expected + ",");
		assertThat(event.get("datacontenttype").stringValue())
			.isEqualTo((contentType.isEmpty()) ? "text/plain" : contentType);
		assertThat(event.has("data_base64")).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "application/octet-stream, hi", "application/cloudevents+protobuf, hello",
			"application/x-protobuf, hi" })
	void bytesAreEncoded(String contentType, String data) throws JsonFormatException {
		JsonNode event = wrap(data, contentType, Map.of());
		assertThat(event.get("data_base64").binaryValue()).isEqualTo(data.getBytes());
		assertThat(event.has("data")).isFalse();
	}

	@Test
	void whatIsNoProtobufIsText() throws JsonFormatException {
		assertThat(wrap("hello", "application/x-protobuf", Map.of()).get("data").stringValue()).isEqualTo("hello");
	}

	@Test
	void metadataOverrides() throws JsonFormatException {
		JsonNode event = wrap("1", "application/json",
				Map.of("cloudevent.id", "I", "cloudevent.TYPE", "T", "cloudevent.source", "S", "cloudevent.subject",
						"SU", "cloudevent.traceid", "TR", "cloudevent.tracestate", "TS", "other", "x"));
		assertThat(event.get("id").stringValue()).isEqualTo("I");
		assertThat(event.get("type").stringValue()).isEqualTo("T");
		assertThat(event.get("source").stringValue()).isEqualTo("S");
		assertThat(event.get("subject").stringValue()).isEqualTo("SU");
		assertThat(event.get("traceid").stringValue()).isEqualTo("TR");
		assertThat(event.get("traceparent").stringValue()).isEqualTo("TR");
		assertThat(event.get("tracestate").stringValue()).isEqualTo("TS");
		assertThat(event.has("other")).isFalse();
	}

	@Test
	void traceParentOverridesTraceId() throws JsonFormatException {
		JsonNode event = wrap("1", "", Map.of("cloudevent.traceid", "TR", "cloudevent.traceparent", "TP"));
		assertThat(event.get("traceid").stringValue()).isEqualTo("TP");
		assertThat(event.get("traceparent").stringValue()).isEqualTo("TP");
	}

	@Test
	void emptyOverrideIsDefault() throws JsonFormatException {
		JsonNode event = wrap("1", "", Map.of("cloudevent.source", "", "cloudevent.id", ""));
		assertThat(event.get("source").stringValue()).isEqualTo("Dapr");
		assertThat(event.get("id").stringValue()).hasSize(36);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "ttlInSeconds, 5, 2026-01-02T03:04:10Z", "TTLINSECONDS, 1m30s, 2026-01-02T03:05:35Z",
					"ttl, 1h, 2026-01-02T04:04:05Z", "ttl, -5s, 2026-01-02T03:04:05Z", "ttlInSeconds, -1, -",
					"ttlInSeconds, x, -", "ttlInSeconds, '', -", "other, 5, -" })
	void timeToLiveIsExpiration(String name, String value, String expiration) throws JsonFormatException {
		JsonNode event = wrap("1", "", Map.of(name, value));
		assertThat(event.path("expiration").stringValue(null)).isEqualTo(expiration);
	}

	@Test
	void whenComponentExpiresMessagesThenEventDoesNot() throws JsonFormatException {
		byte[] event = this.cloudEvents.wrap(publication("1", "", Map.of("ttlInSeconds", "5")), false);
		assertThat(new String(event, StandardCharsets.UTF_8)).doesNotContain("expiration");
	}

	@Test
	void completeCloudEventPasses() throws JsonFormatException {
		String event = text(
				"{\"specversion\":\"1.0\",\"id\":\"i\",\"source\":\"s\",\"type\":\"ty\","
						+ "\"time\":\"2020-01-01T00:00:00Z\",\"ext\":5,\"data\":{\"x\":1.0},\"topic\":\"zz\","
						+ "\"pubsubname\":\"qq\",\"traceparent\":\"tp\",\"traceid\":\"ti\",\"tracestate\":\"ts\"}",
				"application/cloudevents+json", Map.of("cloudevent.id", "ignored"));
		assertThat(event)
			.isEqualTo("{\"data\":{\"x\":1.0},\"ext\":5,\"id\":\"i\",\"pubsubname\":\"bus\",\"source\":\"s\","
					+ "\"specversion\":\"1.0\",\"time\":\"2020-01-01T00:00:00Z\",\"topic\":\"t\",\"traceid\":\"ti\","
					+ "\"traceparent\":\"tp\",\"tracestate\":\"ts\",\"type\":\"ty\"}");
	}

	@Test
	void incompleteCloudEventIsCompleted() throws JsonFormatException {
		JsonNode event = JsonMapper.shared()
			.readTree(this.cloudEvents.wrap(new Publication("bus", "t",
					"{\"data\":1,\"source\":null,\"time\":null,\"traceparent\":\"own\"}".getBytes(),
					"application/cloudevents+json", Map.of(), new TraceFields(TRACE, "a=b")), true));
		assertThat(event.get("source").stringValue()).isEqualTo("Dapr");
		assertThat(event.get("type").stringValue()).isEqualTo("com.dapr.event.sent");
		assertThat(event.get("specversion").stringValue()).isEqualTo("1.0");
		assertThat(event.get("time").isNull()).isTrue();
		assertThat(event.get("traceparent").stringValue()).isEqualTo(TRACE);
		assertThat(event.get("traceid").stringValue()).isEqualTo(TRACE);
		assertThat(event.get("tracestate").stringValue()).isEqualTo("a=b");
		assertThat(event.has("id")).isFalse();
		assertThat(event.has("datacontenttype")).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "xx, invalid character 'x' looking for beginning of value",
			"[1], json: cannot unmarshal array into Go value of type map[string]interface {}",
			"5, json: cannot unmarshal number into Go value of type map[string]interface {}" })
	void whatIsNoCloudEventFails(String data, String message) {
		assertThatExceptionOfType(JsonFormatException.class)
			.isThrownBy(() -> wrap(data, "application/cloudevents+json", Map.of()))
			.withMessage(message);
	}

	@ParameterizedTest
	@CsvSource({ "2026-01-02T03:04:05Z, true", "2026-01-02T03:04:06Z, false", "2026-01-02T04:04:05+01:00, true",
			"nonsense, false", "'', false" })
	void expires(String expiration, boolean expected) {
		JsonNode event = JsonMapper.shared().createObjectNode().put("expiration", expiration);
		assertThat(this.cloudEvents.isExpired(event)).isEqualTo(expected);
	}

	private JsonNode wrap(String data, String contentType, Map<String, String> metadata) throws JsonFormatException {
		return JsonMapper.shared().readTree(text(data, contentType, metadata));
	}

	private String text(String data, String contentType, Map<String, String> metadata) throws JsonFormatException {
		return new String(this.cloudEvents.wrap(publication(data, contentType, metadata), true),
				StandardCharsets.UTF_8);
	}

	private static Publication publication(String data, String contentType, Map<String, String> metadata) {
		return new Publication("bus", "t", data.getBytes(StandardCharsets.UTF_8), contentType, metadata,
				TraceFields.NONE);
	}

}
