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

/**
 * What the Dapr runtime says that a type of pub/sub component can do.
 */
final class PubSubType {

	static final String IN_MEMORY = "pubsub.in-memory";

	static final String MESSAGE_TTL = "MESSAGE_TTL";

	private static final String BULK_PUBSUB = "BULK_PUBSUB";

	private static final String WILDCARDS = "SUBSCRIBE_WILDCARDS";

	private static final List<String> SERVICE_BUS = List.of(MESSAGE_TTL, BULK_PUBSUB);

	private static final Map<String, List<String>> CAPABILITIES = Map.ofEntries(
			Map.entry(IN_MEMORY, List.of(WILDCARDS)), Map.entry("pubsub.mqtt3", List.of(WILDCARDS)),
			Map.entry("pubsub.solace.amqp", List.of(WILDCARDS, MESSAGE_TTL)),
			Map.entry("pubsub.kafka", List.of(BULK_PUBSUB)), Map.entry("pubsub.rabbitmq", List.of(MESSAGE_TTL)),
			Map.entry("pubsub.pulsar", List.of("BULK_SUBSCRIBE_IMMEDIATE")),
			Map.entry("pubsub.azure.eventhubs", List.of(BULK_PUBSUB)),
			Map.entry("pubsub.azure.servicebus", SERVICE_BUS), Map.entry("pubsub.azure.servicebus.queues", SERVICE_BUS),
			Map.entry("pubsub.azure.servicebus.topics", SERVICE_BUS));

	private PubSubType() {
	}

	static boolean hasVersion(String type, String version) {
		return version.isEmpty() || version.equals("v1") || (!type.equals(IN_MEMORY) && version.matches("v[2-9]"));
	}

	static List<String> capabilities(String type) {
		return CAPABILITIES.getOrDefault(type, List.of());
	}

}
