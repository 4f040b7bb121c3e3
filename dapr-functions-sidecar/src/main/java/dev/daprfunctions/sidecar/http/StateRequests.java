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

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.daprfunctions.sidecar.json.JsonFormatException;
import dev.daprfunctions.sidecar.json.JsonShape;
import dev.daprfunctions.sidecar.json.JsonStruct;
import dev.daprfunctions.sidecar.json.RuntimeJson;
import dev.daprfunctions.sidecar.state.StateOperation;
import dev.daprfunctions.sidecar.state.StateOptions;
import tools.jackson.databind.JsonNode;

/**
 * Reads the requests of the state API out of JSON.
 */
final class StateRequests {

	private StateRequests() {
	}

	static StateOperation.Upsert upsert(JsonStruct request, Map<String, String> queryMetadata)
			throws JsonFormatException {
		String key = request.text("key");
		String etag = request.nullableText("etag");
		Map<String, String> metadata = new HashMap<>(request.textMap("metadata"));
		metadata.putAll(queryMetadata);
		StateOptions options = options(request.struct("options", "state.SetStateOption"));
		return new StateOperation.Upsert(key, RuntimeJson.writeAny(request.value("value")), etag, metadata, options);
	}

	static StateOperation.Delete delete(JsonStruct request) throws JsonFormatException {
		String key = request.text("key");
		String etag = request.nullableText("etag");
		request.textMap("metadata");
		return new StateOperation.Delete(key, etag, options(request.struct("options", "state.DeleteStateOption")));
	}

	static List<String> bulkKeys(JsonNode json) throws JsonFormatException {
		JsonStruct request = JsonStruct.of(JsonShape.DIRECT, "http.BulkGetRequest", json);
		request.textMap("metadata");
		request.verifyInteger("parallelism");
		return request.texts("keys");
	}

	private static StateOptions options(JsonStruct options) throws JsonFormatException {
		return new StateOptions(options.text("concurrency"), options.text("consistency"));
	}

}
