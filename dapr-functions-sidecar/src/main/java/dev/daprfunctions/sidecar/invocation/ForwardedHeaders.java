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

package dev.daprfunctions.sidecar.invocation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/**
 * Headers that pass a sidecar: all but those between two hops.
 *
 * @since 0.1.0
 */
public final class ForwardedHeaders {

	private static final Set<String> HOP_BY_HOP = Set.of("connection", "keep-alive", "proxy-connection",
			"transfer-encoding", "upgrade", "http2-settings", "te", "trailer", "proxy-authorization",
			"proxy-authenticate", "content-length", "destination-app-id");

	private ForwardedHeaders() {
	}

	/**
	 * Select the headers that pass.
	 * @param headers the headers that came in
	 * @return the headers to send on
	 */
	public static HttpFields.Mutable of(HttpFields headers) {
		Set<String> nominated = headers.getValuesList("Connection")
			.stream()
			.flatMap((value) -> Arrays.stream(value.split(",")))
			.map((name) -> name.trim().toLowerCase(Locale.ROOT))
			.collect(Collectors.toSet());
		Predicate<HttpField> passes = (field) -> {
			String name = field.getLowerCaseName();
			return !HOP_BY_HOP.contains(name) && !name.endsWith("-bin") && !nominated.contains(name);
		};
		HttpFields.Mutable forwarded = HttpFields.build();
		headers.stream()
			.filter(passes)
			.forEach((field) -> forwarded.add(name(field), (field.getValue() != null) ? field.getValue() : ""));
		return forwarded;
	}

	private static String name(HttpField field) {
		String name = field.getLowerCaseName();
		return canonical(name.startsWith("grpc-") ? "dapr-" + name : name);
	}

	/**
	 * Return a name as the Dapr runtime writes it, such as {@code Content-Type}.
	 * @param name the name
	 * @return the same name in canonical form
	 */
	public static String canonical(String name) {
		StringBuilder canonical = new StringBuilder(name.toLowerCase(Locale.ROOT));
		for (int i = 0; i < name.length(); i++) {
			if (i == 0 || name.charAt(i - 1) == '-') {
				canonical.setCharAt(i, Character.toUpperCase(canonical.charAt(i)));
			}
		}
		return canonical.toString();
	}

}
