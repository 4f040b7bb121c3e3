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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Request with several events, as a sidecar sends it, and the answer to it.
 */
final class BulkRequest {

	private final List<String> entries = new ArrayList<>();

	/**
	 * Add an event with an envelope.
	 * @param id the id of the entry
	 * @param data the data as JSON
	 * @return this request
	 */
	BulkRequest data(String id, String data) {
		return event(id, "{\"specversion\":\"1.0\",\"id\":\"e\",\"data\":" + data + "}");
	}

	/**
	 * Add an event.
	 * @param id the id of the entry
	 * @param event the event as JSON
	 * @return this request
	 */
	BulkRequest event(String id, String event) {
		return entry("{\"entryId\":\"" + id + "\",\"event\":" + event
				+ ",\"contentType\":\"application/cloudevents+json\",\"metadata\":{}}");
	}

	/**
	 * Add an entry as it is.
	 * @param entry the entry as JSON
	 * @return this request
	 */
	BulkRequest entry(String entry) {
		this.entries.add(entry);
		return this;
	}

	String json() {
		return "{\"id\":\"b\",\"type\":\"com.dapr.event.sent.bulk\",\"topic\":\"t\",\"pubsubname\":\"pubsub\","
				+ "\"metadata\":{},\"entries\":[" + String.join(",", this.entries) + "]}";
	}

	/**
	 * Return the answer to a request.
	 * @param statuses the id and the status of each entry
	 * @return the answer as JSON
	 */
	static String statuses(String... statuses) {
		List<String> json = Arrays.stream(statuses)
			.map((status) -> status.split(" "))
			.map((status) -> "{\"entryId\":\"" + status[0] + "\",\"status\":\"" + status[1] + "\"}")
			.toList();
		return "{\"statuses\":[" + String.join(",", json) + "]}";
	}

}
