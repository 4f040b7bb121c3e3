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

package dev.daprfunctions.sidecar.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Removes white space from valid JSON and escapes what is not safe within HTML. Numbers,
 * escapes and the order of members stay as they are.
 */
final class JsonCompactor {

	private final byte[] json;

	private final ByteArrayOutputStream compact;

	JsonCompactor(byte[] json) {
		this.json = json;
		this.compact = new ByteArrayOutputStream(json.length);
	}

	byte[] compact() {
		boolean inString = false;
		for (int i = 0; i < this.json.length; i++) {
			byte octet = this.json[i];
			if (inString && octet == '\\') {
				this.compact.write(this.json, i, 2);
				i++;
			}
			else if (octet == '<' || octet == '>' || octet == '&') {
				escape(octet);
			}
			else if (isLineSeparator(i)) {
				escape(0x2000 | (this.json[i + 2] & 0x3f));
				i += 2;
			}
			else if (inString || !isWhitespace(octet)) {
				inString = (octet == '"') != inString;
				this.compact.write(octet);
			}
		}
		return this.compact.toByteArray();
	}

	private boolean isLineSeparator(int index) {
		return index + 2 < this.json.length && this.json[index] == (byte) 0xe2 && this.json[index + 1] == (byte) 0x80
				&& (this.json[index + 2] & ~1) == (byte) 0xa8;
	}

	private static boolean isWhitespace(byte octet) {
		return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
	}

	private void escape(int character) {
		this.compact.writeBytes("\\u%04x".formatted(character).getBytes(StandardCharsets.US_ASCII));
	}

}
