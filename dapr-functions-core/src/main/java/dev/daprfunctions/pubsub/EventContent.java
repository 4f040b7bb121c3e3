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

import java.util.Locale;

/**
 * Content types of events.
 */
final class EventContent {

	static final String JSON = "application/json";

	static final String BYTES = "application/octet-stream";

	static final String CLOUD_EVENT = "application/cloudevents+json";

	private EventContent() {
	}

	static boolean isJson(String contentType) {
		String type = contentType.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
		return type.endsWith("/json") || type.endsWith("+json");
	}

}
