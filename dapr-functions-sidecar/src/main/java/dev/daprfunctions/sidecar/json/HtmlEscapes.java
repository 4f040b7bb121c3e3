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

import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;

/**
 * Escapes of a writer that makes JSON safe within HTML, in lower case.
 */
final class HtmlEscapes extends CharacterEscapes {

	private static final int[] ESCAPES = escapes();

	private static int[] escapes() {
		int[] escapes = CharacterEscapes.standardAsciiEscapesForJSON();
		for (int character = 0; character < escapes.length; character++) {
			if (escapes[character] == CharacterEscapes.ESCAPE_STANDARD || character == '<' || character == '>'
					|| character == '&') {
				escapes[character] = CharacterEscapes.ESCAPE_CUSTOM;
			}
		}
		return escapes;
	}

	@Override
	public int[] getEscapeCodesForAscii() {
		return ESCAPES;
	}

	@Override
	public @Nullable SerializableString getEscapeSequence(int character) {
		boolean escaped = (character < ESCAPES.length) ? ESCAPES[character] == CharacterEscapes.ESCAPE_CUSTOM
				: character == 0x2028 || character == 0x2029;
		return (escaped) ? new SerializedString("\\u%04x".formatted(character)) : null;
	}

}
