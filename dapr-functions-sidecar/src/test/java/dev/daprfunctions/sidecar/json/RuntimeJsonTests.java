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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RuntimeJson}.
 */
class RuntimeJsonTests {

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`', value = { "`` ! EOF", "`  ` ! EOF", "{ ! unexpected EOF",
			"{\"a\" ! unexpected EOF", "[1, ! unexpected EOF", "\"abc ! unexpected EOF", "tru ! unexpected EOF",
			"- ! unexpected EOF", "x ! invalid character 'x' looking for beginning of value",
			"' ! invalid character '\\'' looking for beginning of value",
			"é ! invalid character 'Ã' looking for beginning of value",
			"{x ! invalid character 'x' looking for beginning of object key string",
			"{\"a\":1,} ! invalid character '}' looking for beginning of object key string",
			"{\"a\" 1} ! invalid character '1' after object key",
			"{\"a\":1 2} ! invalid character '2' after object key:value pair",
			"[1 2] ! invalid character '2' after array element",
			"[1,] ! invalid character ']' looking for beginning of value",
			"[01] ! invalid character '1' after array element", "[-x] ! invalid character 'x' in numeric literal",
			"[1.x] ! invalid character 'x' after decimal point in numeric literal",
			"[1ex] ! invalid character 'x' in exponent of numeric literal",
			"[trux] ! invalid character 'x' in literal true (expecting 'e')",
			"[nulx] ! invalid character 'x' in literal null (expecting 'l')",
			"[\"\\x\"] ! invalid character 'x' in string escape code",
			"[\"\\u12x4\"] ! invalid character 'x' in \\u hexadecimal character escape" })
	void saysWhatIsWrong(String json, String message) {
		assertThatExceptionOfType(JsonFormatException.class).isThrownBy(() -> RuntimeJson.read(bytes(json)))
			.withMessage(message);
	}

	@Test
	void controlCharacterInStringIsWrong() {
		assertThatExceptionOfType(JsonFormatException.class).isThrownBy(() -> RuntimeJson.read(bytes("\"a\nb\"")))
			.withMessage("invalid character '\\n' in string literal");
	}

	@Test
	void deepNestingIsRefusedWithoutDetails() {
		assertThatExceptionOfType(JsonFormatException.class)
			.isThrownBy(() -> RuntimeJson.read(bytes("[".repeat(5000) + "]".repeat(5000))))
			.withMessage("exceeded max depth");
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "-0, -0", "0.0, 0", "1.50, 1.5", "100, 100", "1e20, 100000000000000000000", "1e21, 1e+21",
			"1.5e300, 1.5e+300", "0.000001, 0.000001", "0.0000001, 1e-7", "1.234e-10, 1.234e-10",
			"123456789.125, 123456789.125", "9007199254740993, 9007199254740992", "2e-3, 0.002", "0.1, 0.1",
			"-1e-7, -1e-7" })
	void numbersAreDoublePrecision(String number, String written) throws JsonFormatException {
		assertThat(RuntimeJson.writeAny(RuntimeJson.read(bytes(number)))).asString().isEqualTo(written);
	}

	@Test
	void readIgnoresWhatFollows() throws JsonFormatException {
		assertThat(RuntimeJson.writeAny(RuntimeJson.read(bytes("{} x")))).asString().isEqualTo("{}");
		assertThatExceptionOfType(JsonFormatException.class).isThrownBy(() -> RuntimeJson.readWhole(bytes("{} x")))
			.withMessage("invalid character 'x' after top-level value");
	}

	@Test
	void invalidUtf8IsReplaced() throws JsonFormatException {
		assertThat(RuntimeJson.writeAny(RuntimeJson.read(new byte[] { '"', (byte) 0xff, '"' }))).asString()
			.isEqualTo("\"\ufffd\"");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`',
			value = { "{ \"z\" : 1.10 , \"a\" : [ 1 , 2 ] } ! {\"z\":1.10,\"a\":[1,2]}",
					"\"<a> & b\" ! \"\\u003ca\\u003e \\u0026 b\"", "\"\\\" x\" ! \"\\\" x\"", "\"\\\\\" ! \"\\\\\"",
					"\"é\u2028\u2029\" ! \"é\\u2028\\u2029\"" })
	void compacts(String json, String compact) throws JsonFormatException {
		assertThat(RuntimeJson.compact(bytes(json))).asString().isEqualTo(compact);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
