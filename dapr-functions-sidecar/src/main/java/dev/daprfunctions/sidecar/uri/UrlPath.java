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

package dev.daprfunctions.sidecar.uri;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;

/**
 * Cleans, unescapes and escapes the paths of URLs with the rules of the Dapr runtime,
 * which is more tolerant than {@link java.net.URI}.
 *
 * @since 0.1.0
 */
public final class UrlPath {

	private static final String UNESCAPED = "-_.~$&+,/:;=@";

	private static final String LEFT_AS_THEY_ARE = "!'()*[]%";

	private UrlPath() {
	}

	/**
	 * Return the shortest path that means the same: without empty elements, without
	 * {@code .} and {@code ..}, without a trailing slash.
	 * @param path the path
	 * @return the clean path, {@code .} if nothing is left
	 */
	public static String clean(String path) {
		boolean rooted = path.startsWith("/");
		Deque<String> elements = new ArrayDeque<>();
		for (String element : path.split("/")) {
			if (element.equals("..")) {
				if (!elements.isEmpty() && !elements.getLast().equals("..")) {
					elements.removeLast();
				}
				else if (!rooted) {
					elements.add(element);
				}
			}
			else if (!element.isEmpty() && !element.equals(".")) {
				elements.add(element);
			}
		}
		String clean = String.join("/", elements);
		if (rooted) {
			return "/" + clean;
		}
		return (clean.isEmpty()) ? "." : clean;
	}

	/**
	 * Replace percent-encoded bytes.
	 * @param path the path
	 * @return the path without percent-encoding
	 * @throws InvalidEscapeException if a percent sign is not followed by two hexadecimal
	 * digits
	 */
	public static String unescape(String path) throws InvalidEscapeException {
		return unescape(path, false);
	}

	/**
	 * Replace percent-encoded bytes and plus signs.
	 * @param text the text
	 * @return the text without percent-encoding
	 * @throws InvalidEscapeException if a percent sign is not followed by two hexadecimal
	 * digits
	 */
	public static String unescapeQuery(String text) throws InvalidEscapeException {
		return unescape(text, true);
	}

	private static String unescape(String text, boolean plusIsSpace) throws InvalidEscapeException {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		ByteArrayOutputStream unescaped = new ByteArrayOutputStream(bytes.length);
		for (int i = 0; i < bytes.length; i++) {
			if (bytes[i] == '%') {
				if (i + 2 >= bytes.length || !HexFormat.isHexDigit(bytes[i + 1])
						|| !HexFormat.isHexDigit(bytes[i + 2])) {
					int end = Math.min(i + 3, bytes.length);
					throw new InvalidEscapeException(new String(bytes, i, end - i, StandardCharsets.UTF_8));
				}
				unescaped.write(HexFormat.fromHexDigit(bytes[i + 1]) << 4 | HexFormat.fromHexDigit(bytes[i + 2]));
				i += 2;
			}
			else {
				unescaped.write((plusIsSpace && bytes[i] == '+') ? ' ' : bytes[i]);
			}
		}
		return unescaped.toString(StandardCharsets.UTF_8);
	}

	/**
	 * Return the path as a request line has it. A path that is a valid encoding stays as
	 * it is, any other is unescaped and escaped anew.
	 * @param path the path
	 * @return the path of a request line
	 * @throws InvalidEscapeException if a percent sign is not followed by two hexadecimal
	 * digits
	 */
	public static String toRequestPath(String path) throws InvalidEscapeException {
		String unescaped = unescape(path);
		boolean valid = path.chars()
			.allMatch((character) -> isUnescaped(character) || LEFT_AS_THEY_ARE.indexOf(character) != -1);
		return (valid) ? path : escape(unescaped);
	}

	private static String escape(String path) {
		StringBuilder escaped = new StringBuilder(path.length());
		for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
			if (isUnescaped(octet)) {
				escaped.append((char) octet);
			}
			else {
				escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
			}
		}
		return escaped.toString();
	}

	private static boolean isUnescaped(int character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')
				|| (character >= '0' && character <= '9') || (character > 0 && UNESCAPED.indexOf(character) != -1);
	}

}
