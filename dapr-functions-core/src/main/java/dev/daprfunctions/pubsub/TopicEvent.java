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

import java.util.Base64;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Event as the sidecar delivers it.
 *
 * @param envelope the CloudEvent, or {@code null} if the body is the data itself
 * @param body the body, empty for an event of a bulk
 * @param json the body as JSON, or {@code null} if it is none
 */
record TopicEvent(@Nullable JsonNode envelope, byte[] body, @Nullable JsonNode json) {

	/**
	 * Returns the data as JSON.
	 * @return the data, or {@code null} if it is binary, missing or JSON {@code null}
	 */
	@Nullable JsonNode data() {
		JsonNode data = (this.envelope != null) ? this.envelope.get("data") : this.json;
		return (data == null || data.isNull()) ? null : data;
	}

	/**
	 * Returns the data as bytes, if it is binary.
	 * @return the bytes, or {@code null} if the data is JSON or missing
	 * @throws IllegalArgumentException if the bytes are not in Base64
	 */
	byte @Nullable [] binaryData() {
		if (this.envelope == null) {
			return (this.json == null) ? this.body : null;
		}
		JsonNode data = this.envelope.get("data_base64");
		return (data() != null || data == null || !data.isString()) ? null
				: Base64.getDecoder().decode(data.stringValue());
	}

	/**
	 * Returns the data as the bytes that were sent, if there are any: binary data, or the
	 * whole of a body that is no CloudEvent.
	 * @return the bytes, or {@code null} if the data is JSON in an envelope or missing
	 * @throws IllegalArgumentException if the bytes are not in Base64
	 */
	byte @Nullable [] sentBytes() {
		return (this.envelope == null && this.body.length > 0) ? this.body : binaryData();
	}

	/**
	 * Returns an event whose data is this whole event.
	 * @return the event
	 */
	TopicEvent asData() {
		return new TopicEvent(null, this.body, this.json);
	}

	@Nullable String attribute(String name) {
		JsonNode value = (this.envelope != null) ? this.envelope.get(name) : null;
		return (value != null && value.isValueNode() && !value.isNull()) ? value.asString() : null;
	}

}
