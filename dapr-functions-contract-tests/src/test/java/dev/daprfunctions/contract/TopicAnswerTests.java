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

import java.time.Duration;

import dev.daprfunctions.contract.TestApp.Reply;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Cases for what becomes of an event, by the answer of its handler, without a policy.
 */
@ClassTemplate
class TopicAnswerTests {

	static final String SUBSCRIPTIONS = """
			[{"pubsubname":"pubsub","topic":"orders","route":"/orders","deadLetterTopic":"dead"},
			{"pubsubname":"pubsub","topic":"dead","route":"/dead"},
			{"pubsubname":"pubsub","topic":"alone","route":"/alone"}]""";

	@RegisterExtension
	static final Contract contract = new Contract(
			SidecarSpec.create().everyPubsub("pubsub").subscriptions(SUBSCRIPTIONS));

	private final Publisher publisher = new Publisher(contract);

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "200 | ''", "200 | hello", "204 | ''", "201 | ''", "200 | [1]", "200 | {\"a\":1}", "200 | {}",
					"200 | 42", "200 | null", "200 | {\"status\":\"SUCCESS\"}", "200 | {\"status\":\"\"}",
					"200 | {\"status\":5}", "299 | hello" })
	void whenAnswerIsSuccessThenDone(int status, String body) {
		contract.app().reply("/orders", Reply.json(status, body));
		this.publisher.json("orders", "1");
		contract.app().await1("/orders");
		this.publisher.settle("orders", "/orders");
		this.publisher.settle("dead", "/dead");
		assertThat(contract.app().received("/orders")).hasSize(2);
		assertThat(contract.app().received("/dead")).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "200 | {\"status\":\"RETRY\"}", "201 | {\"status\":\"RETRY\"}", "200 | {\"status\":\"WEIRD\"}",
					"200 | {\"status\":\"retry\"}", "200 | {\"Status\":\"success\"}", "302 | ''", "400 | ''",
					"401 | ''", "403 | ''", "409 | ''", "429 | ''", "500 | ''", "500 | {\"status\":\"SUCCESS\"}",
					"503 | ''" })
	void whenAnswerIsRetriableThenDeadLetterAtOnce(int status, String body) {
		assertDeadLetter(status, body);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "200 | {\"status\":\"DROP\"}", "404 | ''", "404 | {\"status\":\"RETRY\"}" })
	void whenAnswerIsDropThenDeadLetterAtOnce(int status, String body) {
		assertDeadLetter(status, body);
	}

	private void assertDeadLetter(int status, String body) {
		contract.app().reply("/orders", Reply.json(status, body));
		this.publisher.json("orders", "{\"n\":1}");
		contract.app().await1("/dead");
		assertThat(contract.app().received("/orders")).hasSize(1);
		assertThat(contract.app().received("/dead")).hasSize(1);
	}

	@Test
	void deadLetterIsSameEnvelope() {
		contract.app().reply("/orders", Reply.of(500));
		this.publisher.json("orders", "{\"n\":1}");
		JsonNode dead = contract.app().await1("/dead").json();
		JsonNode original = contract.app().received("/orders").get(0).json();
		assertThat(dead).isEqualTo(original);
		assertThat(dead.path("topic").asString()).isEqualTo("orders");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "200 | {\"status\":\"DROP\"}", "404 | ''" })
	void whenAnswerIsDropAndThereIsNoDeadLetterThenGone(int status, String body) {
		contract.app().reply("/alone", Reply.json(status, body));
		this.publisher.json("alone", "1");
		contract.app().await1("/alone");
		this.publisher.settle("alone", "/alone");
		assertThat(contract.app().received("/alone")).hasSize(2);
	}

	@Test
	void whenAnswerIsRedirectThenItIsNotFollowed() {
		contract.app().reply("/orders", Reply.redirect("/elsewhere"));
		this.publisher.json("orders", "1");
		contract.app().await1("/dead");
		assertThat(contract.app().received("/elsewhere")).isEmpty();
	}

	@Test
	void whenAppIsDownThenEventIsGone() {
		int port = contract.app().stop();
		this.publisher.json("alone", "1");
		await().during(Duration.ofMillis(500)).until(() -> contract.app().received("/alone").isEmpty());
		contract.app().restart(port);
		this.publisher.settle("alone", "/alone");
		assertThat(contract.app().received("/alone")).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "200 | {\"status\":\"RETRY\"}", "500 | ''" })
	void whenAnswerIsRetriableAndThereIsNoDeadLetterThenOneTry(int status, String body) {
		contract.app().reply("/alone", Reply.json(status, body));
		this.publisher.json("alone", "1");
		contract.app().await1("/alone");
		this.publisher.settle("alone", "/alone");
		assertThat(contract.app().received("/alone")).hasSize(2);
	}

}
