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
import java.util.Base64;
import java.util.List;

import dev.daprfunctions.TopicResult;
import dev.daprfunctions.error.UnreadablePayloadException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Event of a bulk, and what becomes of it. An event without an envelope comes as a text
 * in Base64, whatever its content type says.
 */
final class BulkEntry {

	private final String id;

	private final TopicEvent event;

	private boolean delivered;

	private @Nullable TopicResult result;

	private BulkEntry(String id, TopicEvent event) {
		this.id = id;
		this.event = event;
	}

	/**
	 * Reads the entries of a bulk.
	 * @param body the body of the request
	 * @param reader reads the events
	 * @return the entries in their order
	 * @throws UnreadablePayloadException if the body is no bulk
	 */
	static List<BulkEntry> read(byte[] body, TopicEventReader reader) {
		JsonNode json = reader.parse(body);
		JsonNode entries = (json != null) ? json.get("entries") : null;
		if (entries == null || !entries.isArray()) {
			throw new UnreadablePayloadException(
					"The body is no bulk of events: a JSON object with an array 'entries' is expected", null);
		}
		List<BulkEntry> read = new ArrayList<>();
		for (JsonNode entry : entries) {
			JsonNode id = entry.get("entryId");
			read.add(new BulkEntry((id != null) ? id.asString("") : "", event(entry, reader)));
		}
		return read;
	}

	private static TopicEvent event(JsonNode entry, TopicEventReader reader) {
		JsonNode event = entry.get("event");
		if (event == null) {
			return new TopicEvent(null, new byte[0], null);
		}
		return (event.isString()) ? reader.read(decode(event.stringValue())) : reader.read(event);
	}

	private static byte[] decode(String text) {
		try {
			return Base64.getDecoder().decode(text);
		}
		catch (IllegalArgumentException ex) {
			return text.getBytes(StandardCharsets.UTF_8);
		}
	}

	String id() {
		return this.id;
	}

	TopicEvent event() {
		return this.event;
	}

	boolean isDelivered() {
		return this.delivered;
	}

	void setDelivered() {
		this.delivered = true;
	}

	@Nullable TopicResult result() {
		return this.result;
	}

	void setResult(TopicResult result) {
		this.result = result;
	}

}
