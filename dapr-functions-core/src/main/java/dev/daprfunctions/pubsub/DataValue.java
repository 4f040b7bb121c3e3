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

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

import dev.daprfunctions.function.Payload;
import dev.daprfunctions.json.UnreadableValueException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Data of an event as the type that a function asks for. Binary data is read as if it had
 * been sent by itself; a text that holds a JSON document, as publishers without a content
 * type produce it, is read as that document where an object or list is needed.
 */
final class DataValue {

	private final Payload payload;

	private final boolean parsed;

	DataValue(Payload payload, Type type, JsonMapper jsonMapper) {
		this.payload = payload;
		this.parsed = !payload.isRaw() && !jsonMapper.constructType(type).isTypeOrSubTypeOf(CharSequence.class);
	}

	@Nullable Object argument(TopicEvent event) {
		return this.payload.toArgument(read(event), "is missing or null");
	}

	@Nullable Object validated(TopicEvent event) {
		Object value = read(event);
		this.payload.validate(value);
		return value;
	}

	private @Nullable Object read(TopicEvent event) {
		try {
			byte[] bytes = (this.parsed) ? event.binaryData() : event.sentBytes();
			if (bytes != null) {
				return this.payload.reader().read(bytes);
			}
			JsonNode data = event.data();
			return (data != null) ? read(data) : null;
		}
		catch (UnreadableValueException ex) {
			throw this.payload.unreadable(ex.getMessage(), ex);
		}
		catch (IllegalArgumentException ex) {
			throw this.payload.unreadable("is not in Base64: " + ex.getMessage(), ex);
		}
	}

	private @Nullable Object read(JsonNode data) {
		try {
			return this.payload.reader().read(data);
		}
		catch (UnreadableValueException ex) {
			if (this.parsed && data.isString() && isDocument(data.stringValue())) {
				return this.payload.reader().read(data.stringValue().getBytes(StandardCharsets.UTF_8));
			}
			throw ex;
		}
	}

	private static boolean isDocument(String text) {
		String trimmed = text.stripLeading();
		return trimmed.startsWith("{") || trimmed.startsWith("[");
	}

}
