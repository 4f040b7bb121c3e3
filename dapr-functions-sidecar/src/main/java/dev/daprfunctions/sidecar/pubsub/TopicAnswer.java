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

import dev.daprfunctions.sidecar.app.AppReply;
import dev.daprfunctions.sidecar.json.JsonFormatException;
import dev.daprfunctions.sidecar.json.JsonShape;
import dev.daprfunctions.sidecar.json.JsonStruct;
import dev.daprfunctions.sidecar.json.RuntimeJson;
import dev.daprfunctions.sidecar.resiliency.AttemptException;
import org.eclipse.jetty.http.HttpStatus;

/**
 * What the application says about an event.
 */
enum TopicAnswer {

	/**
	 * The event is done with.
	 */
	DONE,

	/**
	 * The event is not wanted.
	 */
	DROPPED;

	/**
	 * Understand the answer of the handler of a topic.
	 * @param reply the answer
	 * @return what it means
	 * @throws AttemptException if the event should be delivered again
	 */
	static TopicAnswer of(AppReply reply) throws AttemptException {
		if (reply.status() == HttpStatus.NOT_FOUND_404) {
			return DROPPED;
		}
		if (!reply.isSuccessful()) {
			throw new AttemptException("the application answered with status " + reply.status(), reply.status(), null);
		}
		return switch (status(reply.body())) {
			case "", "SUCCESS" -> DONE;
			case "DROP" -> DROPPED;
			case "RETRY" -> throw new AttemptException("the application answered RETRY", null, null);
			default -> throw new AttemptException("the application answered the unknown status " + status(reply.body()),
					null, null);
		};
	}

	private static String status(byte[] body) {
		try {
			return JsonStruct.of(JsonShape.DIRECT, "pubsub.AppResponse", RuntimeJson.read(body)).text("status");
		}
		catch (JsonFormatException ex) {
			// What cannot be read counts as success.
			return "";
		}
	}

	/**
	 * Understand the answer of the handler of several events.
	 * @param reply the answer
	 * @param entryId the id of the only event
	 * @return what it means for that event
	 * @throws AttemptException if the event should be delivered again
	 */
	static TopicAnswer ofBulk(AppReply reply, String entryId) throws AttemptException {
		if (reply.status() == HttpStatus.NOT_FOUND_404) {
			return DONE;
		}
		if (!reply.isSuccessful()) {
			throw new AttemptException("the application answered with status " + reply.status(), null, null);
		}
		String status = "";
		try {
			JsonStruct answer = JsonStruct.of(JsonShape.DIRECT, "pubsub.AppBulkResponse",
					RuntimeJson.read(reply.body()));
			for (JsonStruct entry : answer.structs("statuses", "pubsub.AppBulkResponseEntry")) {
				if (entry.text("entryId").equals(entryId)) {
					status = entry.text("status");
				}
			}
		}
		catch (JsonFormatException ex) {
			throw new AttemptException("the answer of the application cannot be read", null, ex);
		}
		return switch (status) {
			case "SUCCESS" -> DONE;
			case "DROP" -> DROPPED;
			default ->
				throw new AttemptException("the application answered the status '%s'".formatted(status), null, null);
		};
	}

}
