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

package dev.daprfunctions.sidecar.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.daprfunctions.sidecar.json.JsonFormatException;
import dev.daprfunctions.sidecar.json.JsonShape;
import dev.daprfunctions.sidecar.json.JsonStruct;
import dev.daprfunctions.sidecar.pubsub.BulkPublication;
import dev.daprfunctions.sidecar.pubsub.PubSubApi;
import dev.daprfunctions.sidecar.pubsub.Publication;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Endpoints of the publish API.
 */
final class PublishEndpoints {

	private final PubSubApi pubsub;

	PublishEndpoints(PubSubApi pubsub) {
		this.pubsub = pubsub;
	}

	List<Route> routes() {
		return List.of(Route.write("/v1.0/publish/bulk/{pubsub}/{topic...}", this::publishBulk),
				Route.write("/v1.0-alpha1/publish/bulk/{pubsub}/{topic...}", this::publishBulk),
				Route.write("/v1.0/publish/{pubsub}/{topic...}", this::publish));
	}

	private void publish(ApiExchange exchange) throws IOException {
		String name = exchange.path("pubsub");
		String topic = exchange.path("topic");
		Map<String, String> metadata = exchange.query().metadata();
		this.pubsub.requirePubSub(name, metadata);
		RequestBody body = exchange.body();
		byte[] data;
		try {
			data = body.content();
		}
		catch (IOException ex) {
			throw this.pubsub.publishFailed(name, topic, String.valueOf(ex.getMessage()));
		}
		String contentType = exchange.headers().get(HttpHeader.CONTENT_TYPE);
		this.pubsub.publish(new Publication(name, topic, data, (contentType != null) ? contentType : "", metadata,
				TraceContext.of(exchange.headers()).toEvent()));
		exchange.respondEmpty();
	}

	private void publishBulk(ApiExchange exchange) throws IOException {
		String name = exchange.path("pubsub");
		String topic = exchange.path("topic");
		Map<String, String> metadata = exchange.query().metadata();
		this.pubsub.requirePubSub(name, metadata);
		this.pubsub.isRaw(name, metadata);
		List<BulkPublishEntry> incoming;
		try {
			incoming = read(exchange.body());
		}
		catch (JsonFormatException ex) {
			throw this.pubsub.unreadableEvents(name, topic, String.valueOf(ex.getMessage()));
		}
		List<BulkPublication.Entry> entries = new ArrayList<>();
		Set<String> ids = new HashSet<>();
		for (BulkPublishEntry entry : incoming) {
			try {
				entries.add(entry.toPublication());
			}
			catch (JsonFormatException ex) {
				throw this.pubsub.badEvent(name, topic, String.valueOf(ex.getMessage()));
			}
			this.pubsub.requireNewEntryId(name, topic, entry.entryId(), ids);
		}
		this.pubsub.publish(
				new BulkPublication(name, topic, entries, metadata, TraceContext.of(exchange.headers()).toEvent()));
		exchange.respondEmpty();
	}

	private static List<BulkPublishEntry> read(RequestBody body) throws JsonFormatException {
		List<BulkPublishEntry> entries = new ArrayList<>();
		for (JsonStruct entry : JsonStruct.listOf(JsonShape.DIRECT, "http.bulkPublishMessageEntry", body.json())) {
			entries.add(BulkPublishEntry.of(entry));
		}
		return entries;
	}

}
