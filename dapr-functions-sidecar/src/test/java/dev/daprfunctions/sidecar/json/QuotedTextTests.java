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

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link QuotedText}.
 */
class QuotedTextTests {

	@ParameterizedTest
	@CsvSource(quoteCharacter = '|', delimiter = ';',
			value = { "\"\"; ||", "\"abc\"; abc", "\"a\\\"b\\\\c\"; a\"b\\c", "\"\\u00e9\\U0001F600\"; é😀",
					"\"\\x41\\102\"; AB", "\"\\xc3\\xa9\"; é", "'x'; x", "'é'; é", "'\\''; '", "`a\\nb`; a\\nb",
					"``; ||", "\"it's\"; it's" })
	void unquotes(String text, String expected) {
		assertThat(QuotedText.unquote(text)).isEqualTo(expected);
	}

	@Test
	void unquotesControlCharacters() {
		assertThat(QuotedText.unquote("\"\\a\\b\\f\\n\\r\\t\\v\"")).isEqualTo("\u0007\b\f\n\r\t\u000b");
		assertThat(QuotedText.unquote("`a\r\nb`")).isEqualTo("a\nb");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "\"", "abc", "\"abc", "abc\"", "\"a\"b\"", "\"a\nb\"", "\"\\", "\"\\\"",
			"\"\\q\"", "\"\\/\"", "\"\\'\"", "\"\\u00e\"", "\"\\ud83d\"", "\"\\U00110000\"", "\"\\xzz\"", "\"\\400\"",
			"\"\\08\"", "''", "'ab'", "'", "`a`b`", "{\"a\":1}" })
	void leavesOthersAsTheyAre(String text) {
		assertThat(QuotedText.unquote(text)).isEqualTo(text);
		assertThat(QuotedText.unquote(text.getBytes(StandardCharsets.UTF_8))).isNull();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '|', delimiter = ';',
			value = { "abc; \"abc\"", "||; \"\"", "a\"b\\c; \"a\\\"b\\\\c\"", "é😀'; \"é😀'\"" })
	void quotes(String text, String expected) {
		assertThat(QuotedText.quote(text)).isEqualTo(expected);
	}

	@Test
	void quotesControlCharacters() {
		assertThat(QuotedText.quote("\u0000\u0007\n\t\u007f")).isEqualTo("\"\\x00\\a\\n\\t\\x7f\"");
	}

}
