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
import java.io.InputStream;
import java.io.OutputStream;

import dev.daprfunctions.sidecar.json.JsonFormatException;
import dev.daprfunctions.sidecar.json.RuntimeJson;
import tools.jackson.databind.JsonNode;

/**
 * Body of a request, as far as the size limit goes.
 *
 * @param bytes the bytes
 * @param excess the number of bytes beyond the limit
 */
record RequestBody(byte[] bytes, long excess) {

	static final String TOO_LARGE = "stream too large";

	private static final int MAX_SIZE = 4 * 1024 * 1024;

	private static final int MAX_REST = 256 * 1024;

	static RequestBody read(InputStream stream) throws IOException {
		byte[] bytes = stream.readNBytes(MAX_SIZE);
		return new RequestBody(bytes, stream.transferTo(OutputStream.nullOutputStream()));
	}

	boolean isTruncated() {
		return this.excess > 0;
	}

	/**
	 * Read the body as it is.
	 * @return the bytes
	 * @throws IOException if they exceed the size limit
	 */
	byte[] content() throws IOException {
		// One byte more than allowed goes unnoticed.
		if (this.excess > 1) {
			throw new IOException(TOO_LARGE);
		}
		return this.bytes;
	}

	/**
	 * Return whether a Go server would not read the rest, and close the connection.
	 * @return {@code true} if it would
	 */
	boolean endsConnection() {
		return this.excess > MAX_REST;
	}

	/**
	 * Read the body as JSON.
	 * @return the JSON
	 * @throws JsonFormatException if it is none within the size limit
	 */
	JsonNode json() throws JsonFormatException {
		try {
			return RuntimeJson.read(this.bytes);
		}
		catch (JsonFormatException ex) {
			// One byte more than allowed goes unnoticed.
			boolean endless = this.excess > 1 && String.valueOf(ex.getMessage()).endsWith("EOF");
			throw (endless) ? new JsonFormatException(TOO_LARGE) : ex;
		}
	}

}
