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

import dev.daprfunctions.contract.TestApp.Reply;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for subscriptions that resource files declare.
 */
@ClassTemplate
class DeclaredSubscriptionTests {

	private static final String HEADER = """
			apiVersion: dapr.io/%s
			kind: Subscription
			metadata:
			  name: %s
			""";

	@RegisterExtension
	static final Contract contract = new Contract(
			SidecarSpec.create().everyPubsub("pubsub").resource("old", HEADER.formatted("v1alpha1", "old") + """
					spec:
					  pubsubname: pubsub
					  topic: old
					  route: /old
					  deadLetterTopic: olddead
					""").resource("new", HEADER.formatted("v2alpha1", "new") + """
					spec:
					  pubsubname: pubsub
					  topic: new
					  routes:
					    rules:
					    - match: event.type == "a"
					      path: /new/a
					    default: /new
					  metadata:
					    rawPayload: "false"
					""").resource("scoped", HEADER.formatted("v2alpha1", "scoped") + """
					spec:
					  pubsubname: pubsub
					  topic: scoped
					  routes:
					    default: /scoped
					scopes: [myapp]
					""").resource("hidden", HEADER.formatted("v2alpha1", "hidden") + """
					spec:
					  pubsubname: pubsub
					  topic: hidden
					  routes:
					    default: /hidden
					scopes: [other]
					""").resource("overridden", HEADER.formatted("v2alpha1", "overridden") + """
					spec:
					  pubsubname: pubsub
					  topic: both
					  routes:
					    default: /declared
					""").subscriptions("""
					[{"pubsubname":"pubsub","topic":"olddead","route":"/dead"},
					{"pubsubname":"pubsub","topic":"both","route":"/asked"}]"""));

	private final Publisher publisher = new Publisher(contract);

	@ParameterizedTest
	@CsvSource({ "old, /old", "new, /new", "new?metadata.cloudevent.type=a, /new/a", "scoped, /scoped" })
	void eventIsDelivered(String topic, String path) {
		this.publisher.json(topic, "1");
		assertThat(contract.app().await1(path).json().path("data").asInt()).isEqualTo(1);
	}

	@Test
	void deadLetterIsDelivered() {
		contract.app().reply("/old", Reply.of(500));
		this.publisher.json("old", "1");
		contract.app().await1("/dead");
	}

	@Test
	void whenAppIsOutOfScopeThenThereIsNoSubscription() {
		assertThat(contract.send("GET", "/v1.0/metadata").json().path("subscriptions"))
			.extracting((subscription) -> subscription.path("topic").asString())
			.contains("old", "new", "scoped", "olddead")
			.doesNotContain("hidden");
	}

	@Test
	void metadataTellsKind() {
		JsonNode subscriptions = contract.send("GET", "/v1.0/metadata").json().path("subscriptions");
		assertThat(subscriptions).extracting(
				(subscription) -> subscription.path("topic").asString() + " " + subscription.path("type").asString())
			.contains("old DECLARATIVE", "new DECLARATIVE", "olddead PROGRAMMATIC");
	}

	@Test
	void whenTopicIsAlsoAskedForThenAnswerOfAppWins() {
		this.publisher.json("both", "1");
		this.publisher.settle("both", "/asked");
		assertThat(contract.app().received("/asked")).hasSize(2);
		assertThat(contract.app().received("/declared")).isEmpty();
	}

}
