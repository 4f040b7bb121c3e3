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
import dev.daprfunctions.sidecar.app.AppHealthCheck;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.Ssl;
import org.springframework.core.env.Environment;

/**
 * Reads from the settings how a development sidecar calls the application.
 */
final class AppChannels {

	private AppChannels() {
	}

	static AppChannel of(Environment environment, int port) {
		return new AppChannel(host(environment), port, protocol(environment));
	}

	private static String host(Environment environment) {
		String address = environment.getProperty("server.address", "");
		return (address.isEmpty() || address.equals("0.0.0.0") || address.equals("::")) ? "127.0.0.1" : address;
	}

	static @Nullable AppHealthCheck healthCheck(DaprFunctionsProperties.AppHealthCheck settings) {
		return (settings.enabled())
				? new AppHealthCheck(settings.path(), settings.interval(), settings.timeout(), settings.threshold())
				: null;
	}

	private static AppChannel.Protocol protocol(Environment environment) {
		return Binder.get(environment)
			.bind("dapr.functions.sidecar.app-protocol", DaprFunctionsProperties.AppProtocol.class)
			.map((protocol) -> AppChannel.Protocol.valueOf(protocol.name()))
			.orElseGet(() -> protocolOfServer(environment));
	}

	private static AppChannel.Protocol protocolOfServer(Environment environment) {
		boolean ssl = Binder.get(environment)
			.bind("server.ssl", Ssl.class)
			.map((settings) -> Ssl.isEnabled(settings))
			.orElse(false);
		return (ssl) ? AppChannel.Protocol.HTTPS : AppChannel.Protocol.HTTP;
	}

}
