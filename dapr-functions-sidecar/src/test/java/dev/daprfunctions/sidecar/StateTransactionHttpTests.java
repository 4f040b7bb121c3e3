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

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for transactions over HTTP. What they expect was seen on a real sidecar.
 */
class StateTransactionHttpTests {

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture();

	@Test
	void transactionChangesAllOrNothing() {
		fixture.save("[{\"key\":\"x1\",\"value\":1},{\"key\":\"x2\",\"value\":2}]");
		assertThat(fixture
			.transact(StateOperations.upsert("x1", "10"), StateOperations.delete("x2"),
					StateOperations.upsert("x3", "30"))
			.statusCode()).isEqualTo(204);
		assertThat(fixture.get("x1").body()).isEqualTo("10");
		assertThat(fixture.get("x2").statusCode()).isEqualTo(204);
		assertThat(fixture.get("x3").body()).isEqualTo("30");
		String etag = fixture.etag("x1");
		HttpErrors.assertError(
				fixture.transact(StateOperations.delete("x3"),
						"{\"operation\":\"upsert\",\"request\":{\"key\":\"x1\",\"value\":9,\"etag\":\"wrong\"}}"),
				500, "ERR_STATE_TRANSACTION",
				("error while executing state transaction: possible etag mismatch. error from state store: "
						+ "state etag not match for key=myapp||x1: current=%s, expect=wrong")
					.formatted(etag));
		assertThat(fixture.get("x3").body()).isEqualTo("30");
	}

	@Test
	void lastChangeOfOneKeyWinsInTransaction() {
		fixture.transact(StateOperations.upsert("x4", "1"), StateOperations.upsert("x4", "2"));
		assertThat(fixture.get("x4").body()).isEqualTo("2");
		fixture.transact(StateOperations.upsert("x4", "3"), StateOperations.delete("x4"));
		assertThat(fixture.get("x4").statusCode()).isEqualTo(204);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"operations\":[]}", "{\"operations\":null}", "null",
			"{\"operations\":[{\"operation\":\"upsert\"}]}",
			"{\"operations\":[{\"operation\":\"delete\",\"request\":null}]}",
			"{\"operations\":[{\"operation\":\"upsert\",\"request\":{\"KEY\":\"x7\",\"nonsense\":1}}]}" })
	void transactionIsLenient(String body) {
		assertThat(fixture.send("PUT", "/v1.0/state/statestore/transaction", body).statusCode()).isEqualTo(204);
	}

	@ParameterizedTest
	@MethodSource
	void transactionRefusesMalformedBody(String body, String message) {
		HttpErrors.assertError(fixture.send("POST", "/v1.0/state/statestore/transaction", body), 400,
				"ERR_MALFORMED_REQUEST", "failed deserializing HTTP body: " + message);
	}

	static Stream<Arguments> transactionRefusesMalformedBody() {
		String operation = "{\"operations\":[{\"operation\":\"upsert\",\"request\":%s}]}";
		return Stream.of(Arguments.of("", "EOF"), Arguments.of("{\"operations\":[", "unexpected EOF"),
				Arguments.of("[]",
						"json: cannot unmarshal array into Go value of type http.stateTransactionRequestBody"),
				Arguments.of(operation.formatted("\"x\""), "'' expected a map, got 'string'"),
				Arguments.of(operation.formatted("{\"key\":1}"),
						"1 error(s) decoding:\\n\\n* 'Key' expected type 'string', got unconvertible type 'float64', "
								+ "value: '1'"),
				Arguments.of(operation.formatted("{\"key\":\"k\",\"etag\":5}"),
						"1 error(s) decoding:\\n\\n* 'ETag' expected type 'string', got unconvertible type 'float64', "
								+ "value: '5'"),
				Arguments.of(operation.formatted("{\"key\":\"k\",\"metadata\":\"m\"}"),
						"1 error(s) decoding:\\n\\n* 'Metadata' expected a map, got 'string'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "frobnicate", "Upsert", "" })
	void transactionRefusesUnknownOperation(String operation) {
		HttpErrors.assertError(
				fixture.transact("{\"operation\":\"%s\",\"request\":{\"key\":\"k\"}}".formatted(operation)), 400,
				"ERR_NOT_SUPPORTED_STATE_OPERATION", "operation type %s not supported".formatted(operation));
	}

}
