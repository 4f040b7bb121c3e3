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
import java.util.Map;

import io.dapr.v1.DaprMetadataProtos.PubsubSubscription;
import io.dapr.v1.DaprMetadataProtos.PubsubSubscriptionRule;
import io.dapr.v1.DaprMetadataProtos.PubsubSubscriptionRules;
import io.dapr.v1.DaprMetadataProtos.PubsubSubscriptionType;
import org.jspecify.annotations.Nullable;

/**
 * Wish of the application to get the events of a topic.
 *
 * @param pubsub the name of the pub/sub component
 * @param topic the topic, which may end with an asterisk
 * @param deadLetterTopic where events go that the application does not want, empty for
 * nowhere
 * @param metadata the metadata
 * @param rules says which path an event goes to
 * @param bulk how to deliver several at once, {@code null} to deliver each for itself
 * @param type where the subscription comes from
 */
record Subscription(String pubsub, String topic, String deadLetterTopic, Map<String, String> metadata,
		List<RoutingRule> rules, @Nullable Bulk bulk, PubsubSubscriptionType type) {

	String key() {
		return this.pubsub + "||" + this.topic;
	}

	boolean hasDeadLetterTopic() {
		return !this.deadLetterTopic.isEmpty();
	}

	PubsubSubscription toProto() {
		PubsubSubscriptionRules.Builder rules = PubsubSubscriptionRules.newBuilder();
		this.rules.forEach((rule) -> rules
			.addRules(PubsubSubscriptionRule.newBuilder().setMatch(rule.condition()).setPath(rule.path())));
		return PubsubSubscription.newBuilder()
			.setPubsubName(this.pubsub)
			.setTopic(this.topic)
			.setDeadLetterTopic(this.deadLetterTopic)
			.putAllMetadata(this.metadata)
			.setRules(rules)
			.setType(this.type)
			.build();
	}

	/**
	 * How to deliver several events at once.
	 *
	 * @param maxMessagesCount how many at most
	 * @param maxAwaitMillis how long to wait for more
	 */
	record Bulk(int maxMessagesCount, int maxAwaitMillis) {

		private static final int DEFAULT_COUNT = 100;

		private static final int DEFAULT_AWAIT_MILLIS = 1000;

		Bulk {
			maxMessagesCount = (maxMessagesCount > 0) ? maxMessagesCount : DEFAULT_COUNT;
			maxAwaitMillis = (maxAwaitMillis > 0) ? maxAwaitMillis : DEFAULT_AWAIT_MILLIS;
		}

	}

}
