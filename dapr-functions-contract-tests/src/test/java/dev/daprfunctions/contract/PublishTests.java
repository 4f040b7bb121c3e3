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

import java.util.List;
import java.util.stream.IntStream;

import dev.daprfunctions.contract.Target.Store;
import dev.daprfunctions.contract.TestApp.Received;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for the envelope that a published event is delivered in.
 */
@ClassTemplate
class PublishTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create()
		.everyPubsub("pubsub")
		.subscriptions("[{\"pubsubname\":\"pubsub\",\"topic\":\"orders\",\"route\":\"/orders\"},"
				+ "{\"pubsubname\":\"pubsub\",\"topic\":\"a/b\",\"route\":\"slash\"}]"));

	private final Publisher publisher = new Publisher(contract);

	@Test
	void eventIsDeliveredInEnvelope() {
		Answer answer = this.publisher.json("orders", "{\"a\":1}");
		assertThat(answer.status()).isEqualTo(204);
		assertThat(answer.body()).isEmpty();
		JsonNode envelope = delivered("/orders").json();
		assertThat(envelope.propertyNames()).containsExactlyInAnyOrder("data", "datacontenttype", "id", "pubsubname",
				"source", "specversion", "time", "topic", "traceid", "traceparent", "tracestate", "type");
		assertThat(envelope.path("data").toString()).isEqualTo("{\"a\":1}");
		assertThat(envelope.path("datacontenttype").asString()).isEqualTo("application/json");
		assertThat(envelope.path("id").asString()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
		assertThat(envelope.path("pubsubname").asString()).isEqualTo("pubsub");
		assertThat(envelope.path("source").asString()).isEqualTo("myapp");
		assertThat(envelope.path("specversion").asString()).isEqualTo("1.0");
		assertThat(envelope.path("time").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
		assertThat(envelope.path("topic").asString()).isEqualTo("orders");
		assertThat(envelope.path("type").asString()).isEqualTo("com.dapr.event.sent");
		assertThat(envelope.path("traceid").asString()).isEqualTo(envelope.path("traceparent").asString());
		assertThat(envelope.path("tracestate").asString()).isEmpty();
	}

	@Test
	void deliveryHasHeaders() {
		this.publisher.json("orders", "1");
		Received request = delivered("/orders");
		assertThat(request.verb()).isEqualTo("POST");
		assertThat(request.header("Content-Type")).isEqualTo("application/cloudevents+json");
		assertThat(request.header("Pubsubname")).isEqualTo("pubsub");
		assertThat(request.header("Traceparent")).startsWith("00-");
		assertThat(request.header("User-Agent")).isEqualTo("Go-http-client/1.1");
		assertThat(request.header("Accept-Encoding")).isEqualTo("gzip");
		assertThat(request.header("Content-Length")).isEqualTo(String.valueOf(request.bytes().length));
		assertThat(request.headers()).doesNotContainKeys("Dapr-app-id", "Dapr-api-token");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"a\":1}", "42", "\"str\"", "null", "[1,2]", "true", "{\"b\":1,\"a\":[null]}", "1.50" })
	void jsonBecomesData(String body) {
		this.publisher.json("orders", body);
		JsonNode envelope = delivered("/orders").json();
		assertThat(envelope.has("data")).isTrue();
		assertThat(envelope.path("data")).isEqualTo(Answer.mapper.readTree(body));
		assertThat(envelope.path("datacontenttype").asString()).isEqualTo("application/json");
	}

	@ParameterizedTest
	@CsvSource({ "application/json, not json", "application/json, ''", "text/plain, hello", "text/plain, '{\"a\":1}'",
			"application/xml, <a/>", "application/x-www-form-urlencoded, a=1", "text/plain; charset=utf-8, é" })
	void otherTextBecomesString(String contentType, String body) {
		this.publisher.publish("orders", body, "Content-Type: " + contentType);
		JsonNode envelope = delivered("/orders").json();
		assertThat(envelope.path("data").isString()).isTrue();
		assertThat(envelope.path("data").asString()).isEqualTo(body);
		assertThat(envelope.path("datacontenttype").asString()).isEqualTo(contentType);
	}

	@ParameterizedTest
	@CsvSource({ "application/vnd.api+json, true", "application/json; charset=utf-8, false",
			"APPLICATION/JSON, false" })
	void whetherJsonIsParsedDependsOnContentType(String contentType, boolean string) {
		this.publisher.publish("orders", "{\"a\":1}", "Content-Type: " + contentType);
		JsonNode envelope = delivered("/orders").json();
		assertThat(envelope.path("data").isString()).isEqualTo(string);
		assertThat(envelope.path("datacontenttype").asString()).isEqualTo(contentType);
	}

	@Test
	void whenThereIsNoContentTypeThenText() {
		this.publisher.publish("orders", "{\"a\":1}");
		JsonNode envelope = delivered("/orders").json();
		assertThat(envelope.path("data").asString()).isEqualTo("{\"a\":1}");
		assertThat(envelope.path("datacontenttype").asString()).isEqualTo("text/plain");
	}

	@ParameterizedTest
	@CsvSource({ "application/octet-stream, AAH/", "image/png, " })
	void bytesBecomeBase64(String contentType, String base64) {
		contract.http()
			.send("POST", Publisher.PUBLISH + "orders", new byte[] { 0, 1, (byte) 0xff },
					"Content-Type: " + contentType);
		JsonNode envelope = delivered("/orders").json();
		assertThat(envelope.has("data")).isEqualTo(base64 == null);
		assertThat(envelope.path("data_base64").asString(null)).isEqualTo(base64);
		assertThat(envelope.path("datacontenttype").asString()).isEqualTo(contentType);
	}

	@Test
	void putIsTheSame() {
		assertThat(contract.send("PUT", Publisher.PUBLISH + "orders", "x").status()).isEqualTo(204);
		assertThat(delivered("/orders").json().path("data").asString()).isEqualTo("x");
	}

	@Test
	void topicMayHaveSlash() {
		this.publisher.json("a/b", "1");
		assertThat(delivered("/slash").json().path("topic").asString()).isEqualTo("a/b");
	}

	@Test
	void metadataOverridesEnvelope() {
		this.publisher.json("orders?metadata.cloudevent.type=t1&metadata.cloudevent.id=i1&metadata.cloudevent.source=s1"
				+ "&metadata.cloudevent.subject=u1", "1");
		JsonNode envelope = delivered("/orders").json();
		assertThat(envelope.path("type").asString()).isEqualTo("t1");
		assertThat(envelope.path("id").asString()).isEqualTo("i1");
		assertThat(envelope.path("source").asString()).isEqualTo("s1");
	}

	@Test
	void timeToLiveBecomesExpiration() {
		this.publisher.json("orders?metadata.ttlInSeconds=50", "1");
		assertThat(delivered("/orders").json().path("expiration").asString())
			.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
	}

	@Test
	void otherMetadataBecomesHeader() {
		this.publisher.json("orders?metadata.custom=odd-value&plain=other-value", "1");
		Received request = delivered("/orders");
		assertThat(request.body()).doesNotContain("odd-value", "other-value");
		assertThat(request.headers().toString()).doesNotContain("other-value");
		assertThat(request.header("Custom")).isEqualTo("odd-value");
	}

	@Test
	void traceContextReachesEnvelope() {
		String trace = "0af7651916cd43dd8448eb211c80319c";
		this.publisher.publish("orders", "1", "traceparent: 00-%s-b7ad6b7169203331-01".formatted(trace),
				"tracestate: a=b");
		Received request = delivered("/orders");
		assertThat(request.json().path("traceparent").asString()).matches("00-" + trace + "-[0-9a-f]{16}-01");
		assertThat(request.json().path("traceid").asString()).isEqualTo(request.json().path("traceparent").asString());
		assertThat(request.json().path("tracestate").asString()).isEqualTo("a=b");
		assertThat(request.header("Traceparent")).matches("00-" + trace + "-[0-9a-f]{16}-01");
	}

	@Test
	void singleEventsArriveInOrderInMemoryOnly() {
		List<String> expected = IntStream.range(0, 20).mapToObj(String::valueOf).toList();
		expected.forEach((number) -> this.publisher.json("orders", number));
		List<String> arrived = contract.app()
			.awaitCount("/orders", 20)
			.stream()
			.map((request) -> request.json().path("data").toString())
			.toList();
		assertThat(arrived).containsExactlyInAnyOrderElementsOf(expected);
		if (contract.store() == Store.IN_MEMORY) {
			assertThat(arrived).isEqualTo(expected);
		}
	}

	@Test
	void cloudEventPasses() {
		this.publisher.publish("orders",
				"{\"id\":\"i\",\"source\":\"s\",\"type\":\"t\",\"specversion\":\"1.0\",\"data\":{\"a\":1},"
						+ "\"datacontenttype\":\"application/json\",\"subject\":\"u\",\"ext\":\"e\","
						+ "\"time\":\"2020-01-02T03:04:05.678Z\",\"topic\":\"fake\",\"pubsubname\":\"fake\"}",
				"Content-Type: application/cloudevents+json");
		JsonNode envelope = delivered("/orders").json();
		assertThat(envelope.path("id").asString()).isEqualTo("i");
		assertThat(envelope.path("source").asString()).isEqualTo("s");
		assertThat(envelope.path("type").asString()).isEqualTo("t");
		assertThat(envelope.path("data").toString()).isEqualTo("{\"a\":1}");
		assertThat(envelope.path("subject").asString()).isEqualTo("u");
		assertThat(envelope.path("ext").asString()).isEqualTo("e");
		assertThat(envelope.path("time").asString()).isEqualTo("2020-01-02T03:04:05.678Z");
		assertThat(envelope.path("topic").asString()).isEqualTo("orders");
		assertThat(envelope.path("pubsubname").asString()).isEqualTo("pubsub");
		assertThat(envelope.has("traceid")).isTrue();
	}

	@Test
	void whenCloudEventIsIncompleteThenDefaultsAreAdded() {
		this.publisher.publish("orders", "{\"data\":{\"a\":1}}", "Content-Type: application/cloudevents+json");
		JsonNode envelope = delivered("/orders").json();
		assertThat(envelope.path("data").toString()).isEqualTo("{\"a\":1}");
		assertThat(envelope.path("source").asString()).isEqualTo("Dapr");
		assertThat(envelope.path("type").asString()).isEqualTo("com.dapr.event.sent");
		assertThat(envelope.path("specversion").asString()).isEqualTo("1.0");
		assertThat(envelope.has("id")).isFalse();
		assertThat(envelope.has("datacontenttype")).isFalse();
	}

	private static Received delivered(String path) {
		return contract.app().await1(path);
	}

}
