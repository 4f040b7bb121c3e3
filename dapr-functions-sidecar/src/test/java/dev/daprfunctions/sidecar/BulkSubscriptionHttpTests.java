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

import java.time.Duration;

import dev.daprfunctions.sidecar.RecordingApp.Received;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the delivery of events in bulk over HTTP. What they expect was seen on a real
 * sidecar.
 */
class BulkSubscriptionHttpTests {

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture().subscriptions("""
			[{"pubsubname": "pubsub", "topic": "bulk", "route": "/bulk",
			"bulkSubscribe": {"enabled": true, "maxMessagesCount": 1}},
			{"pubsubname": "pubsub", "topic": "waiting", "route": "/waiting",
			"bulkSubscribe": {"enabled": true, "maxMessagesCount": 10, "maxAwaitDurationMs": 300}},
			{"pubsubname": "pubsub", "topic": "bulkraw", "route": "/bulkraw", "metadata": {"rawPayload": "true"},
			"bulkSubscribe": {"enabled": true, "maxMessagesCount": 1}},
			{"pubsubname": "pubsub", "topic": "bulkrules",
			"routes": {"rules": [{"match": "event.type == 'x'", "path": "/x"}]},
			"bulkSubscribe": {"enabled": true, "maxMessagesCount": 1}}]""");

	@Test
	void bulkEventIsWrapped() {
		fixture.app().answer((request) -> BulkAnswers.of(request, "SUCCESS"));
		fixture.publishJson("pubsub/bulk?metadata.k=v", "{\"a\":1.50}");
		Received request = fixture.receive("/bulk");
		assertThat(request.header("Content-Type")).isEqualTo("application/json");
		assertThat(request.header("Pubsubname")).isEqualTo("pubsub");
		assertThat(request.header("K")).isNull();
		JsonNode body = SidecarFixture.json(request.body());
		assertThat(body.propertyNames()).containsExactly("entries", "id", "metadata", "pubsubname", "topic", "type");
		assertThat(body.get("metadata")).hasToString("{\"pubsubName\":\"pubsub\"}");
		assertThat(body.get("topic").stringValue()).isEqualTo("bulk");
		assertThat(body.get("type").stringValue()).isEqualTo("com.dapr.event.sent.bulk");
		assertThat(body.get("entries").size()).isOne();
		JsonNode entry = body.get("entries").get(0);
		assertThat(entry.propertyNames()).containsExactly("entryId", "event", "metadata", "contentType");
		assertThat(entry.get("event").get("data")).hasToString("{\"a\":1.5}");
		assertThat(entry.get("metadata")).hasToString("{\"k\":\"v\"}");
		assertThat(entry.get("contentType").stringValue()).isEqualTo("application/cloudevents+json");
	}

	@Test
	void rawBulkEventIsEncoded() {
		fixture.publish("pubsub/bulkraw?metadata.rawPayload=true", "hi");
		JsonNode entry = fixture.receiveJson("/bulkraw").get("entries").get(0);
		assertThat(entry.get("event").stringValue()).isEqualTo("aGk=");
		assertThat(entry.get("contentType").stringValue()).isEqualTo("application/octet-stream");
	}

	@Test
	void entryOfBulkPublishHasNoMetadata() {
		fixture.app().answer((request) -> BulkAnswers.of(request, "SUCCESS"));
		fixture.send("POST", "/v1.0/publish/bulk/pubsub/bulk",
				"[{\"entryId\":\"1\",\"event\":1,\"contentType\":\"application/json\"}]");
		assertThat(fixture.receiveJson("/bulk").get("entries").get(0).get("metadata").isNull()).isTrue();
	}

	@Test
	void bulkEventWithoutMatchGoesToTheRoot() {
		fixture.publishJson("pubsub/bulkrules", "1");
		assertThat(fixture.receive("/")).isNotNull();
	}

	@Test
	void bulkWaitsForMore() {
		long start = System.nanoTime();
		fixture.publishJson("pubsub/waiting", "1");
		fixture.receive("/waiting");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(300));
	}

}
