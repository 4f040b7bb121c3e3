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

import java.util.Map;

/**
 * Subscription of one topic function.
 *
 * @param pubsub the name of the pub/sub component
 * @param topic the topic
 * @param path the path on which the function receives events, with a leading slash
 * @param match the rule that events must match, empty for none
 * @param priority the order of the rule
 * @param deadLetterTopic the topic of events that could not be processed, empty for none
 * @param bulk the bulk delivery
 * @param metadata the metadata of the subscription
 */
record TopicSubscription(String pubsub, String topic, String path, String match, int priority, String deadLetterTopic,
		Bulk bulk, Map<String, String> metadata) {

	static final String RAW_PAYLOAD = "rawPayload";

	boolean hasMatch() {
		return !this.match.isEmpty();
	}

	/**
	 * Bulk delivery of a subscription.
	 *
	 * @param enabled whether events are delivered several at a time
	 * @param maxMessagesCount most events at a time
	 * @param maxAwaitDurationMs longest time to wait for them in milliseconds
	 */
	record Bulk(boolean enabled, int maxMessagesCount, int maxAwaitDurationMs) {

		static final Bulk NONE = new Bulk(false, 0, 0);

	}

}
