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

import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for the rules that choose the path of an event.
 */
@ClassTemplate
class TopicRuleTests {

	private static final String SUBSCRIPTIONS = """
			[{"pubsubname":"pubsub","topic":"ruled","deadLetterTopic":"unruled","route":"/ignored","routes":{"rules":[
			{"match":"event.type == \\"a\\"","path":"/a"},
			{"match":"event.type == \\"a\\" || event.type == \\"b\\"","path":"/b"},
			{"match":"has(event.data.n) && event.data.n > 5","path":"/large"},
			{"match":"event.type.startsWith(\\"pre\\") && event.source == \\"myapp\\"","path":"/prefix"},
			{"match":"event.type == \\"number\\" && event.data.text.size() == 3","path":"/size"},
			{"match":"event.type in [\\"x\\", \\"y\\"]","path":"/in"}],
			"default":"/default"}},
			{"pubsubname":"pubsub","topic":"nodefault","routes":{"rules":[
			{"match":"event.type == \\"a\\"","path":"/nodefault"}]}},
			{"pubsubname":"pubsub","topic":"routeonly","route":"/route","routes":{"rules":[
			{"match":"event.type == \\"a\\"","path":"/rule"}]}},
			{"pubsubname":"pubsub","topic":"norule","routes":{"default":"/norule"}},
			{"pubsubname":"pubsub","topic":"noroute"},
			{"pubsubname":"pubsub","topic":"unruled","route":"/dead"}]""";

	@RegisterExtension
	static final Contract contract = new Contract(
			SidecarSpec.create().everyPubsub("pubsub").subscriptions(SUBSCRIPTIONS));

	private final Publisher publisher = new Publisher(contract);

	@ParameterizedTest
	@CsvSource({ "a, '{}', /a", "b, '{}', /b", "c, '{\"n\":6}', /large", "c, '{\"n\":5}', /default",
			"prefixed, '{}', /prefix", "number, '{\"text\":\"abc\"}', /size", "number, '{\"text\":\"ab\"}', /default",
			"x, '{}', /in", "y, '{}', /in", "z, '{}', /default" })
	void firstMatchWins(String type, String data, String path) {
		this.publisher.json("ruled?metadata.cloudevent.type=" + type, data);
		assertThat(contract.app().await1(path).json().path("type").asString()).isEqualTo(type);
		assertThat(contract.app().received()).hasSize(1);
	}

	@Test
	void whenRuleFailsThenEventIsRetriable() {
		this.publisher.json("ruled?metadata.cloudevent.type=number", "{}");
		assertThat(contract.app().await1("/dead").json().path("type").asString()).isEqualTo("number");
		assertThat(contract.app().received()).hasSize(1);
	}

	@Test
	void whenNothingMatchesAndThereIsNoDefaultThenDropped() {
		this.publisher.json("nodefault", "1");
		this.publisher.json("nodefault?metadata.cloudevent.type=a", "2");
		assertThat(contract.app().await1("/nodefault").json().path("data").asInt()).isEqualTo(2);
		assertThat(contract.app().received()).hasSize(1);
	}

	@Test
	void routeIsDefaultOfRules() {
		this.publisher.json("routeonly", "1");
		contract.app().await1("/route");
		this.publisher.json("routeonly?metadata.cloudevent.type=a", "1");
		contract.app().await1("/rule");
	}

	@Test
	void defaultNeedsNoRules() {
		this.publisher.json("norule", "1");
		contract.app().await1("/norule");
	}

	@Test
	void whenThereIsNoRouteThenThereIsNoSubscription() {
		assertThat(contract.send("GET", "/v1.0/metadata").json().path("subscriptions"))
			.extracting((subscription) -> subscription.path("topic").asString())
			.containsExactlyInAnyOrder("ruled", "nodefault", "routeonly", "norule", "unruled");
	}

}
