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

package dev.daprfunctions.sidecar.binding;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.daprfunctions.sidecar.component.Component;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings of an {@link HttpBinding}.
 *
 * @param url the URL that the paths of calls are appended to
 * @param errorIfNot2xx whether an answer outside 2xx is an error
 * @param tokenHeader the header for the token, if there is one
 * @param token the token, if there is one
 * @param timeout the time to wait for an answer, if it is limited
 * @param maxBodySize the number of bytes of an answer to read, the rest is left out
 */
record HttpBindingSettings(String url, boolean errorIfNot2xx, @Nullable String tokenHeader, @Nullable String token,
		@Nullable Duration timeout, long maxBodySize) {

	private static final Logger logger = LoggerFactory.getLogger(HttpBindingSettings.class);

	private static final List<String> TLS_SETTINGS = List.of("MTLSRootCA", "MTLSClientCert", "MTLSClientKey",
			"MTLSRenegotiation");

	private static final long DEFAULT_BODY_SIZE = 100L << 20;

	private static final Pattern SIZE = Pattern.compile("([+-]?[0-9]+)(Ki|Mi|Gi|Ti|k|M|G|T)?");

	private static final Map<String, Long> UNITS = Map.of("Ki", 1L << 10, "Mi", 1L << 20, "Gi", 1L << 30, "Ti",
			1L << 40, "k", 1_000L, "M", 1_000_000L, "G", 1_000_000_000L, "T", 1_000_000_000_000L);

	static HttpBindingSettings of(Component component) {
		TLS_SETTINGS.stream()
			.filter((name) -> component.setting(name) != null)
			.forEach(
					(name) -> logger.warn("Component {} ({}) has the setting {}, which the development sidecar ignores",
							component.name(), component.type(), name));
		String errorIfNot2xx = text(component, "errorIfNot2XX");
		return new HttpBindingSettings(text(component, "url"),
				errorIfNot2xx.isEmpty() || component.isTruthy("errorIfNot2XX"),
				component.setting("securityTokenHeader"), component.setting("securityToken"), timeout(component),
				maxBodySize(component));
	}

	private static String text(Component component, String name) {
		String value = component.setting(name);
		return (value != null) ? value : "";
	}

	private static @Nullable Duration timeout(Component component) {
		String timeout = text(component, "responseTimeout");
		if (timeout.isEmpty()) {
			return null;
		}
		try {
			return (timeout.chars().allMatch(Character::isDigit)) ? Duration.ofSeconds(Long.parseLong(timeout))
					: GoDuration.parse(timeout);
		}
		catch (IllegalArgumentException ex) {
			throw component.failure("responseTimeout should be a duration such as 5s: %s".formatted(ex.getMessage()),
					ex);
		}
	}

	private static long maxBodySize(Component component) {
		String size = text(component, "maxResponseBodySize");
		if (size.isEmpty()) {
			return DEFAULT_BODY_SIZE;
		}
		Matcher matcher = SIZE.matcher(size);
		if (!matcher.matches()) {
			throw component.failure(
					"maxResponseBodySize should be a number of bytes or a size such as 10Mi, not '%s'".formatted(size));
		}
		long number = Long.parseLong(matcher.group(1));
		return (number <= 0) ? Long.MAX_VALUE : number * UNITS.getOrDefault(String.valueOf(matcher.group(2)), 1L);
	}

	boolean hasToken() {
		return this.token != null && !this.token.isEmpty() && this.tokenHeader != null && !this.tokenHeader.isEmpty();
	}

	/**
	 * Return what the settings are, without the token.
	 * @return the URL
	 */
	@Override
	public String toString() {
		return this.url;
	}

}
