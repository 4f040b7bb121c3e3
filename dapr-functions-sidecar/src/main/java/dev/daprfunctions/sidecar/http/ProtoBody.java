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

import java.io.IOException;

import dev.daprfunctions.sidecar.error.ApiException;
import dev.daprfunctions.sidecar.json.JsonFormatException;
import dev.daprfunctions.sidecar.json.ProtoStruct;
import io.grpc.Status;

/**
 * Bodies of requests that stand for protobuf messages.
 */
final class ProtoBody {

	private ProtoBody() {
	}

	/**
	 * Read the body of a request.
	 * @param exchange the exchange
	 * @param reader makes something out of the message
	 * @param <T> the type of the result
	 * @return what the reader made
	 * @throws IOException if the body cannot be read
	 * @throws ApiException if it is too large, or not what the reader wants
	 */
	static <T> T read(ApiExchange exchange, Reader<T> reader) throws IOException {
		RequestBody body = exchange.body();
		if (body.isTruncated()) {
			throw ApiException.plain(400, Status.Code.INVALID_ARGUMENT, "ERR_BODY_READ",
					"failed to read request body: " + RequestBody.TOO_LARGE);
		}
		try {
			return reader.read(ProtoStruct.of(body.bytes()));
		}
		catch (JsonFormatException ex) {
			throw ApiException.plain(400, Status.Code.INVALID_ARGUMENT, "ERR_MALFORMED_REQUEST",
					"failed deserializing HTTP body: proto: " + ex.getMessage());
		}
	}

	/**
	 * Makes something out of a message.
	 *
	 * @param <T> the type of the result
	 */
	@FunctionalInterface
	interface Reader<T> {

		T read(ProtoStruct message) throws JsonFormatException;

	}

}
