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

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import dev.daprfunctions.sidecar.json.JsonFormatException;
import dev.daprfunctions.sidecar.json.JsonStruct;
import dev.daprfunctions.sidecar.json.RuntimeJson;
import dev.daprfunctions.sidecar.pubsub.BulkPublication;
import dev.daprfunctions.sidecar.pubsub.ContentTypes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One event of a request to publish several.
 *
 * @param entryId the id of the entry
 * @param event the event as JSON has it
 * @param contentType the content type
 * @param metadata the metadata, or {@code null}
 */
record BulkPublishEntry(String entryId, JsonNode event, String contentType, @Nullable Map<String, String> metadata) {

	private static final String MISMATCH = "error: mismatch between contentType and event";

	private static final String NO_BASE64 = "error: unable to decode base64 application/octect-stream data: "
			+ "illegal base64 data at input byte %d";

	static BulkPublishEntry of(JsonStruct entry) throws JsonFormatException {
		String entryId = entry.text("entryId");
		JsonNode event = entry.value("event");
		String contentType = entry.text("contentType");
		Map<String, String> metadata = entry.textMap("metadata");
		return new BulkPublishEntry(entryId, event, contentType, (entry.any("metadata").isNull()) ? null : metadata);
	}

	BulkPublication.Entry toPublication() throws JsonFormatException {
		return new BulkPublication.Entry(this.entryId, data(), this.contentType, this.metadata);
	}

	private byte[] data() throws JsonFormatException {
		if (ContentTypes.isJson(this.contentType) || ContentTypes.isCloudEvent(this.contentType)) {
			return RuntimeJson.writeAny(this.event);
		}
		if (this.event.isString() && ContentTypes.isText(this.contentType)) {
			return this.event.stringValue().getBytes(StandardCharsets.UTF_8);
		}
		if (this.event.isString() && ContentTypes.isBinary(this.contentType)) {
			return decode(this.event.stringValue());
		}
		throw new JsonFormatException(MISMATCH);
	}

	private static byte[] decode(String text) throws JsonFormatException {
		String base64 = text.replaceAll("[\r\n]", "");
		int illegal = 0;
		while (illegal < base64.length() && isBase64(base64.charAt(illegal))) {
			illegal++;
		}
		if (illegal < base64.length() && base64.charAt(illegal) != '=') {
			throw new JsonFormatException(NO_BASE64.formatted(illegal));
		}
		if (base64.length() % 4 != 0) {
			throw new JsonFormatException(NO_BASE64.formatted(base64.length() - base64.length() % 4));
		}
		try {
			return Base64.getDecoder().decode(base64);
		}
		catch (IllegalArgumentException ex) {
			throw new JsonFormatException(NO_BASE64.formatted(illegal));
		}
	}

	private static boolean isBase64(char character) {
		return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z')
				|| (character >= '0' && character <= '9') || character == '+' || character == '/';
	}

}
