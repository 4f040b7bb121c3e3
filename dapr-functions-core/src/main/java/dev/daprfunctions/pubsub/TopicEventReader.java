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

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads events out of bodies. A body that is no CloudEvent is taken as the data itself.
 *
 * @see <a href=
 * "https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-cloudevents/">
 * CloudEvents in Dapr</a>
 */
final class TopicEventReader {

	private final ObjectReader reader;

	TopicEventReader(JsonMapper jsonMapper) {
		this.reader = jsonMapper.readerFor(JsonNode.class)
			.without(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
	}

	TopicEvent read(byte[] body) {
		JsonNode json = parse(body);
		return new TopicEvent(isEnvelope(json) ? json : null, body, json);
	}

	TopicEvent read(JsonNode json) {
		return new TopicEvent(isEnvelope(json) ? json : null, new byte[0], json);
	}

	@Nullable JsonNode parse(byte[] body) {
		if (body.length == 0) {
			return null;
		}
		try {
			return this.reader.readValue(body);
		}
		catch (JacksonException | StackOverflowError ex) {
			return null;
		}
	}

	private static boolean isEnvelope(@Nullable JsonNode json) {
		JsonNode version = (json != null) ? json.get("specversion") : null;
		return version != null && version.isString();
	}

}
