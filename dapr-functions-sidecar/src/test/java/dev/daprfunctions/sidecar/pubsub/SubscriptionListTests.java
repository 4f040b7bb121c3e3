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

package dev.daprfunctions.sidecar.pubsub;

import java.util.List;

import dev.daprfunctions.sidecar.json.JsonFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SubscriptionList}.
 */
class SubscriptionListTests {

	@Test
	void readsEverything() throws Exception {
		List<Subscription> subscriptions = read("""
				[{"pubsubname": "p", "topic": "t", "deadLetterTopic": "dead", "metadata": {"rawPayload": "true"},
				"route": "/ignored", "routes": {"rules": [{"match": "event.type == 'a'", "path": "/a"},
				{"match": "", "path": "/b"}], "default": "/d"},
				"bulkSubscribe": {"enabled": true, "maxMessagesCount": 5, "maxAwaitDurationMs": 7}}]""");
		assertThat(subscriptions).singleElement().satisfies((subscription) -> {
			assertThat(subscription.key()).isEqualTo("p||t");
			assertThat(subscription.deadLetterTopic()).isEqualTo("dead");
			assertThat(subscription.metadata()).containsEntry("rawPayload", "true");
			assertThat(subscription.rules()).extracting(RoutingRule::path).containsExactly("/a", "/b", "/d");
			assertThat(subscription.rules()).extracting(RoutingRule::condition)
				.containsExactly("event.type == 'a'", "", "");
			assertThat(subscription.bulk()).isEqualTo(new Subscription.Bulk(5, 7));
		});
	}

	@Test
	void whenThereIsOneRouteThenItIsTheDefault() throws Exception {
		assertThat(read("[{\"pubsubname\":\"p\",\"topic\":\"t\",\"route\":\"/x\"}]")).singleElement()
			.satisfies((subscription) -> {
				assertThat(subscription.rules()).extracting(RoutingRule::path).containsExactly("/x");
				assertThat(subscription.bulk()).isNull();
				assertThat(subscription.hasDeadLetterTopic()).isFalse();
			});
	}

	@Test
	void bulkHasDefaults() {
		assertThat(new Subscription.Bulk(0, -1)).isEqualTo(new Subscription.Bulk(100, 1000));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "null", "[]", "[{\"pubsubname\":\"p\",\"topic\":\"t\"}]" })
	void readsNothing(String json) throws Exception {
		assertThat(read(json)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"{} | json: cannot unmarshal object into Go value of type []pubsub.SubscriptionJSON",
			"[{\"topic\":5}] | json: cannot unmarshal number into Go struct field SubscriptionJSON.topic of type string",
			"[{\"bulkSubscribe\":{\"enabled\":\"yes\"}}] | json: cannot unmarshal string into Go struct field SubscriptionJSON.bulkSubscribe.enabled of type bool",
			"[ | unexpected EOF" })
	void badListFails(String json, String message) {
		assertThatExceptionOfType(JsonFormatException.class).isThrownBy(() -> read(json)).withMessage(message);
	}

	@Test
	void oneBadRuleFailsTheList() {
		assertThatExceptionOfType(RuleException.class).isThrownBy(() -> read("""
				[{"pubsubname": "p", "topic": "good", "route": "/x"},
				{"pubsubname": "p", "topic": "bad", "routes": {"rules": [{"match": "event.", "path": "/a"}]}}]"""));
	}

	private static List<Subscription> read(String json) throws JsonFormatException, RuleException {
		return SubscriptionList.read(json.getBytes());
	}

}
