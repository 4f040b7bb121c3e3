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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for etags and first writes over HTTP. What they expect was seen on a real
 * sidecar.
 */
class StateEtagHttpTests {

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture();

	@Test
	void saveWithWrongEtagIsConflict() {
		fixture.save("[{\"key\":\"e1\",\"value\":1}]");
		String etag = fixture.etag("e1");
		HttpErrors.assertError(fixture.save("[{\"key\":\"e1\",\"value\":2,\"etag\":\"wrong\"}]"), 409, "ERR_STATE_SAVE",
				("failed saving state in state store statestore: possible etag mismatch. error from state store: "
						+ "state etag not match for key=myapp||e1: current=%s, expect=wrong")
					.formatted(etag));
		assertThat(fixture.save("[{\"key\":\"e1\",\"value\":3,\"etag\":\"%s\"}]".formatted(etag)).statusCode())
			.isEqualTo(204);
		assertThat(fixture.get("e1").body()).isEqualTo("3");
		assertThat(fixture.etag("e1")).isNotEqualTo(etag);
	}

	@Test
	void saveWithEtagOfMissingKeyIsConflict() {
		HttpErrors.assertError(fixture.save("[{\"key\":\"e2\",\"value\":2,\"etag\":\"wrong\"}]"), 409, "ERR_STATE_SAVE",
				"failed saving state in state store statestore: possible etag mismatch. error from state store: "
						+ "state not exist or expired for key=myapp||e2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"\"", "null" })
	void emptyEtagIsNone(String etag) {
		fixture.save("[{\"key\":\"e3\",\"value\":1}]");
		assertThat(fixture.save("[{\"key\":\"e3\",\"value\":2,\"etag\":%s}]".formatted(etag)).statusCode())
			.isEqualTo(204);
	}

	@Test
	void saveOfSeveralStoresTheOthersWhenOneEtagIsWrong() {
		fixture.save("[{\"key\":\"e4\",\"value\":1}]");
		HttpResponse<String> response = fixture
			.save("[{\"key\":\"e4\",\"value\":2,\"etag\":\"wrong\"},{\"key\":\"e5\",\"value\":5}]");
		assertThat(response.statusCode()).isEqualTo(409);
		assertThat(response.body())
			.contains("statestore: possible etag mismatch. error from state store: possible etag mismatch.");
		assertThat(fixture.get("e4").body()).isEqualTo("1");
		assertThat(fixture.get("e5").body()).isEqualTo("5");
	}

	@Test
	void firstWriteNeedsNewKey() {
		String body = "[{\"key\":\"first\",\"value\":1,\"options\":{\"concurrency\":\"first-write\"}}]";
		assertThat(fixture.save(body).statusCode()).isEqualTo(204);
		HttpErrors.assertError(fixture.save(body), 409, "ERR_STATE_SAVE",
				"failed saving state in state store statestore: possible etag mismatch. error from state store: "
						+ "item already exists and no etag was passed");
	}

	@Test
	void deleteChecksEtagWithoutTakingQuotesOff() {
		fixture.save("[{\"key\":\"d2\",\"value\":1}]");
		String etag = fixture.etag("d2");
		String message = "failed deleting state with key d2: possible etag mismatch. error from state store: "
				+ "state etag not match for key=myapp||d2: current=%s, expect=%s";
		HttpErrors.assertError(fixture.send("DELETE", "/v1.0/state/statestore/d2", null, "If-Match", "wrong"), 409,
				"ERR_STATE_DELETE", message.formatted(etag, "wrong"));
		HttpErrors.assertError(
				fixture.send("DELETE", "/v1.0/state/statestore/d2", null, "If-Match", "\"" + etag + "\""), 409,
				"ERR_STATE_DELETE", message.formatted(etag, "\\\"" + etag + "\\\""));
		assertThat(fixture.send("DELETE", "/v1.0/state/statestore/d2", null, "If-Match", etag).statusCode())
			.isEqualTo(204);
	}

	@Test
	void deleteOfMissingKeyWithEtagIsConflict() {
		HttpErrors.assertError(fixture.send("DELETE", "/v1.0/state/statestore/d3", null, "If-Match", "e"), 409,
				"ERR_STATE_DELETE", "failed deleting state with key d3: possible etag mismatch. "
						+ "error from state store: state not exist or expired for key=myapp||d3");
	}

}
