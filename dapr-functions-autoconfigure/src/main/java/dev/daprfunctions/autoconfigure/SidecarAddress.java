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

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Address of a sidecar in properties and in Dapr's environment variables.
 *
 * @param environment where to look
 */
record SidecarAddress(Environment environment) {

	private static final String PREFIX = "dapr.functions.sidecar.";

	private static final Pattern URL = Pattern.compile("https?://[\\w.:\\[\\]-]+(/\\S*)?");

	private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

	private static final List<String> NAMES = List.of(PREFIX + "http-endpoint", PREFIX + "grpc-endpoint",
			PREFIX + "api-token", "DAPR_HTTP_ENDPOINT", "DAPR_GRPC_ENDPOINT", "DAPR_HTTP_PORT", "DAPR_GRPC_PORT",
			"DAPR_API_TOKEN");

	/**
	 * Returns the first setting that says where a sidecar is.
	 * @return the name of the setting, or {@code null} if there is none
	 */
	@Nullable String source() {
		return NAMES.stream().filter((name) -> value(name) != null).findFirst().orElse(null);
	}

	String httpEndpoint() {
		return first(url(PREFIX + "http-endpoint"), url("DAPR_HTTP_ENDPOINT"),
				"http://" + host() + ":" + port("DAPR_HTTP_PORT", "3500"));
	}

	String grpcEndpoint() {
		return first(value(PREFIX + "grpc-endpoint"), value("DAPR_GRPC_ENDPOINT"),
				host() + ":" + port("DAPR_GRPC_PORT", "50001"));
	}

	@Nullable String apiToken() {
		String property = value(PREFIX + "api-token");
		return (property != null) ? property : value("DAPR_API_TOKEN");
	}

	private @Nullable String url(String name) {
		String url = value(name);
		if (url != null && !URL.matcher(url).matches()) {
			throw new InvalidConfigurationPropertyValueException(name, url,
					"It is no URL that begins with http:// or https://.");
		}
		return url;
	}

	private String host() {
		return first(value("DAPR_SIDECAR_IP"), "127.0.0.1");
	}

	private String port(String name, String defaultPort) {
		String port = first(value(name), defaultPort);
		if (!PORT.matcher(port).matches() || Integer.parseInt(port) > 65535) {
			throw new InvalidConfigurationPropertyValueException(name, port, "It is no port from 1 to 65535.");
		}
		return port;
	}

	private @Nullable String value(String name) {
		String value = (name.startsWith(PREFIX)) ? Binder.get(this.environment).bind(name, String.class).orElse(null)
				: this.environment.getProperty(name);
		return (StringUtils.hasText(value)) ? value.trim() : null;
	}

	private static String first(@Nullable String... values) {
		for (String value : values) {
			if (value != null) {
				return value;
			}
		}
		throw new IllegalArgumentException("One value must not be null");
	}

}
