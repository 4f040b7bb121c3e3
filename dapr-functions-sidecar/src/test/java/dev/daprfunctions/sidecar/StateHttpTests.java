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

package dev.daprfunctions.sidecar;

import java.net.http.HttpResponse;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the state API over HTTP. What they expect was seen on a real sidecar.
 */
class StateHttpTests {

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture();

	@Test
	void savesAndGets() {
		assertThat(fixture.save("[{\"key\":\"k1\",\"value\":{\"a\":1}}]").statusCode()).isEqualTo(204);
		HttpResponse<String> response = fixture.get("k1");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("{\"a\":1}");
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(response.headers().firstValue("Etag"))
			.hasValueSatisfying((etag) -> assertThat(etag).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));
		assertThat(response.headers().firstValue("Traceparent")).hasValue(SidecarFixture.NO_TRACE);
		assertThat(response.headers().firstValue("Server")).isEmpty();
	}

	@Test
	void getOfMissingKeyIsEmpty() {
		HttpResponse<String> response = fixture.get("missing");
		assertThat(response.statusCode()).isEqualTo(204);
		assertThat(response.body()).isEmpty();
		assertThat(response.headers().firstValue("Etag")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "?consistency=strong", "?consistency=eventual", "?consistency=bogus", "?concurrency=bogus",
			"?metadata.partitionKey=x" })
	void getTakesQuery(String query) {
		fixture.save("[{\"key\":\"query\",\"value\":1}]");
		assertThat(fixture.get("query" + query).body()).isEqualTo("1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json", "text/plain", "application/x-www-form-urlencoded" })
	void saveIgnoresContentType(String contentType) {
		assertThat(fixture
			.send("PUT", "/v1.0/state/statestore", "[{\"key\":\"type\",\"value\":1}]", "Content-Type", contentType)
			.statusCode()).isEqualTo(204);
		assertThat(fixture.get("type").body()).isEqualTo("1");
	}

	@ParameterizedTest
	@MethodSource
	void valuesAreWrittenAnew(String saved, String read) {
		assertThat(fixture.save("[{\"key\":\"value\",\"value\":%s}]".formatted(saved)).statusCode()).isEqualTo(204);
		assertThat(fixture.get("value").body()).isEqualTo(read);
		String transaction = "{\"operations\":[{\"operation\":\"upsert\",\"request\":{\"key\":\"value2\",\"value\":%s}}]}";
		assertThat(
				fixture.send("POST", "/v1.0/state/statestore/transaction", transaction.formatted(saved)).statusCode())
			.isEqualTo(204);
		assertThat(fixture.get("value2").body()).isEqualTo(read);
	}

	static Stream<Arguments> valuesAreWrittenAnew() {
		return Stream.of(Arguments.of("\"s\"", "\"s\""), Arguments.of("1", "1"), Arguments.of("true", "true"),
				Arguments.of("null", "null"), Arguments.of("{}", "{}"), Arguments.of("[ ]", "[]"),
				Arguments.of("{ \"z\":1,\"a\" : [ 2 ] }", "{\"a\":[2],\"z\":1}"),
				Arguments.of("{\"a\":1,\"a\":2}", "{\"a\":2}"),
				Arguments.of("12345678901234567890", "12345678901234567000"), Arguments.of("1.10", "1.1"),
				Arguments.of("1.0", "1"), Arguments.of("1e3", "1000"), Arguments.of("1e21", "1e+21"),
				Arguments.of("1e-7", "1e-7"), Arguments.of("-0", "-0"), Arguments.of("-0.0", "-0"),
				Arguments.of("\"<>&\"", "\"\\u003c\\u003e\\u0026\""), Arguments.of("\"\\u2028\"", "\"\\u2028\""),
				Arguments.of("\"\\/\"", "\"/\""), Arguments.of("\"\\u00e9é\"", "\"éé\""),
				Arguments.of("\"\\b\\f\\n\\r\\t\\u0001\"", "\"\\b\\f\\n\\r\\t\\u0001\""),
				Arguments.of("\"\\ud83d\\ude00\"", "\"\ud83d\ude00\""), Arguments.of("\"\\ud83d\"", "\"\ufffd\""));
	}

	@Test
	void valueThatIsMissingIsNull() {
		fixture.save("[{\"key\":\"novalue\"}]");
		HttpResponse<String> response = fixture.get("novalue");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("null");
	}

	@ParameterizedTest
	@MethodSource
	void saveRefusesMalformedBody(String body, String message) {
		HttpErrors.assertError(fixture.save(body), 400, "ERR_MALFORMED_REQUEST", message);
	}

	static Stream<Arguments> saveRefusesMalformedBody() {
		return Stream.of(Arguments.of("", "EOF"), Arguments.of("[{", "unexpected EOF"),
				Arguments.of("xx", "invalid character 'x' looking for beginning of value"),
				Arguments.of("[1,]", "invalid character ']' looking for beginning of value"),
				Arguments.of("{}", "json: cannot unmarshal object into Go value of type []state.SetRequest"),
				Arguments.of("\"s\"", "json: cannot unmarshal string into Go value of type []state.SetRequest"),
				Arguments.of("[1]", "json: cannot unmarshal number into Go value of type state.SetRequest"),
				Arguments.of("[{\"key\":1}]",
						"json: cannot unmarshal number into Go struct field SetRequest.key of type string"),
				Arguments.of("[{\"key\":\"k\",\"etag\":1}]",
						"json: cannot unmarshal number into Go struct field SetRequest.etag of type string"),
				Arguments.of("[{\"key\":\"k\",\"value\":1E400}]",
						"json: cannot unmarshal number 1E400 into Go struct field SetRequest.value of type float64"),
				Arguments.of("[{\"value\":1}]", "\\\"key\\\" is a required field"),
				Arguments.of("[{\"key\":\"\",\"value\":1}]", "\\\"key\\\" is a required field"),
				Arguments.of("[null]", "\\\"key\\\" is a required field"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "null", "[{\"KEY\":\"lenient\",\"Value\":1,\"nonsense\":2}] and more" })
	void saveIsLenient(String body) {
		assertThat(fixture.save(body).statusCode()).isEqualTo(204);
	}

	@Test
	void saveStoresNothingWhenOneKeyIsMissing() {
		assertThat(fixture.save("[{\"key\":\"firstofmany\",\"value\":1},{\"value\":2}]").statusCode()).isEqualTo(400);
		assertThat(fixture.get("firstofmany").statusCode()).isEqualTo(204);
	}

	@ParameterizedTest
	@CsvSource({ "concurrency, concurrency model", "consistency, consistency model" })
	void unknownOptionFails(String option, String name) {
		HttpErrors.assertError(
				fixture.save("[{\"key\":\"o\",\"value\":1,\"options\":{\"%s\":\"bogus\"}}]".formatted(option)), 500,
				"ERR_STATE_SAVE",
				"failed saving state in state store statestore: unrecognized %s 'bogus'".formatted(name));
	}

	@Test
	void deletes() {
		fixture.save("[{\"key\":\"d1\",\"value\":1}]");
		assertThat(fixture.send("DELETE", "/v1.0/state/statestore/d1").statusCode()).isEqualTo(204);
		assertThat(fixture.get("d1").statusCode()).isEqualTo(204);
		assertThat(fixture.send("DELETE", "/v1.0/state/statestore/d1").statusCode()).isEqualTo(204);
	}

	@Test
	void getsInBulk() {
		fixture.save("[{\"key\":\"b1\",\"value\":\"s\"},{\"key\":\"b2\"}]");
		HttpResponse<String> response = fixture.send("POST", "/v1.0/state/statestore/bulk",
				"{\"keys\":[\"b1\",\"nope\",\"b2\"],\"parallelism\":2}");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo(("[{\"key\":\"b1\",\"data\":\"s\",\"etag\":\"%s\"},{\"key\":\"nope\"},"
				+ "{\"key\":\"b2\",\"data\":null,\"etag\":\"%s\"}]\n")
			.formatted(fixture.etag("b1"), fixture.etag("b2")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"keys\":[]}", "{\"keys\":null}", "null" })
	void bulkWithoutKeysIsEmpty(String body) {
		assertThat(fixture.send("POST", "/v1.0/state/statestore/bulk", body).body()).isEqualTo("[]\n");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "'' | EOF",
			"[] | json: cannot unmarshal array into Go value of type http.BulkGetRequest",
			"{\"keys\":\"k\"} | json: cannot unmarshal string into Go struct field BulkGetRequest.keys of type []string",
			"{\"parallelism\":1.5} | json: cannot unmarshal number 1.5 into Go struct field BulkGetRequest.parallelism of type int" })
	void bulkRefusesMalformedBody(String body, String message) {
		HttpErrors.assertError(fixture.send("POST", "/v1.0/state/statestore/bulk", body), 400, "ERR_MALFORMED_REQUEST",
				"failed deserializing HTTP body: " + message);
	}

	@ParameterizedTest
	@CsvSource({ "GET, /k", "DELETE, /k", "POST, ''", "PUT, ''", "POST, /bulk", "POST, /transaction" })
	void unknownStoreIsNotFound(String verb, String path) {
		HttpResponse<String> response = fixture.send(verb, "/v1.0/state/nostore" + path, "{bad json");
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body())
			.isEqualTo("{\"errorCode\":\"ERR_STATE_STORE_NOT_FOUND\",\"message\":\"state store nostore is not found\","
					+ "\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"domain\":\"dapr.io\","
					+ "\"metadata\":{\"appID\":\"myapp\"},\"reason\":\"DAPR_STATE_NOT_FOUND\"}]}");
	}

	@Test
	void connectionStaysOpenWhenBodyIsNotRead() {
		String body = "x".repeat(100_000);
		for (int i = 0; i < 50; i++) {
			assertThat(fixture.send("POST", "/v1.0/state/nostore", body).statusCode()).isEqualTo(400);
			assertThat(fixture.send("PATCH", "/v1.0/nothing", body).statusCode()).isEqualTo(404);
			assertThat(fixture.send("DELETE", "/v1.0/state/statestore/k", body).statusCode()).isEqualTo(204);
		}
	}

	@Test
	void keyWithSeparatorIsRefused() {
		String violation = "api error: code = InvalidArgument desc = input key/keyPrefix 'a||b' can't contain '||'";
		String body = "{\"errorCode\":\"ERR_MALFORMED_REQUEST\",\"message\":\"%s\",\"details\":["
				+ "{\"@type\":\"type.googleapis.com/google.rpc.BadRequest\",\"field_violations\":[{%s"
				+ "\"description\":\"%s\"}]},{\"@type\":\"type.googleapis.com/google.rpc.ResourceInfo\","
				+ "\"description\":\"\",\"owner\":\"\",\"resource_name\":\"statestore\",\"resource_type\":\"state\"},"
				+ "{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"domain\":\"dapr.io\",\"metadata\":null,"
				+ "\"reason\":\"DAPR_STATE_ILLEGAL_KEY\"}]}";
		String named = body.formatted(violation, "\"field\":\"a||b\",", violation);
		assertThat(fixture.get("a%7C%7Cb").body()).isEqualTo(named);
		assertThat(fixture.raw().send("GET", "/v1.0/state/statestore/a||b").body()).isEqualTo(named);
		assertThat(fixture.send("DELETE", "/v1.0/state/statestore/a%7C%7Cb").body()).isEqualTo(named);
		assertThat(fixture.save("[{\"key\":\"a||b\",\"value\":1}]").body()).isEqualTo(named);
		assertThat(fixture.send("POST", "/v1.0/state/statestore/bulk", "{\"keys\":[\"a||b\"]}").body())
			.isEqualTo(named);
		assertThat(fixture.transact(StateOperations.upsert("a||b", "1")).body())
			.isEqualTo(body.formatted(violation, "", violation));
	}

	@ParameterizedTest
	@CsvSource({ "sp ace, sp%20ace", "sp ace, sp+ace", "a/b, a%2Fb", "é, %C3%A9",
			"http://host/a?b, http:%2F%2Fhost%2Fa%3Fb", "{x}, {x}", "%, %25", "+, %2B", "a;b, a;b", "a:b@c, a:b@c",
			".., %2e%2e", "bulk, bulk", "a\"b, a%22b" })
	void keyMayBeOdd(String key, String path) {
		assertThat(fixture.save("[{\"key\":\"%s\",\"value\":\"%s\"}]".formatted(key.replace("\"", "\\\""), path))
			.statusCode()).isEqualTo(204);
		assertThat(fixture.raw().send("GET", "/v1.0/state/statestore/" + path).body()).isEqualTo("\"" + path + "\"");
	}

	@ParameterizedTest
	@CsvSource({ "POST, /statestore/k", "PUT, /statestore/k", "DELETE, /statestore", "GET, /statestore",
			"PATCH, /statestore", "GET, /statestore/a/b", "GET, ''", "OPTIONS, /statestore/k" })
	void otherVerbsAndPathsAreNotFound(String verb, String path) {
		HttpErrors.assertError(fixture.send(verb, "/v1.0/state" + path), 404, "ERR_DIRECT_INVOKE",
				"failed getting app id either from the URL path or the header dapr-app-id");
	}

	@Test
	void bodyOverLimitIsRefused() {
		String value = "x".repeat(4 * 1024 * 1024);
		HttpErrors.assertError(fixture.save("[{\"key\":\"big\",\"value\":\"%s\"}]".formatted(value)), 400,
				"ERR_MALFORMED_REQUEST", "stream too large");
		String overhead = "[{\"key\":\"big\",\"value\":\"\"}]";
		String largest = value.substring(overhead.length());
		assertThat(fixture.save("[{\"key\":\"big\",\"value\":\"%s\"}]".formatted(largest)).statusCode()).isEqualTo(204);
		assertThat(fixture.get("big").body()).hasSize(largest.length() + 2);
	}

}
