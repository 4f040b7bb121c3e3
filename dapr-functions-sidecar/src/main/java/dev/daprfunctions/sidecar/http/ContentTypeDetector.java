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

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Guesses the content type of an answer that has none from its first bytes.
 */
final class ContentTypeDetector {

	private static final int MAX_LENGTH = 512;

	private ContentTypeDetector() {
	}

	static String detect(byte[] bytes) {
		int length = Math.min(bytes.length, MAX_LENGTH);
		String start = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).stripLeading()
			.toLowerCase(Locale.ROOT);
		if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
			return "text/html; charset=utf-8";
		}
		if (start.startsWith("<?xml")) {
			return "text/xml; charset=utf-8";
		}
		return (start.chars().anyMatch(ContentTypeDetector::isBinary)) ? "application/octet-stream"
				: "text/plain; charset=utf-8";
	}

	private static boolean isBinary(int octet) {
		return octet <= 0x08 || octet == 0x0b || (octet >= 0x0e && octet <= 0x1a) || (octet >= 0x1c && octet <= 0x1f);
	}

}
