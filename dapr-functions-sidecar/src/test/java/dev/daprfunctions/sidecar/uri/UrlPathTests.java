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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link UrlPath}.
 */
class UrlPathTests {

	@ParameterizedTest
	@CsvSource({ "'', .", "., .", "/, /", "//, /", "/a/, /a", "/a//b, /a/b", "/a/./b, /a/b", "/a/../b, /b", "/../a, /a",
			"../a, ../a", "a/../.., ..", "../../a, ../../a", "a/.., .", "a, a", "/a/b/../../.., /", "..a/b, ..a/b" })
	void cleans(String path, String clean) {
		assertThat(UrlPath.clean(path)).isEqualTo(clean);
	}

	@ParameterizedTest
	@CsvSource({ "a, a", "a%20b, a b", "%C3%A9, é", "a+b, a+b", "%2F%2f, //", "é, é" })
	void unescapes(String path, String unescaped) throws InvalidEscapeException {
		assertThat(UrlPath.unescape(path)).isEqualTo(unescaped);
	}

	@ParameterizedTest
	@CsvSource({ "a+b, a b", "a%2Bb, a+b" })
	void unescapesQuery(String text, String unescaped) throws InvalidEscapeException {
		assertThat(UrlPath.unescapeQuery(text)).isEqualTo(unescaped);
	}

	@ParameterizedTest
	@CsvSource({ "%zz, %zz", "a%, %", "a%2, %2", "%2x, %2x", "%%20, %%2" })
	void refusesWrongEscape(String path, String escape) {
		assertThatExceptionOfType(InvalidEscapeException.class).isThrownBy(() -> UrlPath.unescape(path))
			.withMessage("invalid URL escape \"%s\"", escape);
	}

	@ParameterizedTest
	@CsvSource({ "/a b, /a%20b", "/é, /%C3%A9", "/a%2Fb, /a%2Fb", "/a%2fb c, /a/b%20c", "/a|b, /a%7Cb",
			"/{x}, /%7Bx%7D", "/~, /~", "/a;b=c, /a;b=c", "/a'(x)!*, /a'(x)!*" })
	void escapesForRequest(String path, String requestPath) throws InvalidEscapeException {
		assertThat(UrlPath.toRequestPath(path)).isEqualTo(requestPath);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/a?b", "/a#b", "/a\"b", "/a\\b", "/a^b", "/a`b", "/a<b>" })
	void escapesWhatWouldEndPath(String path) throws InvalidEscapeException {
		assertThat(UrlPath.toRequestPath(path)).matches("/a%[0-9A-F]{2}b(%3E)?");
	}

}
