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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ProtoStruct}.
 */
class ProtoStructTests {

	@Test
	void whenFieldsAreMissingOrNullThenTheyHaveDefaults() throws JsonFormatException {
		for (String text : new String[] { "", "{}", "{\"aB\":null}" }) {
			ProtoStruct struct = of(text);
			assertThat(struct.text("aB")).isNull();
			assertThat(struct.int32("aB")).isZero();
			assertThat(struct.uint32("aB")).isNull();
			assertThat(struct.flag("aB")).isFalse();
			assertThat(struct.struct("aB")).isNull();
		}
		assertThat(of("{}").value("aB")).isNull();
		assertThat(of("{\"aB\":null}").value("aB")).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"aB\":\"x\"}", "{\"a_b\":\"x\",\"more\":[1]}" })
	void whenNameHasEitherFormThenItIsFound(String text) throws JsonFormatException {
		assertThat(of(text).text("aB")).isEqualTo("x");
	}

	@ParameterizedTest
	@CsvSource({ "3, 3", "3.0, 3", "30e-1, 3", "'\"3\"', 3", "-1, -1", "2147483647, 2147483647" })
	void whenNumberIsWholeThenItIsRead(String text, int number) throws JsonFormatException {
		assertThat(of("{\"n\":%s}".formatted(text)).int32("n")).isEqualTo(number);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.5", "\"x\"", "2147483648", "true", "[]", "{}", "1e99999" })
	void whenNumberIsNoneThenFails(String text) {
		assertThatExceptionOfType(JsonFormatException.class)
			.isThrownBy(() -> of("{\"n\":%s}".formatted(text)).int32("n"))
			.withMessageStartingWith("invalid value for int32 field n: ");
	}

	@Test
	void whenNumberIsNegativeThenItIsNotUnsigned() throws JsonFormatException {
		assertThat(of("{\"n\":4294967295}").uint32("n")).isEqualTo(4294967295L);
		assertThatExceptionOfType(JsonFormatException.class).isThrownBy(() -> of("{\"n\":-1}").uint32("n"))
			.withMessage("invalid value for uint32 field n: -1");
	}

	@Test
	void whenTypeIsWrongThenFails() {
		assertThatExceptionOfType(JsonFormatException.class).isThrownBy(() -> of("{\"s\":3}").text("s"))
			.withMessage("invalid value for string field s: 3");
		assertThatExceptionOfType(JsonFormatException.class).isThrownBy(() -> of("{\"b\":\"x\"}").flag("b"))
			.withMessage("invalid value for bool field b: \"x\"");
		assertThatExceptionOfType(JsonFormatException.class).isThrownBy(() -> of("{\"m\":3}").struct("m"))
			.withMessage("unexpected token 3");
		assertThatExceptionOfType(JsonFormatException.class).isThrownBy(() -> of("[]"))
			.withMessage("unexpected token []");
		assertThatExceptionOfType(JsonFormatException.class).isThrownBy(() -> of("{} x"));
	}

	private static ProtoStruct of(String text) throws JsonFormatException {
		return ProtoStruct.of(text.getBytes(StandardCharsets.UTF_8));
	}

}
