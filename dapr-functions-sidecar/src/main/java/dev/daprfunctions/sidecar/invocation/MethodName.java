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

package dev.daprfunctions.sidecar.invocation;

import dev.daprfunctions.sidecar.uri.UrlPath;

/**
 * Name of an invoked method as the target gets it.
 */
final class MethodName {

	private MethodName() {
	}

	static String normalize(String method) throws InvocationException {
		verify(method);
		String clean = UrlPath.clean(method);
		while (clean.startsWith("../")) {
			clean = clean.substring(3);
		}
		return (clean.equals("..") || clean.equals(".")) ? "" : clean;
	}

	private static void verify(String method) throws InvocationException {
		if (method.chars().anyMatch((character) -> character == '#' || character == '?' || character == 0)) {
			throw InvocationException
				.invalidArgument("invalid method: method contains forbidden character: " + quote(method));
		}
		for (int i = 0; i < method.length(); i++) {
			if (isControl(method.charAt(i))) {
				throw InvocationException
					.invalidArgument("invalid method: method contains control character at position %d: %s".formatted(i,
							quote(method)));
			}
		}
	}

	private static boolean isControl(char character) {
		return character < 0x20 || character == 0x7f;
	}

	private static String quote(String text) {
		StringBuilder quoted = new StringBuilder("\"");
		for (char character : text.toCharArray()) {
			switch (character) {
				case '"', '\\' -> quoted.append('\\').append(character);
				case '\n' -> quoted.append("\\n");
				case '\r' -> quoted.append("\\r");
				case '\t' -> quoted.append("\\t");
				default -> quoted.append(isControl(character) ? "\\x%02x".formatted((int) character) : character);
			}
		}
		return quoted.append('"').toString();
	}

}
