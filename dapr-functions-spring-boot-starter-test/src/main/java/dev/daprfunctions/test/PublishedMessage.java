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

package dev.daprfunctions.test;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Event that was published.
 *
 * @param pubsub the name of the pub/sub component
 * @param topic the topic
 * @param content the data of the event
 * @param envelope the CloudEvent, or {@code null} if there is none
 * @param metadata the metadata it was published with
 * @param isDeadLetter whether the sidecar sent it to a dead-letter topic
 * @since 0.1.0
 */
public record PublishedMessage(String pubsub, String topic, Content content, @Nullable JsonNode envelope,
		Map<String, String> metadata, boolean isDeadLetter) implements RecordedMessage {

	@Override
	public String toString() {
		return "%s/%s: %s%s".formatted(this.pubsub, this.topic, this.content,
				(this.isDeadLetter) ? " (dead letter)" : "");
	}

}
