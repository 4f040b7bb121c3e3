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

import java.util.stream.Stream;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Applications that listen on free ports only.
 */
final class TestApplications {

	private TestApplications() {
	}

	static ConfigurableApplicationContext run(Class<?> configuration, String... properties) {
		return builder(configuration)
			.run(Stream.of(properties).map((property) -> "--" + property).toArray(String[]::new));
	}

	static SpringApplicationBuilder builder(Class<?> configuration) {
		return new SpringApplicationBuilder(configuration).properties("server.port=0", "spring.main.banner-mode=off",
				"spring.application.name=testapp", "dapr.functions.sidecar.http-port=0",
				"dapr.functions.sidecar.grpc-port=0", "dapr.functions.sidecar.resources-path=target/no-components");
	}

	static HttpCalls calls(ConfigurableApplicationContext context) {
		return new HttpCalls(((WebServerApplicationContext) context).getWebServer().getPort());
	}

}
