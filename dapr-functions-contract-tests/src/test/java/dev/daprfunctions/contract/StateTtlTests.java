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

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import dev.daprfunctions.contract.Target.Store;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/**
 * Cases for state that expires.
 */
@ClassTemplate
class StateTtlTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create().withoutApp().everyStateStore("statestore"));

	private final StateHttp http = new StateHttp(contract);

	private final StateGrpc grpc = new StateGrpc(contract);

	@Test
	void expires() {
		this.http.saveOne("t1", "1", ttl("1"));
		this.http.saveOne("t2", "1", ttl("100"));
		contract.send("POST", StateHttp.STORE + "?metadata.ttlInSeconds=1",
				"[{\"key\":\"query\",\"value\":1,%s}]".formatted(ttl("1000")));
		await().pollInterval(Duration.ofMillis(50))
			.until(() -> this.http.get("t1").status() == 204 && this.http.get("query").status() == 204);
		assertThat(this.http.get("t2").status()).isEqualTo(200);
	}

	@Test
	void firstWriteOfExpiredKeySavesExceptOnMysql() {
		this.http.saveOne("t4", "1", ttl("1"));
		await().pollInterval(Duration.ofMillis(50)).until(() -> this.http.get("t4").status() == 204);
		assertThat(this.http.saveOne("t4", "2", StateHttp.firstWrite()).status())
			.isEqualTo(contract.usually(204).on(500, Store.MYSQL).value());
		assertThat(this.http.get("t4").body()).isEqualTo(contract.usually("2").on("", Store.MYSQL).value());
	}

	@Test
	void expiryIsToldExceptByRedis() {
		this.http.saveOne("t3", "1", ttl("100"));
		String expiry = this.http.get("t3").header("Metadata.ttlexpiretime");
		String inBulk = this.http.bulk("{\"keys\":[\"t3\"]}").json().at("/0/metadata/ttlExpireTime").asString("");
		if (contract.store() == Store.REDIS) {
			assertThat(expiry).isNull();
			assertThat(inBulk).isEmpty();
			assertThat(this.grpc.get("t3").getMetadataMap()).isEmpty();
			return;
		}
		assertThat(Instant.parse(expiry)).isCloseTo(Instant.now().plusSeconds(100), within(5, ChronoUnit.SECONDS));
		assertThat(inBulk).isEqualTo(expiry);
		assertThat(this.grpc.get("t3").getMetadataMap()).isEqualTo(Map.of("ttlExpireTime", expiry));
	}

	@Test
	void plainSaveTakesExpiryAway() {
		this.http.saveOne("t5", "1", ttl("100"));
		this.http.saveOne("t5", "2");
		assertThat(this.http.get("t5").header("Metadata.ttlexpiretime")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "" })
	void timeToLiveMayBeNone(String seconds) {
		assertThat(this.http.saveOne("t6", "1", ttl(seconds)).status()).isEqualTo(204);
		assertThat(this.http.get("t6").status()).isEqualTo(200);
		assertThat(this.http.get("t6").header("Metadata.ttlexpiretime")).isNull();
	}

	@Test
	void timeToLiveMustBeNumber() {
		Answer.Failure failure = this.http.saveOne("t7", "1", ttl("soon")).failure();
		assertThat(failure.status()).isEqualTo(500);
		assertThat(failure.code()).isEqualTo("ERR_STATE_SAVE");
		assertThat(failure.message()).startsWith("failed saving state in state store statestore: ");
	}

	private static String ttl(String seconds) {
		return "\"metadata\":{\"ttlInSeconds\":\"%s\"}".formatted(seconds);
	}

}
