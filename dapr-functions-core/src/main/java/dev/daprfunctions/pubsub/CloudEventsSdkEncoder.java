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
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import io.cloudevents.CloudEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Encodes events of the CloudEvents SDK in the JSON format of CloudEvents.
 *
 * @see <a href=
 * "https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">JSON
 * event format</a>
 */
final class CloudEventsSdkEncoder {

	private CloudEventsSdkEncoder() {
	}

	static boolean supports(Object event) {
		return event instanceof CloudEvent;
	}

	static byte[] encode(Object event, JsonMapper jsonMapper) {
		CloudEvent cloudEvent = (CloudEvent) event;
		Map<String, Object> json = new LinkedHashMap<>();
		cloudEvent.getAttributeNames().forEach((name) -> put(json, name, cloudEvent.getAttribute(name)));
		cloudEvent.getExtensionNames().forEach((name) -> put(json, name, cloudEvent.getExtension(name)));
		if (cloudEvent.getData() != null) {
			addData(json, cloudEvent.getData().toBytes(), cloudEvent.getDataContentType(), jsonMapper);
		}
		return jsonMapper.writeValueAsBytes(json);
	}

	private static void put(Map<String, Object> json, String name, @Nullable Object value) {
		if (value != null) {
			json.put(name, (value instanceof Boolean || value instanceof Number) ? value : text(value));
		}
	}

	private static String text(Object value) {
		if (value instanceof OffsetDateTime time) {
			return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
		}
		return (value instanceof byte[] bytes) ? Base64.getEncoder().encodeToString(bytes) : value.toString();
	}

	private static void addData(Map<String, Object> json, byte[] data, @Nullable String contentType,
			JsonMapper jsonMapper) {
		if (contentType != null && contentType.startsWith("text/")) {
			json.put("data", new String(data, StandardCharsets.UTF_8));
			return;
		}
		if (contentType == null || EventContent.isJson(contentType)) {
			try {
				json.put("data", jsonMapper.readTree(data));
				return;
			}
			catch (JacksonException ex) {
				// Kept as bytes below.
			}
		}
		json.put("data_base64", Base64.getEncoder().encodeToString(data));
	}

}
