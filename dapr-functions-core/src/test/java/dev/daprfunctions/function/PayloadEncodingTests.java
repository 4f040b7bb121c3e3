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

package dev.daprfunctions.function;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.daprfunctions.annotation.ServiceInvocationFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PayloadBinder} with charsets and content types.
 */
class PayloadEncodingTests {

	private static final FunctionFixture fixture = FunctionFixture.of(Payloads.class);

	@AfterAll
	static void close() {
		fixture.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "application/x-www-form-urlencoded", "text/plain",
			"application/octet-stream", "application/vnd.api+json;v=1", "nonsense", "application/json;charset=utf-8",
			"multipart/form-data; boundary=charset" })
	void whenContentTypeIsOtherThenBodyIsJsonAllTheSame(String contentType) {
		TestResponse response = fixture.call("record",
				TestRequest.post("{\"id\":\"é\"}").header("Content-Type", contentType));
		assertThat(response.body()).isEqualTo(PayloadAssertions.quoted("Order[id=é, lines=null]"));
	}

	@ParameterizedTest
	@CsvSource({ "ISO-8859-1, application/json;charset=ISO-8859-1", "ISO-8859-1, text/plain; Charset=\"latin1\"",
			"UTF-16, application/json;charset=utf-16", "UTF-16LE, application/json;CHARSET=UTF-16LE" })
	void whenCharsetIsDeclaredThenBodyIsDecodedByIt(String charset, String contentType) {
		byte[] body = "{\"id\":\"é\"}".getBytes(Charset.forName(charset));
		assertThat(fixture.call("record", TestRequest.post(body).header("Content-Type", contentType)).body())
			.isEqualTo(PayloadAssertions.quoted("Order[id=é, lines=null]"));
	}

	@Test
	void whenCharsetIsDeclaredThenRawBodyIsLeftAlone() {
		byte[] body = { (byte) 0xE9 };
		assertThat(fixture
			.call("optionalBytes", TestRequest.post(body).header("Content-Type", "text/plain;charset=latin1"))
			.body()).isEqualTo(PayloadAssertions.quoted("1 bytes"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!',
			value = { "application/json;charset=nope ! has the unreadable content type",
					"application/json;charset=@ ! has the unreadable content type",
					"json;charset=utf-8 ! has the unreadable content type",
					"application/json;charset=us-ascii ! is not in the charset of its content type" })
	void whenCharsetCannotBeUsedThenCallerGets400(String contentType, String problem) {
		TestResponse response = fixture.call("record",
				TestRequest.post("{\"id\":\"é\"}").header("Content-Type", contentType));
		PayloadAssertions.assertMalformed(response, "record", problem + " '" + contentType + "'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "record", "text", "map", "node" })
	void whenBodyIsNotUtf8ThenCallerGets400(String function) {
		byte[] body = "{\"id\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
		PayloadAssertions.assertMalformed(fixture.call(function, TestRequest.post(body)), function,
				"cannot be read as ");
	}

	@Test
	void whenBytesLookLikeAnotherEncodingThenCallerGets400() {
		byte[] body = { 0, 0, (byte) 0xFF, (byte) 0xFE, 1, 2, 3, 4 };
		PayloadAssertions.assertMalformed(fixture.call("record", TestRequest.post(body)), "record",
				"cannot be read as Order");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!',
			value = { "record ! {\"id\":\"1\"} ! Order[id=1, lines=null]", "text ! \"1\" ! 1", "text ! plain ! plain" })
	void whenBodyBeginsWithByteOrderMarkThenItDoesNotCount(String function, String body, String expected) {
		assertThat(fixture.call(function, "\uFEFF" + body).body()).isEqualTo(PayloadAssertions.quoted(expected));
	}

	record Order(@Nullable String id, @Nullable List<Integer> lines) {

	}

	static class Payloads {

		@ServiceInvocationFunction("record")
		String order(Order payload) {
			return payload.toString();
		}

		@ServiceInvocationFunction
		String map(Map<String, Object> payload) {
			return payload.toString();
		}

		@ServiceInvocationFunction
		String node(JsonNode payload) {
			return payload.toString();
		}

		@ServiceInvocationFunction
		String text(String payload) {
			return payload;
		}

		@ServiceInvocationFunction
		String optionalBytes(Optional<byte[]> payload) {
			return payload.map((bytes) -> bytes.length + " bytes").orElse("Optional.empty");
		}

	}

}
