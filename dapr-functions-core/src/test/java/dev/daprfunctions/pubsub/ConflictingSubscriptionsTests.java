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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Subscriptions} and {@link TopicTriggerResolver} when functions are in
 * each other's way.
 */
class ConflictingSubscriptionsTests {

	private FunctionFixture fixture = FunctionFixture.of();

	@AfterEach
	void close() {
		this.fixture.close();
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

	private static String json(FunctionFixture fixture) {
		byte[] json = new Subscriptions(fixture.registry().functions()).toJson(JsonMapper.builder().build());
		return new String(json, StandardCharsets.UTF_8);
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

}
