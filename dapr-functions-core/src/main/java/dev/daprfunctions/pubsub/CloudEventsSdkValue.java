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

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.daprfunctions.error.UnreadablePayloadException;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.rw.CloudEventRWException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Event as the {@link CloudEvent} of the CloudEvents SDK, extensions included. A body
 * that is no CloudEvent becomes the data of a new one.
 */
final class CloudEventsSdkValue implements EventValue {

	private static final Set<String> CONTEXT = Set.of("id", "source", "type", "specversion", "datacontenttype",
			"dataschema", "subject", "time", "data", "data_base64");

	private final JsonMapper jsonMapper;

	private final boolean copying;

	/**
	 * Creates a value.
	 * @param jsonMapper the application's mapper
	 * @param copying whether the event may be read again, so that its bytes must not be
	 * shared
	 */
	CloudEventsSdkValue(JsonMapper jsonMapper, boolean copying) {
		this.jsonMapper = jsonMapper;
		this.copying = copying;
	}

	@Override
	public Object of(TopicEvent event) {
		try {
			return build(event);
		}
		catch (CloudEventRWException | IllegalArgumentException | IllegalStateException | DateTimeException ex) {
			throw new UnreadablePayloadException("The event cannot be read as a CloudEvent: " + ex.getMessage(), ex);
		}
	}

	private CloudEvent build(TopicEvent event) {
		CloudEventBuilder builder = CloudEventBuilder.v1()
			.withId(or(event.attribute("id"), UUID.randomUUID().toString()))
			.withSource(URI.create(or(event.attribute("source"), "Dapr")))
			.withType(or(event.attribute("type"), "com.dapr.event.sent"));
		String contentType = event.attribute("datacontenttype");
		if (contentType != null) {
			builder.withDataContentType(contentType);
		}
		String schema = event.attribute("dataschema");
		if (schema != null) {
			builder.withDataSchema(URI.create(schema));
		}
		String subject = event.attribute("subject");
		if (subject != null) {
			builder.withSubject(subject);
		}
		String time = event.attribute("time");
		if (time != null) {
			builder.withTime(OffsetDateTime.parse(time));
		}
		addExtensions(event, builder);
		addData(event, contentType, builder);
		return builder.build();
	}

	private static String or(@Nullable String value, String fallback) {
		return (value != null) ? value : fallback;
	}

	private static void addExtensions(TopicEvent event, CloudEventBuilder builder) {
		if (event.envelope() == null) {
			return;
		}
		for (Map.Entry<String, JsonNode> property : event.envelope().properties()) {
			JsonNode value = property.getValue();
			if (CONTEXT.contains(property.getKey()) || value.isNull()) {
				continue;
			}
			if (value.isBoolean()) {
				builder.withExtension(property.getKey(), value.booleanValue());
			}
			else if (value.isNumber()) {
				builder.withExtension(property.getKey(), value.numberValue());
			}
			else {
				builder.withExtension(property.getKey(), (value.isString()) ? value.stringValue() : value.toString());
			}
		}
	}

	private void addData(TopicEvent event, @Nullable String contentType, CloudEventBuilder builder) {
		byte[] bytes = event.sentBytes();
		JsonNode data = event.data();
		if (bytes != null) {
			builder.withData((this.copying) ? bytes.clone() : bytes);
		}
		else if (data != null) {
			boolean text = data.isString() && contentType != null && !EventContent.isJson(contentType);
			builder.withData((text) ? data.stringValue().getBytes(StandardCharsets.UTF_8)
					: this.jsonMapper.writeValueAsBytes(data));
		}
	}

}
