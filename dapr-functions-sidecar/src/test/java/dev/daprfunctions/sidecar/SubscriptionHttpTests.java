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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.daprfunctions.sidecar.RecordingApp.Answer;
import dev.daprfunctions.sidecar.RecordingApp.Received;
import dev.daprfunctions.sidecar.pubsub.PublishedEvent;
import dev.daprfunctions.sidecar.pubsub.PublishedEvent.Origin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the delivery of events over HTTP. What they expect was seen on a real
 * sidecar.
 */
class SubscriptionHttpTests {

	private static final String COMPONENT = """
			apiVersion: dapr.io/v1alpha1
			kind: Component
			metadata: {name: %s}
			spec: {type: pubsub.in-memory, version: v1, metadata: [%s]}
			""";

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture()
		.resource("pubsub.yaml", COMPONENT.formatted("pubsub", ""))
		.resource("retrying.yaml", COMPONENT.formatted("retrying", ""))
		.resource("slow.yaml", COMPONENT.formatted("slow", ""))
		.resource("scoped.yaml",
				COMPONENT.formatted("scoped",
						"{name: publishingScopes, value: 'myapp=p1,p2;other=p3'}, "
								+ "{name: subscriptionScopes, value: 'myapp=p1'}"))
		.resource("resiliency.yaml", """
				apiVersion: dapr.io/v1alpha1
				kind: Resiliency
				metadata: {name: mine}
				spec:
				  policies:
				    retries:
				      three: {policy: constant, duration: 10ms, maxRetries: 3}
				      some: {policy: constant, duration: 10ms, maxRetries: 2, matching: {httpStatusCodes: "503"}}
				    timeouts: {short: 300ms}
				  targets:
				    components:
				      retrying: {inbound: {retry: three}}
				      slow: {inbound: {retry: three, timeout: short}}
				    apps:
				      myapp: {retry: some, timeout: short}
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
				{"pubsubname": "pubsub", "topic": "waiting", "route": "/waiting",
				"bulkSubscribe": {"enabled": true, "maxMessagesCount": 10, "maxAwaitDurationMs": 300}},
				{"pubsubname": "pubsub", "topic": "bulkraw", "route": "/bulkraw", "metadata": {"rawPayload": "true"},
				"bulkSubscribe": {"enabled": true, "maxMessagesCount": 1}},
				{"pubsubname": "pubsub", "topic": "bulkrules",
				"routes": {"rules": [{"match": "event.type == 'x'", "path": "/x"}]},
				"bulkSubscribe": {"enabled": true, "maxMessagesCount": 1}},
				{"pubsubname": "retrying", "topic": "t", "route": "/retrying", "deadLetterTopic": "dead"},
				{"pubsubname": "retrying", "topic": "dead", "route": "/retrying-dead"},
				{"pubsubname": "retrying", "topic": "bulk", "route": "/retrying-bulk", "deadLetterTopic": "dead",
				"bulkSubscribe": {"enabled": true, "maxMessagesCount": 1}},
				{"pubsubname": "slow", "topic": "t", "route": "/slow"},
				{"pubsubname": "scoped", "topic": "p1", "route": "/p1", "deadLetterTopic": "p3"},
				{"pubsubname": "scoped", "topic": "p2", "route": "/p2"},
				{"pubsubname": "missing", "topic": "t", "route": "/missing"},
				{"pubsubname": "pubsub", "topic": "routeless"}]""");

	/**
	 * Answer to the first of two events.
	 */
	private Function<Received, Answer> answer;

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

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "200 | ''", "200 | hello", "204 | ''", "200 | [1]", "200 | {\"a\":1}", "200 | null",
					"200 | {\"status\":5}", "200 | {\"status\":\"SUCCESS\"}", "200 | {\"status\":\"\"}", "299 | ''" })
	void successIsDone(int status, String body) {
		this.answer = (request) -> Answer.of(status, "application/json", body);
		assertThat(attempts("retrying", "t", "/retrying", "/retrying-dead")).isEqualTo(new Outcome(1, false));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "200 | {\"status\":\"RETRY\"}", "201 | {\"status\":\"RETRY\"}", "200 | {\"Status\":\"RETRY\"}",
					"200 | {\"status\":\"WEIRD\"}", "200 | {\"status\":\"retry\"}", "302 | ''", "400 | ''", "403 | ''",
					"429 | ''", "500 | ''", "503 | ''" })
	void failureIsTriedAgainAsThePolicySays(int status, String body) {
		this.answer = (request) -> Answer.of(status, "application/json", body);
		assertThat(attempts("retrying", "t", "/retrying", "/retrying-dead")).isEqualTo(new Outcome(4, true));
		assertThat(attempts("pubsub", "t", "/t", "/dead")).isEqualTo(new Outcome(1, true));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "200 | {\"status\":\"DROP\"}", "404 | ''" })
	void dropIsNotTriedAgain(int status, String body) {
		this.answer = (request) -> Answer.of(status, "application/json", body);
		assertThat(attempts("retrying", "t", "/retrying", "/retrying-dead")).isEqualTo(new Outcome(1, true));
		assertThat(attempts("pubsub", "t", "/t", "/dead")).isEqualTo(new Outcome(1, true));
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

	@Test
	void attemptThatTakesTooLongIsTriedAgain() {
		fixture.app().answer((request) -> {
			if (fixture.app().received("/slow").size() < 3) {
				Awaitility.await().pollDelay(Duration.ofMillis(600)).until(() -> true);
			}
			return Answer.of(200);
		});
		fixture.publishJson("slow/t", "1");
		fixture.publishJson("slow/t", "2");
		SidecarFixture.await().until(() -> fixture.app().received("/slow").size() == 4);
		assertThat(fixture.app().received("/slow"))
			.extracting((request) -> SidecarFixture.json(request.body()).get("data").intValue())
			.containsExactly(1, 1, 1, 2);
	}

	@Test
	void bulkEventIsWrapped() {
		fixture.app().answer((request) -> statuses(request, "SUCCESS"));
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
		fixture.app().answer((request) -> statuses(request, "SUCCESS"));
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

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "SUCCESS, 1, false", "DROP, 1, true", "RETRY, 4, true", "'', 4, true",
			"WEIRD, 4, true", "-, 4, true" })
	void statusOfEntryCounts(String status, int attempts, boolean dead) {
		this.answer = (request) -> statuses(request, status);
		assertThat(attempts("retrying", "bulk", "/retrying-bulk", "/retrying-dead"))
			.isEqualTo(new Outcome(attempts, dead));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "200 | '' | 4 | true", "200 | {} | 4 | true", "200 | x | 4 | true",
					"200 | {\"statuses\":[{\"entryId\":\"other\",\"status\":\"SUCCESS\"}]} | 4 | true",
					"500 | '' | 4 | true", "302 | '' | 4 | true", "404 | '' | 1 | false" })
	void answerOfBulkCounts(int status, String body, int attempts, boolean dead) {
		this.answer = (request) -> Answer.of(status, "application/json", body);
		assertThat(attempts("retrying", "bulk", "/retrying-bulk", "/retrying-dead"))
			.isEqualTo(new Outcome(attempts, dead));
	}

	@Test
	void scopesLimit() {
		assertThat(fixture.publishJson("scoped/p1", "1").statusCode()).isEqualTo(204);
		assertThat(fixture.publishJson("scoped/p2", "1").statusCode()).isEqualTo(204);
		HttpResponse<String> response = fixture.publishJson("scoped/p3", "1");
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(response.body()).isEqualTo("{\"errorCode\":\"ERR_PUBSUB_FORBIDDEN\",\"message\":"
				+ "\"topic p3 is not allowed for app id myapp\",\"details\":[{\"@type\":"
				+ "\"type.googleapis.com/google.rpc.ResourceInfo\",\"description\":"
				+ "\"topic p3 is not allowed for app id myapp\",\"owner\":\"\",\"resource_name\":\"scoped\","
				+ "\"resource_type\":\"pubsub\"},{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"domain\":"
				+ "\"dapr.io\",\"metadata\":{\"error\":\"topic p3 is not allowed for app id myapp\",\"topic\":\"p3\"},"
				+ "\"reason\":\"DAPR_PUBSUB_FORBIDDEN\"}]}");
		assertThat(fixture.send("POST", "/v1.0/publish/bulk/scoped/p3", "[]").statusCode()).isEqualTo(403);
		fixture.receive("/p1");
		assertThat(fixture.app().received("/p2")).isEmpty();
		assertThat(fixture.published()).extracting(PublishedEvent::topic).containsExactly("p1", "p2");
	}

	@Test
	void whenDeadLetterTopicIsForbiddenThenEventIsLost() {
		fixture.app().answer(Answer.of(500));
		fixture.publishJson("scoped/p1", "1");
		fixture.publishJson("scoped/p1", "2");
		SidecarFixture.await().until(() -> fixture.app().received("/p1").size() == 2);
		assertThat(fixture.published()).extracting(PublishedEvent::topic).containsExactly("p1", "p1");
	}

	@ParameterizedTest
	@CsvSource({ "503, 3", "500, 1", "404, 1", "302, 1", "200, 1" })
	void invocationIsTriedAgainAsThePolicySays(int status, int attempts) {
		fixture.app().answer(Answer.of(status, "text/plain", "answer"));
		HttpResponse<String> response = fixture.send("POST", "/v1.0/invoke/myapp/method/m", "body");
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.body()).isEqualTo("answer");
		assertThat(fixture.app().received("/m")).hasSize(attempts).allMatch((request) -> request.body().equals("body"));
	}

	@Test
	void whenInvocationSucceedsLaterThenThatIsTheAnswer() {
		fixture.app()
			.answer((request) -> (fixture.app().received("/m").size() < 3) ? Answer.of(503)
					: new Answer(200, Map.of("X-A", List.of("b")), "done".getBytes()));
		HttpResponse<String> response = fixture.send("GET", "/v1.0/invoke/myapp/method/m");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("done");
		assertThat(response.headers().firstValue("X-A")).hasValue("b");
	}

	@Test
	void chunkedInvocationIsNotTriedAgain() {
		fixture.app().answer(Answer.of(503));
		assertThat(fixture.raw().sendChunked("POST", "/v1.0/invoke/myapp/method/m", "body").status()).isEqualTo(503);
		assertThat(fixture.app().received("/m")).hasSize(1);
	}

	@Test
	void invocationThatTakesTooLongFails() {
		fixture.app().answer((request) -> {
			Awaitility.await().pollDelay(Duration.ofMillis(600)).until(() -> true);
			return Answer.of(200);
		});
		HttpResponse<String> response = fixture.send("POST", "/v1.0/invoke/myapp/method/m", "body");
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(response.body()).isEqualTo("{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":"
				+ "\"failed to invoke, id: myapp, err: context deadline exceeded\"}");
		assertThat(fixture.app().received("/m")).hasSize(3);
	}

	private static Answer statuses(Received request, String status) {
		JsonNode entries = SidecarFixture.json(request.body()).path("entries");
		if (entries.isEmpty()) {
			return Answer.of(200);
		}
		String value = (status != null) ? "\"" + status + "\"" : "null";
		return Answer.of(200, "application/json",
				"{\"statuses\":[{\"entryId\":%s,\"status\":%s}]}".formatted(entries.get(0).get("entryId"), value));
	}

	/**
	 * Publish an event and count how often it is delivered. A second event, which comes
	 * after all deliveries of the first one, tells when these have ended.
	 * @param pubsub the component
	 * @param topic the topic
	 * @param path the path of the topic
	 * @param deadPath the path of the dead-letter topic
	 * @return what happened to the first event
	 */
	private Outcome attempts(String pubsub, String topic, String path, String deadPath) {
		fixture.app()
			.answer((request) -> (request.body().contains("\"first\"") && request.path().equals(path))
					? this.answer.apply(request) : statuses(request, "SUCCESS"));
		fixture.publishJson(pubsub + "/" + topic + "?metadata.cloudevent.id=first", "1");
		fixture.publishJson(pubsub + "/" + topic + "?metadata.cloudevent.id=second", "1");
		SidecarFixture.await().until(() -> count(path, "second") > 0);
		int attempts = count(path, "first");
		boolean dead = fixture.published()
			.stream()
			.anyMatch((event) -> event.origin() == Origin.DEAD_LETTER && event.pubsub().equals(pubsub)
					&& new String(event.data()).contains("first"));
		if (dead) {
			SidecarFixture.await().until(() -> count(deadPath, "first") == 1);
		}
		return new Outcome(attempts, dead);
	}

	private static int count(String path, String id) {
		return (int) fixture.app()
			.received(path)
			.stream()
			.filter((request) -> request.body().contains("\"" + id + "\""))
			.count();
	}

	private record Outcome(int attempts, boolean dead) {
	}

}
