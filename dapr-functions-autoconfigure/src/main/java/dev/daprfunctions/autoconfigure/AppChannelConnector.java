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

import dev.daprfunctions.sidecar.EmbeddedSidecar;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Tells the embedded sidecar where the application listens.
 */
final class AppChannelConnector implements ApplicationListener<WebServerInitializedEvent> {

	private final EmbeddedSidecar sidecar;

	private final Environment environment;

	AppChannelConnector(EmbeddedSidecar sidecar, Environment environment) {
		this.sidecar = sidecar;
		this.environment = environment;
	}

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		if (isApplication(event.getApplicationContext())) {
			this.sidecar.connectApp(AppChannels.of(this.environment, event.getWebServer().getPort()));
		}
	}

	private static boolean isApplication(WebServerApplicationContext context) {
		return !StringUtils.hasText(context.getServerNamespace());
	}

}
