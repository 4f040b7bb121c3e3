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

package dev.daprfunctions.sidecar;

import dev.daprfunctions.sidecar.RecordingApp.Answer;
import dev.daprfunctions.sidecar.RecordingApp.Received;
import tools.jackson.databind.JsonNode;

/**
 * Answers of applications to events in bulk.
 */
final class BulkAnswers {

	private BulkAnswers() {
	}

	/**
	 * Answer to the only event of a request.
	 * @param request the request
	 * @param status the status of the event
	 * @return the answer, without statuses if the request is for no entries
	 */
	static Answer of(Received request, String status) {
		JsonNode entries = SidecarFixture.json(request.body()).path("entries");
		if (entries.isEmpty()) {
			return Answer.of(200);
		}
		String value = (status != null) ? "\"" + status + "\"" : "null";
		return Answer.of(200, "application/json",
				"{\"statuses\":[{\"entryId\":%s,\"status\":%s}]}".formatted(entries.get(0).get("entryId"), value));
	}

}
