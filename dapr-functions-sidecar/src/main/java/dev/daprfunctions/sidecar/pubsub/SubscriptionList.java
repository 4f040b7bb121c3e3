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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.daprfunctions.sidecar.json.JsonFormatException;
import dev.daprfunctions.sidecar.json.JsonShape;
import dev.daprfunctions.sidecar.json.JsonStruct;
import dev.daprfunctions.sidecar.json.RuntimeJson;
import io.dapr.v1.DaprMetadataProtos.PubsubSubscriptionType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the list of subscriptions that the application answers with.
 */
final class SubscriptionList {

	private static final Logger logger = LoggerFactory.getLogger(SubscriptionList.class);

	private SubscriptionList() {
	}

	static List<Subscription> read(byte[] json) throws JsonFormatException, RuleException {
		List<Subscription> subscriptions = new ArrayList<>();
		if (new String(json, StandardCharsets.UTF_8).isBlank()) {
			return subscriptions;
		}
		for (JsonStruct item : JsonStruct.listOf(JsonShape.DIRECT, "pubsub.SubscriptionJSON", RuntimeJson.read(json))) {
			Subscription subscription = read(item);
			if (subscription.rules().isEmpty()) {
				logger.warn("Left out the subscription to topic '{}' of {}, which has no route", subscription.topic(),
						subscription.pubsub());
			}
			else {
				subscriptions.add(subscription);
			}
		}
		return subscriptions;
	}

	private static Subscription read(JsonStruct item) throws JsonFormatException, RuleException {
		JsonStruct routes = item.struct("routes", "pubsub.RoutesJSON");
		List<RoutingRule> rules = new ArrayList<>();
		for (JsonStruct rule : routes.structs("rules", "*pubsub.RuleJSON")) {
			rules.add(RoutingRule.of(rule.text("match"), rule.text("path")));
		}
		String route = item.text("route");
		String path = (routes.text("default").isEmpty()) ? route : routes.text("default");
		if (!path.isEmpty()) {
			rules.add(new RoutingRule(null, path));
		}
		JsonStruct bulk = item.struct("bulkSubscribe", "pubsub.BulkSubscribeJSON");
		Subscription.Bulk options = new Subscription.Bulk(bulk.integer("maxMessagesCount"),
				bulk.integer("maxAwaitDurationMs"));
		return new Subscription(item.text("pubsubname"), item.text("topic"), item.text("deadLetterTopic"),
				item.textMap("metadata"), rules, (bulk.flag("enabled")) ? options : null,
				PubsubSubscriptionType.PROGRAMMATIC);
	}

}
