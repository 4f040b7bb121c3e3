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
import java.util.Arrays;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * Text in quotes as the Dapr runtime reads and writes it, with the rules of its
 * programming language.
 *
 * @since 0.1.0
 */
public final class QuotedText {

	private static final String SIMPLE_ESCAPES = "abfnrtv\\";

	private static final byte[] SIMPLE_VALUES = { 7, '\b', '\f', '\n', '\r', '\t', 11, '\\' };

	private static final int OCTAL_DIGITS = 3;

	private final byte[] text;

	private final byte quote;

	private final ByteArrayOutputStream unquoted = new ByteArrayOutputStream();

	private int position = 1;

	private QuotedText(byte[] text) {
		this.text = text;
		this.quote = text[0];
	}

	/**
	 * Put a text into double quotes.
	 * @param text the text
	 * @return the text in quotes
	 */
	public static String quote(String text) {
		StringBuilder quoted = new StringBuilder("\"");
		text.codePoints().forEach((character) -> {
			int simple = SIMPLE_ESCAPES.indexOf(simpleEscape(character));
			if (character == '"') {
				quoted.append("\\\"");
			}
			else if (simple != -1) {
				quoted.append('\\').append(SIMPLE_ESCAPES.charAt(simple));
			}
			else if (character < ' ' || character == 0x7f) {
				quoted.append("\\x%02x".formatted(character));
			}
			else {
				quoted.appendCodePoint(character);
			}
		});
		return quoted.append('"').toString();
	}

	private static char simpleEscape(int character) {
		for (int i = 0; i < SIMPLE_VALUES.length; i++) {
			if (SIMPLE_VALUES[i] == character) {
				return SIMPLE_ESCAPES.charAt(i);
			}
		}
		return ' ';
	}

	/**
	 * Remove the quotes around a text and what they escape.
	 * @param text the text
	 * @return the text without quotes, the same text if it is not quoted correctly
	 */
	public static String unquote(String text) {
		byte[] unquoted = unquote(text.getBytes(StandardCharsets.UTF_8));
		return (unquoted != null) ? new String(unquoted, StandardCharsets.UTF_8) : text;
	}

	/**
	 * Remove the quotes around a text and what they escape.
	 * @param text the text
	 * @return the text without quotes, or {@code null} if it is not quoted correctly
	 */
	public static byte @Nullable [] unquote(byte[] text) {
		if (text.length < 2 || text[0] != text[text.length - 1] || "\"'`".indexOf(text[0]) == -1) {
			return null;
		}
		byte[] content = Arrays.copyOfRange(text, 1, text.length - 1);
		if (text[0] == '`') {
			return contains(content, '`') ? null : without(content, '\r');
		}
		return (contains(content, '\n')) ? null : new QuotedText(text).unescape();
	}

	private byte @Nullable [] unescape() {
		int end = this.text.length - 1;
		int characters = 0;
		while (this.position < end) {
			byte octet = this.text[this.position++];
			if (octet == this.quote || (octet == '\\' && !escape(end))) {
				return null;
			}
			if (octet != '\\') {
				this.unquoted.write(octet);
			}
			if ((octet & 0xc0) != 0x80) {
				characters++;
			}
		}
		return (this.quote == '\'' && characters != 1) ? null : this.unquoted.toByteArray();
	}

	private boolean escape(int end) {
		if (this.position >= end) {
			return false;
		}
		byte kind = this.text[this.position++];
		int simple = SIMPLE_ESCAPES.indexOf(kind);
		if (simple != -1 || kind == this.quote) {
			this.unquoted.write((simple != -1) ? SIMPLE_VALUES[simple] : kind);
			return true;
		}
		return switch (kind) {
			case 'x' -> octet(digits(2, 16, end));
			case 'u' -> character(digits(4, 16, end));
			case 'U' -> character(digits(8, 16, end));
			default -> octal(end);
		};
	}

	private boolean octal(int end) {
		this.position--;
		return octet(digits(OCTAL_DIGITS, 8, end));
	}

	private long digits(int count, int radix, int end) {
		if (this.position + count > end) {
			return -1;
		}
		long value = 0;
		for (int i = 0; i < count; i++) {
			byte digit = this.text[this.position++];
			if (!HexFormat.isHexDigit(digit) || HexFormat.fromHexDigit(digit) >= radix) {
				return -1;
			}
			value = value * radix + HexFormat.fromHexDigit(digit);
		}
		return value;
	}

	private boolean octet(long value) {
		this.unquoted.write((int) value);
		return value >= 0 && value <= 0xff;
	}

	private boolean character(long value) {
		boolean valid = value >= 0 && value <= Character.MAX_CODE_POINT && !(value >= 0xd800 && value <= 0xdfff);
		if (valid) {
			this.unquoted.writeBytes(Character.toString((int) value).getBytes(StandardCharsets.UTF_8));
		}
		return valid;
	}

	private static boolean contains(byte[] text, char character) {
		for (byte octet : text) {
			if (octet == character) {
				return true;
			}
		}
		return false;
	}

	private static byte[] without(byte[] text, char character) {
		ByteArrayOutputStream rest = new ByteArrayOutputStream();
		for (byte octet : text) {
			if (octet != character) {
				rest.write(octet);
			}
		}
		return rest.toByteArray();
	}

}
