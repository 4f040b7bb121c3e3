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
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import dev.daprfunctions.sidecar.app.AppRequest;
import dev.daprfunctions.sidecar.json.JsonFormatException;
import dev.daprfunctions.sidecar.json.RuntimeJson;
import dev.daprfunctions.sidecar.network.TopicMessage;
import dev.daprfunctions.sidecar.uri.InvalidEscapeException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Delivers each event for itself.
 */
final class SingleDelivery implements EventHandler {

	private static final String CONTENT_TYPE = "content-type";

	private static final String EXTENSION_PREFIX = "ce_";

	private final SubscribedApp app;

	private final CloudEvents cloudEvents;

	SingleDelivery(SubscribedApp app, CloudEvents cloudEvents) {
		this.app = app;
		this.cloudEvents = cloudEvents;
	}

	@Override
	public void handle(TopicMessage message) throws InterruptedException {
		Map<String, String> metadata = new LinkedHashMap<>(
				(message.metadata() != null) ? message.metadata() : Map.of());
		metadata.putAll(this.app.pubsubMetadata());
		TopicMessage letter = new TopicMessage(message.data(), metadata);
		try {
			deliver(letter, metadata);
		}
		catch (JsonFormatException | IllegalArgumentException | RuleException | InvalidEscapeException ex) {
			this.app.giveUp(letter, String.valueOf(ex.getMessage()));
		}
	}

	private void deliver(TopicMessage message, Map<String, String> metadata)
			throws JsonFormatException, RuleException, InvalidEscapeException, InterruptedException {
		boolean raw = this.app.wantsRaw();
		ObjectNode event = (raw)
				? CloudEvents.ofRaw(message.data(), this.app.subscription().topic(), this.app.pubsubName(), metadata)
				: event(message.data(), metadata);
		if (this.cloudEvents.isExpired(event)) {
			this.app.drop(message, "it has expired");
			return;
		}
		String path = RoutingRule.findPath(this.app.subscription().rules(), event);
		if (path == null) {
			this.app.drop(message, "no rule matches");
			return;
		}
		AppRequest request = EventRequest.of(path, ContentTypes.CLOUD_EVENT, metadata, event,
				(raw) ? RuntimeJson.writeAny(event) : message.data());
		TopicAnswer answer = this.app.tryOrGiveUp(message, () -> TopicAnswer.of(this.app.send(request)));
		if (answer == TopicAnswer.DROPPED) {
			this.app.drop(message, "the application does not want it");
		}
	}

	private static ObjectNode event(byte[] data, Map<String, String> metadata) throws JsonFormatException {
		String contentType = metadata.getOrDefault(CONTENT_TYPE, ContentTypes.JSON);
		if (ContentTypes.isBinary(contentType)) {
			return binaryEvent(data, contentType, metadata);
		}
		ObjectNode event = parse(data);
		CloudEvents.putTrace(event, metadata);
		return event;
	}

	private static ObjectNode binaryEvent(byte[] data, String contentType, Map<String, String> metadata) {
		ObjectNode event = JsonNodeFactory.instance.objectNode();
		metadata.forEach((name, value) -> {
			String lower = name.toLowerCase(Locale.ROOT);
			if (lower.startsWith(EXTENSION_PREFIX)) {
				event.put(lower.substring(EXTENSION_PREFIX.length()), value);
			}
		});
		event.put("data", new String(data, StandardCharsets.UTF_8));
		event.put("datacontenttype", contentType);
		return event;
	}

	static ObjectNode parse(byte[] data) throws JsonFormatException {
		JsonNode json = RuntimeJson.readWhole(data);
		if (json instanceof ObjectNode event) {
			return event;
		}
		if (json.isNull()) {
			return JsonNodeFactory.instance.objectNode();
		}
		throw new JsonFormatException("the message is no CloudEvent");
	}

}
