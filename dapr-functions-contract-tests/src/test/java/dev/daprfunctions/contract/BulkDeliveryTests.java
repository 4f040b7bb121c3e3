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

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;

import dev.daprfunctions.contract.TestApp.Received;
import dev.daprfunctions.contract.TestApp.Reply;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Cases for events that are delivered in bulk.
 */
@ClassTemplate
class BulkDeliveryTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create().everyPubsub("pubsub").subscriptions("""
			[{"pubsubname":"pubsub","topic":"bulk","route":"/bulk","deadLetterTopic":"dead",
			"bulkSubscribe":{"enabled":true,"maxMessagesCount":10,"maxAwaitDurationMs":50}},
			{"pubsubname":"pubsub","topic":"raw","route":"/raw","metadata":{"rawPayload":"true"},
			"bulkSubscribe":{"enabled":true,"maxMessagesCount":10,"maxAwaitDurationMs":50}},
			{"pubsubname":"pubsub","topic":"ruled","deadLetterTopic":"dead","routes":{"rules":[
			{"match":"event.type == \\"a\\"","path":"/bulk/a"}],"default":"/bulk/default"},
			"bulkSubscribe":{"enabled":true,"maxMessagesCount":10,"maxAwaitDurationMs":50}},
			{"pubsubname":"pubsub","topic":"off","route":"/off","bulkSubscribe":{"enabled":false}},
			{"pubsubname":"pubsub","topic":"dead","route":"/dead"}]"""));

	private final Publisher publisher = new Publisher(contract);

	@Test
	void eventIsDeliveredInList() {
		confirm("/bulk", "SUCCESS");
		this.publisher.json("bulk", "{\"n\":1}");
		Received request = contract.app().await1("/bulk");
		assertThat(request.verb()).isEqualTo("POST");
		assertThat(request.header("Content-Type")).isEqualTo("application/json");
		JsonNode json = request.json();
		assertThat(json.path("id").asString()).isNotEmpty();
		assertThat(json.path("type").asString()).isEqualTo("com.dapr.event.sent.bulk");
		assertThat(json.path("topic").asString()).isEqualTo("bulk");
		assertThat(json.path("pubsubname").asString()).isEqualTo("pubsub");
		assertThat(json.path("metadata").path("pubsubName").asString()).isEqualTo("pubsub");
		assertThat(json.path("entries").size()).isEqualTo(1);
	}

	@Test
	void entryHoldsEnvelope() {
		confirm("/bulk", "SUCCESS");
		this.publisher.json("bulk", "{\"n\":1}");
		JsonNode entry = contract.app().await1("/bulk").json().at("/entries/0");
		assertThat(entry.path("entryId").asString()).isNotEmpty();
		assertThat(entry.path("contentType").asString()).isEqualTo("application/cloudevents+json");
		assertThat(entry.path("event").path("data").toString()).isEqualTo("{\"n\":1}");
		assertThat(entry.path("event").path("topic").asString()).isEqualTo("bulk");
		assertThat(entry.path("event").path("type").asString()).isEqualTo("com.dapr.event.sent");
	}

	@Test
	void rawEntryHoldsBase64() {
		confirm("/raw", "SUCCESS");
		this.publisher.json("raw?metadata.rawPayload=true", "{\"n\":1}");
		JsonNode entry = contract.app().await1("/raw").json().at("/entries/0");
		assertThat(entry.path("contentType").asString()).isEqualTo("application/octet-stream");
		assertThat(new String(Base64.getDecoder().decode(entry.path("event").asString()), StandardCharsets.UTF_8))
			.isEqualTo("{\"n\":1}");
	}

	@Test
	void everyEventIsDeliveredOnce() {
		confirm("/bulk", "SUCCESS");
		for (int i = 0; i < 25; i++) {
			this.publisher.json("bulk", String.valueOf(i));
		}
		await().until(() -> entries("/bulk") >= 25);
		assertThat(entries("/bulk")).isEqualTo(25);
		assertThat(contract.app().received("/dead")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "RETRY", "DROP", "", "WEIRD" })
	void whenEntryFailsThenDeadLetter(String status) {
		confirm("/bulk", status);
		this.publisher.json("bulk", "1");
		assertThat(contract.app().await1("/dead").json().path("data").asInt()).isEqualTo(1);
		assertThat(entries("/bulk")).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "hello", "{}", "[]", "{\"statuses\":[]}",
			"{\"statuses\":[{\"entryId\":\"other\",\"status\":\"SUCCESS\"}]}" })
	void whenAnswerDoesNotNameEntryThenDeadLetter(String body) {
		contract.app().reply("/bulk", Reply.json(200, body));
		this.publisher.json("bulk", "1");
		assertThat(contract.app().await1("/dead").json().path("data").asInt()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 403, 500 })
	void whenAnswerIsFailureThenDeadLetter(int status) {
		contract.app().reply("/bulk", Reply.of(status));
		this.publisher.json("bulk", "1");
		assertThat(contract.app().await1("/dead").json().path("data").asInt()).isEqualTo(1);
	}

	@Test
	void whenAnswerIsNotFoundThenGone() {
		contract.app().reply("/bulk", Reply.of(404));
		this.publisher.json("bulk", "1");
		contract.app().await1("/bulk");
		this.publisher.settle("dead", "/dead");
		assertThat(contract.app().received("/bulk")).hasSize(1);
		assertThat(contract.app().received("/dead")).hasSize(1);
	}

	@Test
	void rulesChoosePath() {
		confirm("/bulk/a", "SUCCESS");
		confirm("/bulk/default", "SUCCESS");
		this.publisher.json("ruled?metadata.cloudevent.type=a", "1");
		this.publisher.json("ruled", "2");
		assertThat(contract.app().await1("/bulk/a").json().at("/entries/0/event/data").asInt()).isEqualTo(1);
		assertThat(contract.app().await1("/bulk/default").json().at("/entries/0/event/data").asInt()).isEqualTo(2);
	}

	@Test
	void whenBulkIsOffThenEventIsDeliveredSingly() {
		this.publisher.json("off", "1");
		assertThat(contract.app().await1("/off").json().path("data").asInt()).isEqualTo(1);
	}

	private static void confirm(String path, String status) {
		contract.app().reply(path, (request) -> {
			String statuses = request.json()
				.path("entries")
				.valueStream()
				.map((entry) -> "{\"entryId\":\"%s\",\"status\":\"%s\"}".formatted(entry.path("entryId").asString(),
						status))
				.collect(Collectors.joining(","));
			return Reply.json(200, "{\"statuses\":[%s]}".formatted(statuses));
		});
	}

	private static int entries(String path) {
		return contract.app()
			.received(path)
			.stream()
			.mapToInt((request) -> request.json().path("entries").size())
			.sum();
	}

}
