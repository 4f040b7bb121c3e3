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
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import dev.daprfunctions.sidecar.app.AppRequest;
import dev.daprfunctions.sidecar.json.JsonFormatException;
import dev.daprfunctions.sidecar.json.RuntimeJson;
import dev.daprfunctions.sidecar.network.TopicMessage;
import dev.daprfunctions.sidecar.uri.InvalidEscapeException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Delivers events the way several are delivered at once. As {@code pubsub.in-memory}
 * hands out one event after the other, there is never more than one of them.
 */
final class BulkDelivery implements EventHandler {

	private final SubscribedApp app;

	private final Subscription.Bulk options;

	private final CloudEvents cloudEvents;

	BulkDelivery(SubscribedApp app, Subscription.Bulk options, CloudEvents cloudEvents) {
		this.app = app;
		this.options = options;
		this.cloudEvents = cloudEvents;
	}

	@Override
	public void handle(TopicMessage message) throws InterruptedException {
		if (this.options.maxMessagesCount() > 1) {
			TimeUnit.MILLISECONDS.sleep(this.options.maxAwaitMillis());
		}
		try {
			deliver(message);
		}
		catch (JsonFormatException | IllegalArgumentException | RuleException | InvalidEscapeException ex) {
			this.app.giveUp(message, String.valueOf(ex.getMessage()));
		}
	}

	private void deliver(TopicMessage message)
			throws JsonFormatException, RuleException, InvalidEscapeException, InterruptedException {
		boolean raw = this.app.wantsRaw();
		JsonNode event = (raw) ? text(new String(message.data(), StandardCharsets.UTF_8))
				: SingleDelivery.parse(message.data());
		if (this.cloudEvents.isExpired(event)) {
			this.app.drop(message, "it has expired");
			return;
		}
		String path = RoutingRule.findPath(this.app.subscription().rules(), event);
		if (path == null) {
			// As the Dapr runtime does, which then delivers to the root of the
			// application.
			this.app.drop(message, "no rule matches");
			path = "";
		}
		String entryId = UUID.randomUUID().toString();
		byte[] body = (raw)
				? body(entryId, text(Base64.getEncoder().encodeToString(message.data())), ContentTypes.BINARY, message)
				: body(entryId, RuntimeJson.read(RuntimeJson.writeAny(event)), ContentTypes.CLOUD_EVENT, message);
		AppRequest request = EventRequest.of(path, ContentTypes.JSON, this.app.pubsubMetadata(), event, body);
		TopicAnswer answer = this.app.tryOrGiveUp(message, () -> TopicAnswer.ofBulk(this.app.send(request), entryId));
		if (answer == TopicAnswer.DROPPED) {
			this.app.drop(message, "the application does not want it");
		}
	}

	private static JsonNode text(String text) {
		return JsonNodeFactory.instance.stringNode(text);
	}

	private byte[] body(String entryId, JsonNode event, String contentType, TopicMessage message) {
		ObjectNode body = JsonNodeFactory.instance.objectNode();
		ObjectNode entry = body.putArray("entries").addObject();
		entry.put("entryId", entryId);
		entry.set("event", event);
		Map<String, String> metadata = message.metadata();
		if (metadata != null) {
			new TreeMap<>(metadata).forEach(entry.putObject("metadata")::put);
		}
		else {
			entry.putNull("metadata");
		}
		entry.put("contentType", contentType);
		body.put("id", UUID.randomUUID().toString());
		this.app.pubsubMetadata().forEach(body.putObject("metadata")::put);
		body.put("pubsubname", this.app.pubsubName());
		body.put("topic", this.app.subscription().topic());
		body.put("type", "com.dapr.event.sent.bulk");
		return RuntimeJson.write(body);
	}

}
