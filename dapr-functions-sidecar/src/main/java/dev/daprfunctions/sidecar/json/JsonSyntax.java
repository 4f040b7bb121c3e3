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

import tools.jackson.core.JacksonException;

/**
 * Says what is wrong with a text that is no JSON, in the words of the Dapr runtime.
 */
final class JsonSyntax {

	private static final int END = -1;

	private final int maxDepth;

	private final byte[] text;

	private int position;

	private int depth;

	JsonSyntax(byte[] text, int maxDepth) {
		this.text = text;
		this.maxDepth = maxDepth;
	}

	String explain(JacksonException fallback) {
		skipWhitespace();
		if (peek() == END) {
			return "EOF";
		}
		try {
			value();
			return fallback.getOriginalMessage();
		}
		catch (JsonFormatException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	void verifyWhole() throws JsonFormatException {
		try {
			value();
			skipWhitespace();
			if (peek() != END) {
				throw unexpected(peek(), "after top-level value");
			}
		}
		catch (JsonFormatException ex) {
			boolean tooShort = "unexpected EOF".equals(ex.getMessage());
			throw (tooShort) ? new JsonFormatException("unexpected end of JSON input") : ex;
		}
	}

	private void value() throws JsonFormatException {
		skipWhitespace();
		int first = next("looking for beginning of value");
		switch (first) {
			case '{' -> {
				enter();
				object();
				this.depth--;
			}
			case '[' -> {
				enter();
				array();
				this.depth--;
			}
			case '"' -> string();
			case 't' -> literal("true");
			case 'f' -> literal("false");
			case 'n' -> literal("null");
			default -> {
				if (first != '-' && !isDigit(first)) {
					throw unexpected(first, "looking for beginning of value");
				}
				number(first);
			}
		}
	}

	private void enter() throws JsonFormatException {
		this.depth++;
		if (this.depth > this.maxDepth) {
			throw new JsonFormatException("exceeded max depth");
		}
	}

	private void object() throws JsonFormatException {
		skipWhitespace();
		if (peek() == '}') {
			this.position++;
			return;
		}
		int separator;
		do {
			skipWhitespace();
			expect('"', "looking for beginning of object key string");
			string();
			skipWhitespace();
			expect(':', "after object key");
			value();
			skipWhitespace();
			separator = next("after object key:value pair");
			if (separator != ',' && separator != '}') {
				throw unexpected(separator, "after object key:value pair");
			}
		}
		while (separator == ',');
	}

	private void array() throws JsonFormatException {
		skipWhitespace();
		if (peek() == ']') {
			this.position++;
			return;
		}
		int separator;
		do {
			value();
			skipWhitespace();
			separator = next("after array element");
			if (separator != ',' && separator != ']') {
				throw unexpected(separator, "after array element");
			}
		}
		while (separator == ',');
	}

	private void string() throws JsonFormatException {
		int character = next("in string literal");
		while (character != '"') {
			if (character < 0x20) {
				throw unexpected(character, "in string literal");
			}
			if (character == '\\') {
				escape();
			}
			character = next("in string literal");
		}
	}

	private void escape() throws JsonFormatException {
		int character = next("in string escape code");
		if (character == 'u') {
			for (int i = 0; i < 4; i++) {
				int digit = next("in \\u hexadecimal character escape");
				if (Character.digit(digit, 16) == -1) {
					throw unexpected(digit, "in \\u hexadecimal character escape");
				}
			}
		}
		else if ("bfnrt\\/\"".indexOf(character) == -1) {
			throw unexpected(character, "in string escape code");
		}
	}

	private void number(int first) throws JsonFormatException {
		int digit = first;
		if (first == '-') {
			digit = next("in numeric literal");
			if (!isDigit(digit)) {
				throw unexpected(digit, "in numeric literal");
			}
		}
		if (digit != '0') {
			skipDigits();
		}
		if (peek() == '.') {
			this.position++;
			digits("after decimal point in numeric literal");
		}
		if (peek() == 'e' || peek() == 'E') {
			this.position++;
			if (peek() == '+' || peek() == '-') {
				this.position++;
			}
			digits("in exponent of numeric literal");
		}
	}

	private void digits(String context) throws JsonFormatException {
		int digit = next(context);
		if (!isDigit(digit)) {
			throw unexpected(digit, context);
		}
		skipDigits();
	}

	private void literal(String literal) throws JsonFormatException {
		for (char expected : literal.substring(1).toCharArray()) {
			expect(expected, "in literal %s (expecting '%s')".formatted(literal, expected));
		}
	}

	private void expect(char expected, String context) throws JsonFormatException {
		int character = next(context);
		if (character != expected) {
			throw unexpected(character, context);
		}
	}

	private int next(String context) throws JsonFormatException {
		int character = peek();
		if (character == END) {
			throw new JsonFormatException("unexpected EOF");
		}
		this.position++;
		return character;
	}

	private int peek() {
		return (this.position < this.text.length) ? this.text[this.position] & 0xff : END;
	}

	private void skipWhitespace() {
		while (peek() == ' ' || peek() == '\t' || peek() == '\r' || peek() == '\n') {
			this.position++;
		}
	}

	private void skipDigits() {
		while (isDigit(peek())) {
			this.position++;
		}
	}

	private static boolean isDigit(int character) {
		return character >= '0' && character <= '9';
	}

	private static JsonFormatException unexpected(int character, String context) {
		return new JsonFormatException("invalid character %s %s".formatted(quote(character), context));
	}

	private static String quote(int character) {
		String quoted = switch (character) {
			case '\'' -> "\\'";
			case '\\' -> "\\\\";
			case '\t' -> "\\t";
			case '\n' -> "\\n";
			case '\r' -> "\\r";
			case '\b' -> "\\b";
			case '\f' -> "\\f";
			case 0x07 -> "\\a";
			case 0x0b -> "\\v";
			default -> {
				if (character < 0x20 || character == 0x7f) {
					yield "\\x%02x".formatted(character);
				}
				yield (character >= 0x80 && character < 0xa0) ? "\\u%04x".formatted(character)
						: String.valueOf((char) character);
			}
		};
		return "'" + quoted + "'";
	}

}
