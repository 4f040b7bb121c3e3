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

import dev.daprfunctions.sidecar.RecordingApp.Answer;
import dev.daprfunctions.sidecar.RecordingApp.Received;
import dev.daprfunctions.sidecar.pubsub.PublishedEvent;
import dev.daprfunctions.sidecar.pubsub.PublishedEvent.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the delivery of events over HTTP. What they expect was seen on a real
 * sidecar.
 */
class SubscriptionHttpTests {

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture().component("pubsub", "pubsub.in-memory")
		.resource("resiliency.yaml", """
				apiVersion: dapr.io/v1alpha1
				kind: Resiliency
				metadata: {name: mine}
				spec:
				  policies:
				    timeouts: {short: 300ms}
				""")
		.resource("subscriptions.yaml", """
				apiVersion: dapr.io/v2alpha1
				kind: Subscription
				metadata: {name: s1}
				spec:
				  pubsubname: pubsub
				  topic: declared
				  routes: {rules: [{match: 'event.type == "a"', path: /declared-a}], default: /declared}
				---
				apiVersion: dapr.io/v1alpha1
				kind: Subscription
				metadata: {name: s2}
				spec: {pubsubname: pubsub, topic: both, route: /not-used}
				---
				apiVersion: dapr.io/v1alpha1
				kind: Subscription
				metadata: {name: s3}
				spec: {pubsubname: pubsub, topic: foreign, route: /foreign}
				scopes: [other]
				""")
		.subscriptions("""
				[{"pubsubname": "pubsub", "topic": "t", "route": "/t", "deadLetterTopic": "dead"},
				{"pubsubname": "pubsub", "topic": "lost", "route": "/lost"},
				{"pubsubname": "pubsub", "topic": "dead", "route": "/dead"},
				{"pubsubname": "pubsub", "topic": "both", "route": "/both"},
				{"pubsubname": "pubsub", "topic": "odd", "route": "/odd", "metadata": {"rawPayload": "maybe"},
				"deadLetterTopic": "dead"},
				{"pubsubname": "pubsub", "topic": "rules", "deadLetterTopic": "dead", "routes": {"rules": [
				{"match": "event.type == 'x'", "path": "/x"}, {"match": "event.data.n > 3", "path": "/n"}]}},
				{"pubsubname": "pubsub", "topic": "bulk", "route": "/bulk", "deadLetterTopic": "dead",
				"bulkSubscribe": {"enabled": true, "maxMessagesCount": 1}},
				{"pubsubname": "missing", "topic": "t", "route": "/missing"},
				{"pubsubname": "pubsub", "topic": "routeless"}]""");

	@Test
	void metadataShowsSubscriptions() {
		String body = fixture.send("GET", "/v1.0/metadata").body();
		assertThat(body).contains("\"subscriptions\":[{\"pubsubname\":\"pubsub\",\"topic\":\"declared\",\"rules\":"
				+ "[{\"match\":\"event.type == \\\"a\\\"\",\"path\":\"/declared-a\"},{\"path\":\"/declared\"}],"
				+ "\"deadLetterTopic\":\"\",\"type\":\"DECLARATIVE\"},{\"pubsubname\":\"pubsub\",\"topic\":\"both\",\"rules\":"
				+ "[{\"path\":\"/both\"}],\"deadLetterTopic\":\"\",\"type\":\"PROGRAMMATIC\"},{\"pubsubname\":\"pubsub\","
				+ "\"topic\":\"t\",\"rules\":[{\"path\":\"/t\"}],\"deadLetterTopic\":\"dead\",\"type\":\"PROGRAMMATIC\"}")
			.contains("{\"pubsubname\":\"pubsub\",\"topic\":\"odd\",\"metadata\":{\"rawPayload\":\"maybe\"},\"rules\"")
			.contains("\"topic\":\"t\",\"rules\":[{\"path\":\"/missing\"}]")
			.doesNotContain("/foreign", "routeless")
			.endsWith("},\"resiliencies\":[{\"name\":\"mine\"}]}\n");
	}

	@Test
	void declaredSubscriptionsAreDelivered() {
		fixture.publishJson("pubsub/declared?metadata.cloudevent.type=a", "1");
		fixture.publishJson("pubsub/declared", "2");
		fixture.publishJson("pubsub/both", "3");
		fixture.publishJson("pubsub/foreign", "4");
		assertThat(fixture.receiveJson("/declared-a").get("data").intValue()).isEqualTo(1);
		assertThat(fixture.receiveJson("/declared").get("data").intValue()).isEqualTo(2);
		assertThat(fixture.receiveJson("/both").get("data").intValue()).isEqualTo(3);
		assertThat(fixture.app().received()).hasSize(3);
	}

	@ParameterizedTest
	@CsvSource({ "x, '{\"n\":9}', /x", "y, '{\"n\":9}', /n", "y, '{\"n\":1}', /dead", "y, '{\"z\":1}', /dead" })
	void rulesSelectPath(String type, String data, String path) {
		fixture.publishJson("pubsub/rules?metadata.cloudevent.type=" + type, data);
		assertThat(fixture.receiveJson(path).get("data")).hasToString(data);
		assertThat(fixture.app().received()).hasSize(1);
	}

	@Test
	void deadLetterIsTheSameEvent() {
		fixture.app().answer((request) -> Answer.of((request.path().equals("/t")) ? 500 : 200));
		fixture.publishJson("pubsub/t?metadata.k=v", "1");
		Received dead = fixture.receive("/dead");
		assertThat(dead.body()).isEqualTo(fixture.receive("/t").body());
		assertThat(SidecarFixture.json(dead.body()).get("topic").stringValue()).isEqualTo("t");
		assertThat(dead.header("K")).isEqualTo("v");
		assertThat(dead.headers().get("Pubsubname")).containsExactly("pubsub");
		assertThat(fixture.published()).extracting(PublishedEvent::origin)
			.containsExactly(Origin.API, Origin.DEAD_LETTER);
		assertThat(fixture.published()).extracting(PublishedEvent::topic).containsExactly("t", "dead");
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 404 })
	void withoutDeadLetterTopicEventIsLost(int status) {
		fixture.app().answer(Answer.of(status));
		fixture.publishJson("pubsub/lost", "1");
		fixture.receive("/lost");
		fixture.publishJson("pubsub/lost", "2");
		SidecarFixture.await().until(() -> fixture.app().received("/lost").size() == 2);
		assertThat(SidecarFixture.json(fixture.app().last().body()).get("data").intValue()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "pubsub/t?metadata.rawPayload=true", "pubsub/bulk?metadata.rawPayload=true", "pubsub/odd" })
	void whatCannotBeReadIsDeadLettered(String topic) {
		fixture.publish(topic, "no JSON");
		SidecarFixture.await().until(() -> fixture.published().size() == 2);
		assertThat(fixture.published().get(1).topic()).isEqualTo("dead");
	}

	@ParameterizedTest
	@ValueSource(strings = { "t", "bulk" })
	void expiredEventIsDropped(String topic) {
		fixture.publish("pubsub/" + topic, "{\"data\":1,\"expiration\":\"2020-01-01T00:00:00Z\"}", "Content-Type",
				"application/cloudevents+json");
		SidecarFixture.await().until(() -> fixture.published().size() == 2);
		assertThat(fixture.published().get(1).topic()).isEqualTo("dead");
		assertThat(fixture.app().received()).isEmpty();
	}

}
