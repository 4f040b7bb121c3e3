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

package dev.daprfunctions.json;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ValueReader} and {@link UnreadableValueException}.
 */
class ValueReaderTests {

	@Test
	void whenTypeIsBytesThenTheyAreHandedOn() {
		byte[] bytes = { 1, 2 };
		assertThat(reader(byte[].class).read(bytes)).isSameAs(bytes);
	}

	@Test
	void whenTypeIsStreamThenItHasTheBytes() throws IOException {
		try (InputStream stream = (InputStream) reader(InputStream.class).read(new byte[] { 1, 2 })) {
			assertThat(stream.readAllBytes()).containsExactly(1, 2);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`', value = { "\"a\" ! a", "`  \"a\" ` ! a", "a ! a", "` a ` ! ` a `",
			"{\"a\":1} ! {\"a\":1}", "\"\\u00e9\" ! é", "\"\" ! ``", "`` ! ``", "nullable ! nullable" })
	void whenTypeIsTextThenJsonStringLosesItsQuotes(String bytes, String expected) {
		assertThat(read(String.class, bytes)).isEqualTo(expected);
		assertThat(read(CharSequence.class, bytes)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", " null\n" })
	void whenJsonIsNullThenValueIsNull(String bytes) {
		assertThat(read(String.class, bytes)).isNull();
		assertThat(read(Order.class, bytes)).isNull();
	}

	@Test
	void whenThereAreNoBytesThenJsonIsNull() {
		assertThat(read(Order.class, "")).isNull();
		assertThat(read(JsonNode.class, "")).isNull();
	}

	@Test
	void whenTypeIsGenericThenItsArgumentsAreRead() {
		Type type = new ParameterizedTypeReference<List<Order>>() {
		}.getType();
		assertThat(read(type, "[{\"id\":1}]")).isEqualTo(List.of(new Order(1)));
	}

	@Test
	void whenTextIsNotUtf8ThenItIsUnreadable() {
		assertThatExceptionOfType(UnreadableValueException.class)
			.isThrownBy(() -> reader(String.class).read(new byte[] { (byte) 0xE9 }))
			.withMessage("cannot be read as String: the bytes are not UTF-8");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`', value = {
			"{\"id\":\"x\"} ! 'id' at line 1, column 7: Cannot deserialize value of type `int` from String \"x\": not a valid `int` value",
			"`{\n  \"id\": [1, 2]\n}` ! 'id' at line 2, column 9: Cannot deserialize value of type `int` from Array value",
			"[] ! at line 1, column 1: Cannot deserialize value of type `Order` from Array value",
			"{\"id\":1,\"other\":1} ! 'other' at line 1, column 19: Unrecognized property \"other\" (class Order), not marked as ignorable" })
	void whenBytesAreUnreadableThenMessageHasPlaceAndShortNames(String bytes, String reason) {
		assertThatExceptionOfType(UnreadableValueException.class).isThrownBy(() -> read(Order.class, bytes))
			.withMessageStartingWith("cannot be read as Order: " + reason)
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("dev.daprfunctions", "\n"))
			.satisfies((ex) -> assertThat(ex.getCause()).isNotNull());
	}

	@Test
	void whenTypeHasNoFormInJsonThenItIsNoMistakeOfTheBytes() {
		assertThatIllegalStateException().isThrownBy(() -> read(Runnable.class, "{}"))
			.withMessage("Runnable cannot be read from JSON");
	}

	private static Object read(Type type, String bytes) {
		return reader(type).read(bytes.getBytes(StandardCharsets.UTF_8));
	}

	private static ValueReader reader(Type type) {
		return ValueReader.of(JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build(),
				type);
	}

	record Order(int id) {

	}

}
