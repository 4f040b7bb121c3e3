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

import java.util.Map;

import dev.daprfunctions.client.RequestSizes;
import dev.daprfunctions.function.OutputWrite;

/**
 * Event to publish.
 *
 * @param pubsub the name of the pub/sub component
 * @param topic the topic
 * @param data the data
 * @param contentType the content type of the data
 * @param metadata the metadata of the request
 * @param ordered whether the order of the events must be kept
 * @param function the function that publishes, for messages
 */
record EventWrite(String pubsub, String topic, byte[] data, String contentType, Map<String, String> metadata,
		boolean ordered, String function) implements OutputWrite {

	/**
	 * Returns whether a sidecar is to add no envelope, which it decides for all events of
	 * a request.
	 */
	boolean isRaw() {
		return Boolean.parseBoolean(this.metadata.get(TopicSubscription.RAW_PAYLOAD));
	}

	/**
	 * Returns what the event needs in a request.
	 * @return the size in bytes
	 */
	long size() {
		return RequestSizes.of(this.data, this.metadata, this.pubsub, this.topic, this.contentType);
	}

	@Override
	public String target() {
		return "event to topic '" + this.topic + "' of pub/sub '" + this.pubsub + "'";
	}

}
