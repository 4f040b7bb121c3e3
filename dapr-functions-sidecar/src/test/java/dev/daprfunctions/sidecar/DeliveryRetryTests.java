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
import java.util.function.Function;

import dev.daprfunctions.sidecar.RecordingApp.Answer;
import dev.daprfunctions.sidecar.RecordingApp.Received;
import dev.daprfunctions.sidecar.pubsub.PublishedEvent.Origin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how often events are delivered, by the answer of the application. What they
 * expect was seen on a real sidecar.
 */
class DeliveryRetryTests {

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture().component("pubsub", "pubsub.in-memory")
		.component("retrying", "pubsub.in-memory")
		.component("slow", "pubsub.in-memory")
		.resource("resiliency.yaml", """
				apiVersion: dapr.io/v1alpha1
				kind: Resiliency
				metadata: {name: mine}
				spec:
				  policies:
				    retries:
				      three: {policy: constant, duration: 10ms, maxRetries: 3}
				    timeouts: {short: 300ms}
				  targets:
				    components:
				      retrying: {inbound: {retry: three}}
				      slow: {inbound: {retry: three, timeout: short}}
				""")
		.subscriptions("""
				[{"pubsubname": "pubsub", "topic": "t", "route": "/t", "deadLetterTopic": "dead"},
				{"pubsubname": "pubsub", "topic": "dead", "route": "/dead"},
				{"pubsubname": "retrying", "topic": "t", "route": "/retrying", "deadLetterTopic": "dead"},
				{"pubsubname": "retrying", "topic": "dead", "route": "/retrying-dead"},
				{"pubsubname": "retrying", "topic": "bulk", "route": "/retrying-bulk", "deadLetterTopic": "dead",
				"bulkSubscribe": {"enabled": true, "maxMessagesCount": 1}},
				{"pubsubname": "slow", "topic": "t", "route": "/slow"}]""");

	/**
	 * Answer to the first of two events.
	 */
	private Function<Received, Answer> answer;

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

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "SUCCESS, 1, false", "DROP, 1, true", "RETRY, 4, true", "'', 4, true",
			"WEIRD, 4, true", "-, 4, true" })
	void statusOfEntryCounts(String status, int attempts, boolean dead) {
		this.answer = (request) -> BulkAnswers.of(request, status);
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
					? this.answer.apply(request) : BulkAnswers.of(request, "SUCCESS"));
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
