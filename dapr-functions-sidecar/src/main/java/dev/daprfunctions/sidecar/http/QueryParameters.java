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

package dev.daprfunctions.sidecar.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.daprfunctions.sidecar.uri.InvalidEscapeException;
import dev.daprfunctions.sidecar.uri.UrlPath;
import org.jspecify.annotations.Nullable;

/**
 * Query parameters, of which most have one value: the first one.
 *
 * @param values the values by name
 */
record QueryParameters(Map<String, List<String>> values) {

	private static final String METADATA_PREFIX = "metadata.";

	static QueryParameters parse(@Nullable String query) {
		Map<String, List<String>> values = new LinkedHashMap<>();
		for (String pair : ((query != null) ? query : "").split("&")) {
			int equals = pair.indexOf('=');
			String name = (equals != -1) ? pair.substring(0, equals) : pair;
			String value = (equals != -1) ? pair.substring(equals + 1) : "";
			if (!pair.isEmpty() && !pair.contains(";")) {
				addUnescaped(values, name, value);
			}
		}
		return new QueryParameters(values);
	}

	private static void addUnescaped(Map<String, List<String>> values, String name, String value) {
		try {
			String unescaped = UrlPath.unescapeQuery(value);
			values.computeIfAbsent(UrlPath.unescapeQuery(name), (key) -> new ArrayList<>()).add(unescaped);
		}
		catch (InvalidEscapeException ex) {
			// A pair that cannot be read is left out.
		}
	}

	@Nullable String find(String name) {
		List<String> values = all(name);
		return (values.isEmpty()) ? null : values.get(0);
	}

	String get(String name) {
		String value = find(name);
		return (value != null) ? value : "";
	}

	List<String> all(String name) {
		return this.values.getOrDefault(name, List.of());
	}

	Map<String, String> metadata() {
		Map<String, String> metadata = new LinkedHashMap<>();
		this.values.forEach((name, values) -> {
			if (name.startsWith(METADATA_PREFIX)) {
				metadata.put(name.substring(METADATA_PREFIX.length()), values.get(0));
			}
		});
		return metadata;
	}

}
