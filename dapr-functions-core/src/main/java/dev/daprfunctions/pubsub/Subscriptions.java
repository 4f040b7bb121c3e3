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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.FunctionDefinition;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.util.UriUtils;

/**
 * Subscriptions of an application as its sidecar asks for them: one for each topic, with
 * the rules of all its functions.
 *
 * @since 0.1.0
 * @see <a href=
 * "https://docs.dapr.io/reference/api/pubsub_api/#http-get-subscriptions">Programmatic
 * subscriptions</a>
 */
public final class Subscriptions {

	private final List<Map<String, Object>> entries = new ArrayList<>();

	/**
	 * Creates the subscriptions.
	 * @param functions the functions of the application
	 * @throws InvalidFunctionException if two functions of a topic contradict each other
	 */
	public Subscriptions(Collection<FunctionDefinition> functions) {
		Map<List<String>, List<Subscriber>> topics = new LinkedHashMap<>();
		for (FunctionDefinition function : functions) {
			if (function.trigger().protocol() instanceof SubscribedProtocol protocol) {
				TopicSubscription subscription = protocol.subscription();
				topics.computeIfAbsent(List.of(subscription.pubsub(), subscription.topic()), (key) -> new ArrayList<>())
					.add(new Subscriber(function, subscription));
			}
		}
		topics.values().forEach((subscribers) -> this.entries.add(entry(subscribers)));
	}

	private static Map<String, Object> entry(List<Subscriber> subscribers) {
		TopicSubscription first = subscribers.get(0).subscription();
		Map<String, Object> entry = new LinkedHashMap<>();
		entry.put("pubsubname", first.pubsub());
		entry.put("topic", first.topic());
		addRoutes(subscribers, entry);
		String deadLetterTopic = common(subscribers, "deadLetterTopic",
				(subscription) -> subscription.deadLetterTopic(), "");
		if (!deadLetterTopic.isEmpty()) {
			entry.put("deadLetterTopic", deadLetterTopic);
		}
		Map<String, String> metadata = common(subscribers, "metadata or rawPayload",
				(subscription) -> subscription.metadata(), Map.of());
		if (!metadata.isEmpty()) {
			entry.put("metadata", metadata);
		}
		addBulk(subscribers, entry);
		return entry;
	}

	private static void addRoutes(List<Subscriber> subscribers, Map<String, Object> entry) {
		Subscriber fallback = null;
		List<Map<String, String>> rules = new ArrayList<>();
		List<Subscriber> ordered = new ArrayList<>(subscribers);
		ordered.sort(Comparator.comparingInt((subscriber) -> subscriber.subscription().priority()));
		for (Subscriber subscriber : ordered) {
			if (subscriber.subscription().hasMatch()) {
				Map<String, String> rule = new LinkedHashMap<>();
				rule.put("match", subscriber.subscription().match());
				rule.put("path", path(subscriber));
				rules.add(rule);
			}
			else {
				checkSingle(fallback, subscriber);
				fallback = subscriber;
			}
		}
		if (rules.isEmpty() && fallback != null) {
			entry.put("route", path(fallback));
			return;
		}
		Map<String, Object> routes = new LinkedHashMap<>();
		routes.put("rules", rules);
		if (fallback != null) {
			routes.put("default", path(fallback));
		}
		entry.put("routes", routes);
	}

	private static String path(Subscriber subscriber) {
		return UriUtils.encodePath(subscriber.subscription().path(), StandardCharsets.UTF_8).replace(";", "%3B");
	}

	private static void checkSingle(@Nullable Subscriber fallback, Subscriber subscriber) {
		if (fallback != null) {
			TopicSubscription subscription = subscriber.subscription();
			throw new InvalidFunctionException(
					"Found two functions without a rule for the topic '" + subscription.topic() + "' of '"
							+ subscription.pubsub() + "': " + fallback.describe() + " and " + subscriber.describe(),
					"A sidecar delivers an event of a topic to one function of an application. Add a match to one of "
							+ "them, for example match = \"event.type == \\\"order\\\"\", and no path or one of its "
							+ "own, for example path = \"/" + subscription.topic() + "/"
							+ subscriber.function().trigger().name() + "\", or subscribe to another topic.");
		}
	}

	private static void addBulk(List<Subscriber> subscribers, Map<String, Object> entry) {
		TopicSubscription.Bulk bulk = subscribers.get(0).subscription().bulk();
		for (Subscriber subscriber : subscribers) {
			if (!subscriber.subscription().bulk().equals(bulk)) {
				throw contradiction("bulk", subscribers.get(0), subscriber);
			}
		}
		if (bulk.enabled()) {
			Map<String, Object> subscribe = new LinkedHashMap<>();
			subscribe.put("enabled", true);
			subscribe.put("maxMessagesCount", bulk.maxMessagesCount());
			subscribe.put("maxAwaitDurationMs", bulk.maxAwaitDurationMs());
			entry.put("bulkSubscribe", subscribe);
		}
	}

	private static <T> T common(List<Subscriber> subscribers, String attribute, Function<TopicSubscription, T> getter,
			T unset) {
		Subscriber decisive = null;
		for (Subscriber subscriber : subscribers) {
			T value = getter.apply(subscriber.subscription());
			if (value.equals(unset)) {
				continue;
			}
			if (decisive != null && !value.equals(getter.apply(decisive.subscription()))) {
				throw contradiction(attribute, decisive, subscriber);
			}
			decisive = subscriber;
		}
		return (decisive != null) ? getter.apply(decisive.subscription()) : unset;
	}

	private static InvalidFunctionException contradiction(String attribute, Subscriber one, Subscriber other) {
		return new InvalidFunctionException("The functions of the topic '" + one.subscription().topic() + "' of '"
				+ one.subscription().pubsub() + "' share one subscription, but differ in " + attribute + ": "
				+ one.describe() + " and " + other.describe(),
				"Give both the same value, or subscribe to different topics.");
	}

	/**
	 * Writes the subscriptions as the sidecar reads them.
	 * @param jsonMapper the mapper
	 * @return a JSON array
	 */
	public byte[] toJson(JsonMapper jsonMapper) {
		return jsonMapper.writeValueAsBytes(this.entries);
	}

	/**
	 * Function and its subscription.
	 *
	 * @param function the function
	 * @param subscription the subscription
	 */
	private record Subscriber(FunctionDefinition function, TopicSubscription subscription) {

		String describe() {
			return this.function.method().describeInSentence();
		}

	}

}
