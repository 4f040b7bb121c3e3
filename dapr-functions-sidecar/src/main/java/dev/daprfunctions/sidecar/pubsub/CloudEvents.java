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
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

import dev.daprfunctions.sidecar.json.JsonFormatException;
import dev.daprfunctions.sidecar.json.RuntimeJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes CloudEvents out of what is published.
 */
final class CloudEvents {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");

	private static final String DEFAULT_SOURCE = "Dapr";

	private static final String DEFAULT_TYPE = "com.dapr.event.sent";

	private static final String SPEC_VERSION = "1.0";

	private final String appId;

	private final InstantSource clock;

	CloudEvents(String appId, InstantSource clock) {
		this.appId = appId;
		this.clock = clock;
	}

	/**
	 * Put data into a CloudEvent, unless it is one already.
	 * @param publication what is published
	 * @param expires whether the event says itself when it is too old
	 * @return the event
	 * @throws JsonFormatException if it claims to be a CloudEvent and is none
	 */
	byte[] wrap(Publication publication, boolean expires) throws JsonFormatException {
		ObjectNode event = (ContentTypes.isCloudEvent(publication.contentType())) ? complete(publication)
				: create(publication);
		Duration timeToLive = (expires) ? EventMetadata.timeToLive(publication.metadata()) : null;
		if (timeToLive != null) {
			event.put("expiration", format(this.clock.instant().plus(timeToLive), ZoneOffset.UTC));
		}
		return RuntimeJson.writeAny(event);
	}

	private ObjectNode complete(Publication publication) throws JsonFormatException {
		JsonNode json = RuntimeJson.readVerbatim(publication.data());
		if (!json.isObject() && !json.isNull()) {
			throw new JsonFormatException(
					"json: cannot unmarshal %s into Go value of type map[string]interface {}".formatted(kind(json)));
		}
		ObjectNode event = (json instanceof ObjectNode object) ? object : JsonNodeFactory.instance.objectNode();
		if (!event.has("time")) {
			event.put("time", now());
		}
		if (!event.has("traceid")) {
			event.put("traceid", publication.trace().parent());
			event.put("traceparent", publication.trace().parent());
		}
		if (!event.has("tracestate")) {
			event.put("tracestate", publication.trace().state());
		}
		event.put("topic", publication.topic());
		event.put("pubsubname", publication.pubsub());
		putDefault(event, "source", DEFAULT_SOURCE);
		putDefault(event, "type", DEFAULT_TYPE);
		putDefault(event, "specversion", SPEC_VERSION);
		return event;
	}

	private static String kind(JsonNode json) {
		return switch (json.getNodeType()) {
			case ARRAY -> "array";
			case STRING -> "string";
			case BOOLEAN -> "bool";
			default -> "number";
		};
	}

	private static void putDefault(ObjectNode event, String field, String value) {
		if (!event.hasNonNull(field)) {
			event.put(field, value);
		}
	}

	private ObjectNode create(Publication publication) {
		Map<String, String> metadata = publication.metadata();
		String contentType = orDefault(publication.contentType(), "text/plain");
		ObjectNode event = JsonNodeFactory.instance.objectNode();
		event.put("id", orDefault(override(metadata, "id", ""), UUID.randomUUID().toString()));
		event.put("specversion", SPEC_VERSION);
		event.put("datacontenttype", contentType);
		event.put("source", orDefault(override(metadata, "source", this.appId), DEFAULT_SOURCE));
		event.put("type", orDefault(override(metadata, "type", ""), DEFAULT_TYPE));
		event.put("topic", publication.topic());
		event.put("pubsubname", publication.pubsub());
		String traceId = override(metadata, "traceid", publication.trace().parent());
		String traceParent = orDefault(override(metadata, "traceparent", ""), traceId);
		event.put("traceid", traceParent);
		event.put("traceparent", traceParent);
		event.put("tracestate", override(metadata, "tracestate", publication.trace().state()));
		event.put("time", now());
		String subject = override(metadata, "subject", "");
		if (!subject.isEmpty()) {
			event.put("subject", subject);
		}
		putData(event, contentType, publication.data());
		return event;
	}

	private static String override(Map<String, String> metadata, String field, String value) {
		String override = EventMetadata.find(metadata, "cloudevent." + field);
		return (override != null) ? override : value;
	}

	private static String orDefault(String value, String fallback) {
		return (value.isEmpty()) ? fallback : value;
	}

	private static void putData(ObjectNode event, String contentType, byte[] data) {
		if (ContentTypes.isBinary(contentType) || ContentTypes.isProtobuf(contentType, data)) {
			event.put("data_base64", Base64.getEncoder().encodeToString(data));
			return;
		}
		JsonNode json = (ContentTypes.isJson(contentType)) ? readOrNull(data) : null;
		if (json != null) {
			event.set("data", json);
		}
		else {
			event.put("data", new String(data, StandardCharsets.UTF_8));
		}
	}

	private static @Nullable JsonNode readOrNull(byte[] data) {
		try {
			return RuntimeJson.readVerbatim(data);
		}
		catch (JsonFormatException ex) {
			return null;
		}
	}

	/**
	 * Put what was published raw into a CloudEvent for a subscriber that wants one.
	 * @param data the published bytes
	 * @param topic the topic
	 * @param pubsub the name of the pub/sub component
	 * @param metadata the metadata it was published with
	 * @return the event
	 */
	static ObjectNode ofRaw(byte[] data, String topic, String pubsub, Map<String, String> metadata) {
		ObjectNode event = JsonNodeFactory.instance.objectNode();
		event.put("id", UUID.randomUUID().toString());
		event.put("specversion", SPEC_VERSION);
		event.put("datacontenttype", ContentTypes.BINARY);
		event.put("source", DEFAULT_SOURCE);
		event.put("type", DEFAULT_TYPE);
		event.put("topic", topic);
		event.put("pubsubname", pubsub);
		event.put("data_base64", Base64.getEncoder().encodeToString(data));
		putTrace(event, metadata);
		return event;
	}

	/**
	 * Add the trace context of the metadata, as far as the event has none.
	 * @param event the event
	 * @param metadata the metadata
	 */
	static void putTrace(ObjectNode event, Map<String, String> metadata) {
		String traceId = metadata.get("traceid");
		if (traceId != null && !event.has("traceid")) {
			event.put("traceid", traceId);
		}
		String traceParent = metadata.get("traceparent");
		if (traceParent != null && !event.has("traceparent")) {
			event.put("traceparent", traceParent);
			event.put("traceid", traceParent);
		}
		String traceState = metadata.get("tracestate");
		if (traceState != null && !event.has("tracestate")) {
			event.put("tracestate", traceState);
		}
	}

	boolean isExpired(JsonNode event) {
		JsonNode expiration = event.get("expiration");
		if (expiration == null || !expiration.isString()) {
			return false;
		}
		try {
			return OffsetDateTime.parse(expiration.stringValue()).toInstant().isBefore(this.clock.instant());
		}
		catch (DateTimeException ex) {
			return false;
		}
	}

	private String now() {
		return format(this.clock.instant(), ZoneId.systemDefault());
	}

	private static String format(Instant instant, ZoneId zone) {
		return TIME.format(instant.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
	}

}
