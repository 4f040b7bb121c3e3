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

package dev.daprfunctions.contract;

import java.util.stream.Stream;

import dev.daprfunctions.contract.Answer.Failure;
import dev.daprfunctions.contract.Target.Store;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for saving, reading and deleting state over HTTP.
 */
@ClassTemplate
class StateHttpTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create().withoutApp().everyStateStore("statestore"));

	private final StateHttp state = new StateHttp(contract);

	@Test
	void savesAndGets() {
		Answer saved = this.state.saveOne("k1", "{\"a\":1}");
		assertThat(saved.status()).isEqualTo(204);
		assertThat(saved.body()).isEmpty();
		Answer answer = this.state.get("k1");
		assertThat(answer.status()).isEqualTo(200);
		String read = contract.usually("{\"a\":1}").on("{\"a\": 1}", Store.POSTGRESQL_V1).value();
		assertThat(answer.body()).isEqualTo(read);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(read.length()));
		assertThat(answer.header("Traceparent")).isEqualTo(Messages.NO_TRACE);
		assertThat(answer.headerNames()).noneMatch((name) -> name.toLowerCase().startsWith("metadata."));
	}

	@Test
	void etagDependsOnStore() {
		this.state.saveOne("etag", "1");
		assertThat(this.state.etag("etag")).matches(contract.usually("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
			.on("[0-9]+", Store.REDIS, Store.POSTGRESQL_V1)
			.value());
	}

	@Test
	void etagChangesWithEverySave() {
		this.state.saveOne("etag2", "1");
		String etag = this.state.etag("etag2");
		this.state.saveOne("etag2", "1");
		assertThat(this.state.etag("etag2")).isNotEqualTo(etag);
	}

	@Test
	void whenKeyIsMissingThenAnswerIsEmpty() {
		Answer answer = this.state.get("missing");
		assertThat(answer.status()).isEqualTo(204);
		assertThat(answer.body()).isEmpty();
		assertThat(answer.header("Etag")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "?consistency=strong", "?consistency=eventual", "?consistency=bogus", "?concurrency=bogus",
			"?metadata.partitionKey=x" })
	void getTakesQuery(String query) {
		this.state.saveOne("query", "1");
		assertThat(this.state.get("query" + query).body()).isEqualTo("1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "text/plain", "application/x-www-form-urlencoded" })
	void saveIgnoresContentType(String contentType) {
		assertThat(contract
			.send("PUT", StateHttp.STORE, "[{\"key\":\"type\",\"value\":1}]", "Content-Type: " + contentType)
			.status()).isEqualTo(204);
		assertThat(this.state.get("type").body()).isEqualTo("1");
	}

	@ParameterizedTest
	@MethodSource
	void valueIsWrittenAnew(String saved, String read, String readFromRedis, String readFromPostgresqlV1) {
		assertThat(this.state.saveOne("value", saved).status()).isEqualTo(204);
		assertThat(this.state.get("value").body()).isEqualTo(contract.usually(read)
			.on(readFromRedis, Store.REDIS)
			.on(readFromPostgresqlV1, Store.POSTGRESQL_V1)
			.value());
	}

	static Stream<Arguments> valueIsWrittenAnew() {
		return Stream.of(value("\"s\"", "\"s\""), value("1", "1"), value("true", "true"), value("null", "null"),
				value("{}", "{}"), value("[ ]", "[]"),
				value("{\"a\":1,\"a\":2}", "{\"a\":2}", "{\"a\":2}", "{\"a\": 2}"),
				value("12345678901234567890", "12345678901234567000"), value("1.10", "1.1"),
				value("1e21", "1e+21", "1e+21", "1000000000000000000000"), value("1e-7", "1e-7", "0", "0.0000001"),
				value("0.123456789", "0.123456789", "0.123457", "0.123456789"), value("-0.0", "-0", "0", "0"),
				value("\"<>&\"", "\"\\u003c\\u003e\\u0026\"", "\"<>&\"", "\"<>&\""), value("\"\\/\"", "\"/\""),
				value("\"\\u00e9é\"", "\"éé\""), value("\"\\ud83d\\ude00\"", "\"\ud83d\ude00\""));
	}

	private static Arguments value(String saved, String read) {
		return value(saved, read, read, read);
	}

	private static Arguments value(String saved, String read, String readFromRedis, String readFromPostgresqlV1) {
		return Arguments.of(saved, read, readFromRedis, readFromPostgresqlV1);
	}

	@Test
	void propertiesAreSortedExceptByRedis() {
		this.state.saveOne("sorted", "{ \"z\":1,\"a\" : [ 2 ], \"m\":3 }");
		String read = this.state.get("sorted").body();
		assertThat(Answer.mapper.readTree(read)).isEqualTo(Answer.mapper.readTree("{\"a\":[2],\"m\":3,\"z\":1}"));
		if (contract.store() != Store.REDIS) {
			assertThat(read).isEqualTo(contract.usually("{\"a\":[2],\"m\":3,\"z\":1}")
				.on("{\"a\": [2], \"m\": 3, \"z\": 1}", Store.POSTGRESQL_V1)
				.value());
		}
	}

	@Test
	void whenValueIsLeftOutThenItIsNull() {
		this.state.save("[{\"key\":\"novalue\"}]");
		Answer answer = this.state.get("novalue");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("null");
		assertThat(answer.header("Etag")).isNotNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "`` | EOF", "[{ | unexpected EOF", "xx | invalid character 'x' looking for beginning of value",
					"[1,] | invalid character ']' looking for beginning of value",
					"{} | json: cannot unmarshal object into Go value of type []state.SetRequest",
					"\"s\" | json: cannot unmarshal string into Go value of type []state.SetRequest",
					"[{\"key\":1}] | json: cannot unmarshal number into Go struct field SetRequest.key of type string",
					"[{\"value\":1}] | \"key\" is a required field", "[{\"key\":\"\"}] | \"key\" is a required field",
					"[null] | \"key\" is a required field" })
	void saveRefusesMalformedBody(String body, String message) {
		assertThat(this.state.save(body).failure()).isEqualTo(new Failure(400, "ERR_MALFORMED_REQUEST", message));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "null", "[{\"KEY\":\"lenient\",\"Value\":1,\"nonsense\":2}] and more" })
	void saveIsLenient(String body) {
		assertThat(this.state.save(body).status()).isEqualTo(204);
	}

	@Test
	void whenOneKeyIsMissingThenNothingIsSaved() {
		assertThat(this.state.save("[{\"key\":\"firstofmany\",\"value\":1},{\"value\":2}]").status()).isEqualTo(400);
		assertThat(this.state.get("firstofmany").status()).isEqualTo(204);
	}

	@Test
	void savesSeveral() {
		assertThat(this.state.save("[{\"key\":\"s1\",\"value\":1},{\"key\":\"s2\",\"value\":2}]").status())
			.isEqualTo(204);
		assertThat(this.state.get("s1").body()).isEqualTo("1");
		assertThat(this.state.get("s2").body()).isEqualTo("2");
	}

	@Test
	void whenKeyIsSavedTwiceThenOneOfTheValuesStays() {
		assertThat(this.state.save("[{\"key\":\"twice\",\"value\":1},{\"key\":\"twice\",\"value\":2}]").status())
			.isEqualTo(204);
		assertThat(this.state.get("twice").body()).isIn("1", "2");
	}

	@ParameterizedTest
	@CsvSource({ "concurrency, concurrency model", "consistency, consistency model" })
	void whenOptionIsUnknownThenSaveFails(String option, String name) {
		assertThat(this.state.saveOne("o", "1", "\"options\":{\"%s\":\"bogus\"}".formatted(option)).failure())
			.isEqualTo(new Failure(500, "ERR_STATE_SAVE",
					"failed saving state in state store statestore: unrecognized %s 'bogus'".formatted(name)));
	}

	@Test
	void deletes() {
		this.state.saveOne("d1", "1");
		assertThat(this.state.delete("d1").status()).isEqualTo(204);
		assertThat(this.state.get("d1").status()).isEqualTo(204);
		assertThat(this.state.delete("d1").status()).isEqualTo(204);
	}

	@ParameterizedTest
	@CsvSource({ "sp ace, sp%20ace", "sp ace, sp+ace", "a/b, a%2Fb", "é, %C3%A9",
			"http://host/a?b, http:%2F%2Fhost%2Fa%3Fb", "{x}, {x}", "%, %25", "+, %2B", "a;b, a;b", "a:b@c, a:b@c",
			".., %2e%2e", "bulk, bulk", "a|b, a%7Cb" })
	void keyMayBeOdd(String key, String path) {
		assertThat(this.state.saveOne(key, "\"" + path + "\"").status()).isEqualTo(204);
		assertThat(this.state.get(path).body()).isEqualTo("\"" + path + "\"");
		assertThat(this.state.delete(path).status()).isEqualTo(204);
		assertThat(this.state.get(path).status()).isEqualTo(204);
	}

	@ParameterizedTest
	@CsvSource({ "letters, LETTERS", "accent, %C3%A1ccent", "blank, blank%20" })
	void similarKeysAreOneOnMysql(String key, String similar) {
		this.state.saveOne(key, "1");
		assertThat(this.state.get(similar).status()).isEqualTo(contract.usually(204).on(200, Store.MYSQL).value());
	}

	@Test
	void keyMayBeLongExceptOnMysql() {
		String key = "k".repeat(1000);
		assertThat(this.state.saveOne(key, "1").status()).isEqualTo(contract.usually(204).on(500, Store.MYSQL).value());
		assertThat(this.state.get(key).status()).isEqualTo(contract.usually(200).on(204, Store.MYSQL).value());
	}

	@ParameterizedTest
	@CsvSource({ "POST, /statestore/k", "PUT, /statestore/k", "DELETE, /statestore", "GET, /statestore",
			"PATCH, /statestore", "GET, /statestore/a/b", "GET, ''", "OPTIONS, /statestore/k" })
	void otherVerbsAndPathsAreNotFound(String verb, String path) {
		assertThat(contract.send(verb, "/v1.0/state" + path).failure())
			.isEqualTo(new Failure(404, "ERR_DIRECT_INVOKE", Messages.NO_APP_ID));
	}

	@Test
	void whenBodyIsOverLimitThenItIsRefused() {
		String value = "x".repeat(4 * 1024 * 1024);
		assertThat(this.state.saveOne("big", "\"" + value + "\"").failure())
			.isEqualTo(new Failure(400, "ERR_MALFORMED_REQUEST", "stream too large"));
		String largest = value.substring("[{\"key\":\"big\",\"value\":\"\"}]".length());
		assertThat(this.state.saveOne("big", "\"" + largest + "\"").status()).isEqualTo(204);
		assertThat(this.state.get("big").body()).hasSize(largest.length() + 2);
	}

}
