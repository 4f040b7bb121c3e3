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
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the time to live of states over HTTP. What they expect was seen on a real
 * sidecar.
 */
class StateExpiryHttpTests {

	private static final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00.5Z"));

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture((builder) -> builder.clock(now::get));

	@Test
	void valueExpires() {
		fixture.save("[{\"key\":\"t1\",\"value\":1,\"metadata\":{\"ttlInSeconds\":\"10\"}}]");
		HttpResponse<String> response = fixture.get("t1");
		assertThat(response.headers().firstValue("Metadata.ttlexpiretime"))
			.hasValue(now.get().plusSeconds(10).toString().substring(0, 19) + "Z");
		now.updateAndGet((instant) -> instant.plus(Duration.ofSeconds(11)));
		assertThat(fixture.get("t1").statusCode()).isEqualTo(204);
		assertThat(fixture.save("[{\"key\":\"t1\",\"value\":2,\"options\":{\"concurrency\":\"first-write\"}}]")
			.statusCode()).isEqualTo(204);
	}

	@Test
	void timeToLiveOfQueryWins() {
		fixture.send("POST", "/v1.0/state/statestore?metadata.ttlInSeconds=20",
				"[{\"key\":\"t2\",\"value\":1,\"metadata\":{\"ttlInSeconds\":\"10\"}}]");
		now.updateAndGet((instant) -> instant.plus(Duration.ofSeconds(11)));
		assertThat(fixture.get("t2").statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "" })
	void timeToLiveMayBeNone(String seconds) {
		fixture.save("[{\"key\":\"t3\",\"value\":1,\"metadata\":{\"ttlInSeconds\":\"%s\"}}]".formatted(seconds));
		assertThat(fixture.get("t3").headers().firstValue("Metadata.ttlexpiretime")).isEmpty();
	}

	@Test
	void timeToLiveMustBeNumber() {
		HttpErrors.assertError(fixture.save("[{\"key\":\"t4\",\"value\":1,\"metadata\":{\"ttlInSeconds\":\"soon\"}}]"),
				500, "ERR_STATE_SAVE", "failed saving state in state store statestore: "
						+ "strconv.Atoi: parsing \\\"soon\\\": invalid syntax");
	}

	@Test
	void bulkTellsTimeToLive() {
		fixture.save("[{\"key\":\"b3\",\"value\":1,\"metadata\":{\"ttlInSeconds\":\"10\"}}]");
		assertThat(fixture.send("PUT", "/v1.0/state/statestore/bulk", "{\"keys\":[\"b3\"]}").body())
			.contains("\"metadata\":{\"ttlExpireTime\":\"2026-01-01T");
	}

	@Test
	void timeToLiveOfTransactionComesFromQueryOnly() {
		fixture.send("POST", "/v1.0/state/statestore/transaction?metadata.ttlInSeconds=10",
				"{\"operations\":[%s]}".formatted(StateOperations.upsert("x5", "1")));
		assertThat(fixture.get("x5").headers().firstValue("Metadata.ttlexpiretime")).isPresent();
		fixture.send("POST", "/v1.0/state/statestore/transaction",
				"{\"operations\":[%s],\"metadata\":{\"ttlInSeconds\":\"10\"}}"
					.formatted(StateOperations.upsert("x6", "1")));
		assertThat(fixture.get("x6").headers().firstValue("Metadata.ttlexpiretime")).isEmpty();
	}

}
