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

import java.nio.file.Path;
import java.time.Duration;

import dev.daprfunctions.sidecar.component.ComponentException;
import dev.daprfunctions.sidecar.fault.Calls;
import dev.daprfunctions.sidecar.fault.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for locks over HTTP.
 */
class LockHttpTests {

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture(new TestFolder().component("lock", "lock.redis"),
			(builder) -> {
			});

	@AfterEach
	void clear() {
		fixture.sidecar().control().clear(Duration.ofSeconds(30));
	}

	@Test
	void whenClearedThenLocksAreFree() {
		assertThat(lock("{\"resourceId\":\"r\",\"lockOwner\":\"o\",\"expiryInSeconds\":60}"))
			.isEqualTo("{\"success\":true}");
		assertThat(lock("{\"resourceId\":\"r\",\"lockOwner\":\"o\",\"expiryInSeconds\":60}"))
			.isEqualTo("{\"success\":false}");
		fixture.sidecar().control().clear(Duration.ofSeconds(30));
		assertThat(lock("{\"resourceId\":\"r\",\"lockOwner\":\"o\",\"expiryInSeconds\":60}"))
			.isEqualTo("{\"success\":true}");
	}

	@Test
	void whenCallIsFaultyThenFails() {
		fixture.sidecar().faults().fail(Calls.of(Operation.TRY_LOCK).item("r"), "broken");
		assertThat(lock("{\"resourceId\":\"r\",\"lockOwner\":\"o\",\"expiryInSeconds\":60}"))
			.isEqualTo("{\"errorCode\":\"ERR_TRY_LOCK\",\"message\":\"broken\"}");
	}

	@Test
	void whenKeyPrefixIsWrongThenStartFails() {
		try (TestFolder folder = new TestFolder().component("lock", "lock.redis",
				"{name: keyPrefix, value: \"a||b\"}")) {
			Path path = folder.path();
			assertThatExceptionOfType(ComponentException.class)
				.isThrownBy(() -> EmbeddedSidecar.builder().appId("myapp").resourcesPath(path).build())
				.withMessageContaining("the keyPrefix 'a||b' contains '||'");
		}
	}

	private static String lock(String body) {
		return fixture.send("POST", "/v1.0-alpha1/lock/lock", body).body();
	}

}
