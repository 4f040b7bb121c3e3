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

package dev.daprfunctions.pubsub;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.annotation.TopicFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.FunctionFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.annotation.AliasFor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Subscriptions} and {@link TopicTriggerResolver}.
 */
class SubscriptionsTests {

	private FunctionFixture fixture = FunctionFixture.of();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whenThereIsNoTopicFunctionThenListIsEmpty() {
		assertThat(json(NoTopics.class)).isEqualTo("[]");
	}

	@Test
	void whenFunctionHasDefaultsThenEntryHasTopicAndRouteOnly() {
		assertThat(json(Defaults.class))
			.isEqualTo("[{\"pubsubname\":\"pubsub\",\"topic\":\"orders\",\"route\":\"/orders\"}]");
		assertThat(this.fixture.registry().find("orders")).isNotNull();
	}

	@Test
	void whenFunctionHasAllAttributesThenEntryHasThem() {
		assertThat(json(All.class))
			.isEqualTo("[{\"pubsubname\":\"pubsub\",\"topic\":\"orders\",\"route\":\"/in/orders\","
					+ "\"deadLetterTopic\":\"orders-dead\",\"metadata\":{\"a\":\"1=2\",\"rawPayload\":\"true\"},"
					+ "\"bulkSubscribe\":{\"enabled\":true,\"maxMessagesCount\":7,\"maxAwaitDurationMs\":40}}]");
		assertThat(this.fixture.registry().find("in/orders")).isNotNull();
	}

	@Test
	void whenFunctionIsBulkByDefaultThenEntryHasTheDefaults() {
		assertThat(json(Bulk.class))
			.contains("\"bulkSubscribe\":{\"enabled\":true,\"maxMessagesCount\":100,\"maxAwaitDurationMs\":1000}");
	}

	@Test
	void whenFunctionsShareATopicThenTheyAreTheRulesOfOneEntryInTheirOrder() {
		assertThat(json(Late.class, Rules.class)).isEqualTo("[{\"pubsubname\":\"pubsub\",\"topic\":\"orders\","
				+ "\"routes\":{\"rules\":[{\"match\":\"event.type == \\\"first\\\"\",\"path\":\"/orders/first\"},"
				+ "{\"match\":\"event.type == \\\"late\\\"\",\"path\":\"/orders/late\"},"
				+ "{\"match\":\"event.data.n % 2 == 0\",\"path\":\"/even\"},"
				+ "{\"match\":\"has(event.data.x)\",\"path\":\"/orders/last\"}],\"default\":\"/orders\"}}]");
	}

	@Test
	void whenAllFunctionsOfATopicHaveRulesThenThereIsNoDefault() {
		assertThat(json(Late.class)).isEqualTo("[{\"pubsubname\":\"pubsub\",\"topic\":\"orders\","
				+ "\"routes\":{\"rules\":[{\"match\":\"event.type == \\\"late\\\"\",\"path\":\"/orders/late\"}]}}]");
	}

	@Test
	void whenTopicsOrPubsubsDifferThenEachHasItsEntryInTheOrderOfTheBeans() {
		assertThat(json(OtherPubsub.class, Defaults.class))
			.isEqualTo("[{\"pubsubname\":\"other\",\"topic\":\"orders\",\"route\":\"/other\"},"
					+ "{\"pubsubname\":\"pubsub\",\"topic\":\"orders\",\"route\":\"/orders\"}]");
	}

	@Test
	void whenAttributesHaveSettingsThenTheyAreResolved() {
		this.fixture = FunctionFixture.of(Settings.class)
			.property("PubSubName", "messagebus")
			.property("topic", "a{b}")
			.property("path", "in")
			.property("type", "order")
			.property("dead", "dead")
			.property("meta", "{m}");
		assertThat(json(this.fixture)).isEqualTo("[{\"pubsubname\":\"messagebus\",\"topic\":\"a{b}\","
				+ "\"routes\":{\"rules\":[{\"match\":\"event.type == 'order'\",\"path\":\"/in\"}]},"
				+ "\"deadLetterTopic\":\"dead\",\"metadata\":{\"m\":\"{m}\"}}]");
	}

	@Test
	void whenSettingIsMissingThenStartStops() {
		this.fixture = FunctionFixture.of(Settings.class);
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(this.fixture::start)
			.withMessageContaining("Method receive(String) of " + Settings.class.getName())
			.withMessageContaining("PubSubName")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("@TopicFunction"));
	}

	@Test
	void whenAnnotationIsComposedThenItCounts() {
		assertThat(json(Composed.class))
			.isEqualTo("[{\"pubsubname\":\"messagebus\",\"topic\":\"composed\",\"route\":\"/composed\"}]");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', value = { "slashes ! a/b/c ! /a/b/c ! a/b/c", "leading ! /a/b/ ! /a/b/ ! a/b",
			"special ! é x#+;%?* ! /%C3%A9%20x%23+%3B%25%3F* ! é x#+;%?*" })
	void whenTopicHasSpecialCharactersThenItsPathIsEncodedAndTheRouteIsNot(String topic, String name, String path,
			String route) {
		this.fixture = FunctionFixture.of(SpecialTopic.class).property("topic", name);
		assertThat(json(this.fixture)).as(topic)
			.isEqualTo("[{\"pubsubname\":\"pubsub\",\"topic\":\"" + name + "\",\"route\":\"" + path + "\"}]");
		assertThat(this.fixture.registry().find(route)).isNotNull();
	}

	@Test
	void whenRouteIsATopicsThenOnlyPostIsForIt() {
		this.fixture = FunctionFixture.of(Defaults.class);
		assertThat(this.fixture.registry().find("orders").function("POST")).isNotNull();
		assertThat(this.fixture.registry().find("orders").function("GET")).isNull();
		assertThat(this.fixture.registry().find("orders").function("OPTIONS")).isNull();
		assertThat(this.fixture.registry().find("orders").isProbed()).isFalse();
	}

	@Test
	void whenOneFunctionOfATopicSaysMoreThenItCountsForAll() {
		assertThat(json(DeadLetterOnly.class, Late.class))
			.isEqualTo("[{\"pubsubname\":\"pubsub\",\"topic\":\"orders\",\"routes\":{\"rules\":[{\"match\":"
					+ "\"event.type == \\\"late\\\"\",\"path\":\"/orders/late\"}],\"default\":\"/orders\"},"
					+ "\"deadLetterTopic\":\"dead\",\"metadata\":{\"rawPayload\":\"true\"}}]");
	}

	private String json(Class<?>... beans) {
		this.fixture = FunctionFixture.of(beans);
		return json(this.fixture);
	}

	private static String json(FunctionFixture fixture) {
		byte[] json = new Subscriptions(fixture.registry().functions()).toJson(JsonMapper.builder().build());
		return new String(json, StandardCharsets.UTF_8);
	}

	static class NoTopics {

		@ServiceInvocationFunction
		void invoke() {
		}

	}

	static class Defaults {

		@TopicFunction(pubsub = "pubsub")
		void orders(String data) {
		}

	}

	static class All {

		@TopicFunction(pubsub = "pubsub", topic = "orders", path = "in/orders", deadLetterTopic = "orders-dead",
				rawPayload = true, bulk = true, maxMessagesCount = 7, maxAwaitDurationMs = 40, metadata = "a=1=2")
		void receive(List<String> data) {
		}

	}

	static class Bulk {

		@TopicFunction(pubsub = "pubsub", bulk = true)
		void orders(List<String> data) {
		}

	}

	static class Late {

		@TopicFunction(pubsub = "pubsub", topic = "orders", match = "event.type == \"late\"")
		void late(String data) {
		}

	}

	static class Rules {

		@TopicFunction(pubsub = "pubsub")
		void orders(String data) {
		}

		@TopicFunction(pubsub = "pubsub", topic = "orders", match = "has(event.data.x)", priority = 2)
		void last(String data) {
		}

		@TopicFunction(pubsub = "pubsub", topic = "orders", match = "event.type == \"first\"", priority = -1)
		void first(String data) {
		}

		@TopicFunction(pubsub = "pubsub", topic = "orders", match = "event.data.n % 2 == 0", path = "/even",
				priority = 1)
		void even(String data) {
		}

	}

	static class OtherPubsub {

		@TopicFunction(pubsub = "other", topic = "orders", path = "/other")
		void receive(String data) {
		}

	}

	static class Settings {

		@TopicFunction(pubsub = "%PubSubName%", topic = "${topic}", path = "${path}", match = "event.type == '${type}'",
				deadLetterTopic = "#{'${dead}'}", metadata = "m=${meta}")
		void receive(String data) {
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@TopicFunction(pubsub = "messagebus")
	@interface OnMessageBus {

		@AliasFor(annotation = TopicFunction.class, attribute = "topic")
		String value();

	}

	static class Composed {

		@OnMessageBus("composed")
		void receive(String data) {
		}

	}

	static class SpecialTopic {

		@TopicFunction(pubsub = "pubsub", topic = "${topic}")
		void receive(String data) {
		}

	}

	static class DeadLetterOnly {

		@TopicFunction(pubsub = "pubsub", deadLetterTopic = "dead", rawPayload = true)
		void orders(String data) {
		}

	}

}
