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
import dev.daprfunctions.sidecar.EmbeddedSidecar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.mock.env.MockEnvironment;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link AppChannelConnector}.
 */
class AppChannelConnectorTests {

	private final EmbeddedSidecar sidecar = mock(EmbeddedSidecar.class);

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void whenWebServerIsOpenThenConnectsToItsPortOnLoopback() {
		publish(null);
		then(this.sidecar).should().connectApp(AppChannel.http(8123));
	}

	@ParameterizedTest
	@CsvSource({ "0.0.0.0, 127.0.0.1", "::, 127.0.0.1", "10.1.2.3, 10.1.2.3" })
	void whenAddressIsSetThenConnectsToWhereItIsReached(String address, String host) {
		this.environment.setProperty("server.address", address);
		publish(null);
		then(this.sidecar).should().connectApp(new AppChannel(host, 8123, AppChannel.Protocol.HTTP));
	}

	@ParameterizedTest
	@CsvSource({ "server.ssl.bundle, web", "server.ssl.key-store, classpath:keys.p12" })
	void whenServerSpeaksTlsThenSidecarDoes(String property, String value) {
		this.environment.setProperty(property, value);
		publish(null);
		then(this.sidecar).should().connectApp(new AppChannel("127.0.0.1", 8123, AppChannel.Protocol.HTTPS));
	}

	@Test
	void whenTlsIsSwitchedOffThenSidecarSpeaksPlainText() {
		this.environment.setProperty("server.ssl.enabled", "false");
		publish(null);
		then(this.sidecar).should().connectApp(AppChannel.http(8123));
	}

	@Test
	void whenWebServerIsThatOfTheManagementThenDoesNotConnect() {
		publish("management");
		then(this.sidecar).should(never()).connectApp(any());
	}

	private void publish(String namespace) {
		WebServerApplicationContext context = mock(WebServerApplicationContext.class);
		given(context.getServerNamespace()).willReturn(namespace);
		WebServer webServer = mock(WebServer.class);
		given(webServer.getPort()).willReturn(8123);
		WebServerInitializedEvent event = mock(WebServerInitializedEvent.class);
		given(event.getApplicationContext()).willReturn(context);
		given(event.getWebServer()).willReturn(webServer);
		new AppChannelConnector(this.sidecar, this.environment).onApplicationEvent(event);
	}

}
