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

import java.util.Map;

/**
 * Event that a sidecar has handed to its subscribers.
 *
 * @param pubsub the name of the pub/sub component
 * @param topic the topic
 * @param data the bytes that subscribers get, a CloudEvent unless published raw
 * @param metadata the metadata it was published with
 * @param origin where it comes from
 * @since 0.1.0
 */
public record PublishedEvent(String pubsub, String topic, byte[] data, Map<String, String> metadata, Origin origin) {

	/**
	 * Where an event comes from.
	 */
	public enum Origin {

		/**
		 * Somebody published it.
		 */
		API,

		/**
		 * Nobody wanted it, so the sidecar sent it to a dead-letter topic.
		 */
		DEAD_LETTER

	}

}
