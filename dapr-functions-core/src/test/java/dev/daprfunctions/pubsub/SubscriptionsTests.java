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
import org.junit.jupiter.params.provider.ValueSource;
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
	void whenTwoFunctionsOfATopicHaveNoRuleThenStartStopsAndSaysWhichPathToSet() {
		this.fixture = FunctionFixture.of(Defaults.class, Twice.class);
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(() -> json(this.fixture))
			.withMessageContaining("Found two functions on the route 'POST /orders'")
			.withMessageContaining(Defaults.class.getName())
			.withMessageContaining(Twice.class.getName())
			.satisfies(
					(ex) -> assertThat(ex.getAction()).contains("method again", "path = \"/orders/again\"", "match"));
	}

	@Test
	void whenTwoFunctionsOfATopicHaveNoRuleButPathsThenStartStops() {
		this.fixture = FunctionFixture.of(Defaults.class, TwiceWithPath.class);
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(() -> json(this.fixture))
			.withMessageStartingWith("Found two functions without a rule for the topic 'orders' of 'pubsub': method ")
			.withMessageContaining("orders(String) of " + Defaults.class.getName())
			.withMessageContaining("again(String) of " + TwiceWithPath.class.getName())
			.satisfies((ex) -> assertThat(ex.getAction()).contains("match = ", "path = \"/orders/again\""));
	}

	@Test
	void whenTopicsOfTwoPubsubsHaveOnePathThenStartStopsAndSaysWhichPathToSet() {
		this.fixture = FunctionFixture.of(Defaults.class, SameTopicElsewhere.class);
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(this.fixture::start)
			.withMessageContaining("Found two functions on the route 'POST /orders'")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("@TopicFunction of method receive ",
					"path = \"/orders/receive\""));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whenTopicAndInvocationHaveOnePathThenStartStopsAndSaysWhichPathToSet(boolean topicFirst) {
		this.fixture = (topicFirst) ? FunctionFixture.of(Defaults.class, Invoked.class)
				: FunctionFixture.of(Invoked.class, Defaults.class);
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(this.fixture::start)
			.satisfies((ex) -> assertThat(ex.getAction()).contains("@TopicFunction of method orders ",
					"path = \"/orders/orders\""));
	}

	@Test
	void whenPathIsTheSidecarsThenStartStopsAndSaysWhichPathToSet() {
		this.fixture = FunctionFixture.of(Reserved.class);
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(this.fixture::start)
			.withMessageContaining("where the sidecar asks for something else")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("path = "));
	}

	@ParameterizedTest
	@CsvSource({ "deadLetterTopic", "metadata or rawPayload", "bulk" })
	void whenFunctionsOfATopicContradictEachOtherThenStartStops(String attribute) {
		Class<?> other = switch (attribute) {
			case "deadLetterTopic" -> OtherDeadLetter.class;
			case "bulk" -> NotBulk.class;
			default -> OtherMetadata.class;
		};
		this.fixture = FunctionFixture.of(All.class, other);
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(() -> json(this.fixture))
			.withMessageStartingWith(
					"The functions of the topic 'orders' of 'pubsub' share one subscription, but differ " + "in "
							+ attribute + ": method ")
			.withMessageContaining(All.class.getName())
			.withMessageContaining(other.getName())
			.satisfies((ex) -> assertThat(ex.getAction()).contains("same value"));
	}

	@Test
	void whenOneFunctionOfATopicSaysMoreThenItCountsForAll() {
		assertThat(json(DeadLetterOnly.class, Late.class))
			.isEqualTo("[{\"pubsubname\":\"pubsub\",\"topic\":\"orders\",\"routes\":{\"rules\":[{\"match\":"
					+ "\"event.type == \\\"late\\\"\",\"path\":\"/orders/late\"}],\"default\":\"/orders\"},"
					+ "\"deadLetterTopic\":\"dead\",\"metadata\":{\"rawPayload\":\"true\"}}]");
	}

	@ParameterizedTest
	@ValueSource(classes = { NoPubsub.class, BlankTopic.class, BadMetadata.class, NoCount.class, NoTime.class,
			UncallablePath.class, RootPath.class })
	void whenAttributeCannotWorkThenStartStops(Class<?> bean) {
		this.fixture = FunctionFixture.of(bean);
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(this.fixture::start)
			.withMessageContaining("of " + bean.getName())
			.satisfies((ex) -> assertThat(ex.getAction()).isEqualTo("Correct the attributes of @TopicFunction."));
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

	static class Twice {

		@TopicFunction(pubsub = "pubsub", topic = "orders")
		void again(String data) {
		}

	}

	static class TwiceWithPath {

		@TopicFunction(pubsub = "pubsub", topic = "orders", path = "/again")
		void again(String data) {
		}

	}

	static class SameTopicElsewhere {

		@TopicFunction(pubsub = "other", topic = "orders")
		void receive(String data) {
		}

	}

	static class Invoked {

		@ServiceInvocationFunction("orders")
		void invoke() {
		}

	}

	static class Reserved {

		@TopicFunction(pubsub = "pubsub", topic = "dapr/config")
		void receive(String data) {
		}

	}

	static class OtherDeadLetter {

		@TopicFunction(pubsub = "pubsub", topic = "orders", match = "true", deadLetterTopic = "other", bulk = true,
				maxMessagesCount = 7, maxAwaitDurationMs = 40)
		void other(List<String> data) {
		}

	}

	static class OtherMetadata {

		@TopicFunction(pubsub = "pubsub", topic = "orders", match = "true", metadata = "a=3", bulk = true,
				maxMessagesCount = 7, maxAwaitDurationMs = 40)
		void other(List<String> data) {
		}

	}

	static class NotBulk {

		@TopicFunction(pubsub = "pubsub", topic = "orders", match = "true")
		void other(String data) {
		}

	}

	static class DeadLetterOnly {

		@TopicFunction(pubsub = "pubsub", deadLetterTopic = "dead", rawPayload = true)
		void orders(String data) {
		}

	}

	static class NoPubsub {

		@TopicFunction(pubsub = " ")
		void receive(String data) {
		}

	}

	static class BlankTopic {

		@TopicFunction(pubsub = "pubsub", topic = " ")
		void receive(String data) {
		}

	}

	static class BadMetadata {

		@TopicFunction(pubsub = "pubsub", metadata = "=x")
		void receive(String data) {
		}

	}

	static class NoCount {

		@TopicFunction(pubsub = "pubsub", bulk = true, maxMessagesCount = 0)
		void receive(List<String> data) {
		}

	}

	static class NoTime {

		@TopicFunction(pubsub = "pubsub", bulk = true, maxAwaitDurationMs = -1)
		void receive(List<String> data) {
		}

	}

	static class UncallablePath {

		@TopicFunction(pubsub = "pubsub", topic = "a/../b")
		void receive(String data) {
		}

	}

	static class RootPath {

		@TopicFunction(pubsub = "pubsub", path = "/")
		void receive(String data) {
		}

	}

}
