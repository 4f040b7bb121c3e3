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

package dev.daprfunctions.autoconfigure;

import dev.daprfunctions.sidecar.AppChannel;
import dev.daprfunctions.sidecar.AppChannel.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AppChannels}.
 */
class AppChannelsTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void whenNothingIsSetThenIsHttpOnLoopback() {
		assertThat(AppChannels.of(this.environment, 8080)).isEqualTo(AppChannel.http(8080));
	}

	@Test
	void whenServerHasTlsThenIsHttps() {
		this.environment.setProperty("server.ssl.key-store", "classpath:any.p12");
		assertThat(AppChannels.of(this.environment, 8443).protocol()).isEqualTo(Protocol.HTTPS);
	}

	@ParameterizedTest
	@CsvSource({ "http, HTTP", "https, HTTPS", "h2c, H2C" })
	void whenProtocolIsSetThenIsThat(String value, Protocol protocol) {
		this.environment.setProperty("server.ssl.key-store", "classpath:any.p12");
		this.environment.setProperty("dapr.functions.sidecar.app-protocol", value);
		assertThat(AppChannels.of(this.environment, 8443).protocol()).isEqualTo(protocol);
	}

}
