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

package dev.daprfunctions.sidecar.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.daprfunctions.sidecar.json.JsonFormatException;
import dev.daprfunctions.sidecar.json.RuntimeJson;
import dev.daprfunctions.sidecar.state.StateApi;
import dev.daprfunctions.sidecar.state.StateValue;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Body of the answer to a bulk read.
 */
final class BulkStateBody {

	private static final byte[] DATA = ",\"data\":".getBytes(StandardCharsets.UTF_8);

	private BulkStateBody() {
	}

	static byte[] of(List<StateApi.Item> items) throws JsonFormatException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.write('[');
		for (int i = 0; i < items.size(); i++) {
			if (i > 0) {
				body.write(',');
			}
			write(items.get(i), body);
		}
		body.write(']');
		return body.toByteArray();
	}

	private static void write(StateApi.Item item, ByteArrayOutputStream body) throws JsonFormatException {
		StateValue value = item.value();
		ObjectNode head = JsonNodeFactory.instance.objectNode().put("key", item.key());
		if (item.error() != null) {
			head.put("error", item.error());
		}
		writeMembers(head, '{', body);
		if (value != null) {
			if (value.data().length > 0) {
				body.writeBytes(DATA);
				body.writeBytes(RuntimeJson.compact(value.data()));
			}
			ObjectNode rest = JsonNodeFactory.instance.objectNode().put("etag", value.etag());
			Map<String, String> metadata = value.metadata();
			if (!metadata.isEmpty()) {
				metadata.forEach(rest.putObject("metadata")::put);
			}
			writeMembers(rest, ',', body);
		}
		body.write('}');
	}

	private static void writeMembers(ObjectNode object, char opening, ByteArrayOutputStream body) {
		byte[] json = RuntimeJson.write(object);
		body.write(opening);
		body.write(json, 1, json.length - 2);
	}

}
