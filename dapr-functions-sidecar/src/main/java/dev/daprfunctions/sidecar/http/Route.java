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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.daprfunctions.sidecar.uri.InvalidEscapeException;
import dev.daprfunctions.sidecar.uri.UrlPath;
import org.jspecify.annotations.Nullable;

/**
 * Verbs and path of an endpoint.
 *
 * @param verbs the verbs
 * @param segments the segments of the path, those in braces match anything, a last one
 * that ends with dots matches all that is left
 * @param endpoint the endpoint
 */
record Route(Set<String> verbs, List<String> segments, Endpoint endpoint) {

	private static final String REST = "...}";

	static Route get(String path, Endpoint endpoint) {
		return new Route(Set.of("GET"), segmentsOf(path), endpoint);
	}

	static Route post(String path, Endpoint endpoint) {
		return new Route(Set.of("POST"), segmentsOf(path), endpoint);
	}

	static Route put(String path, Endpoint endpoint) {
		return new Route(Set.of("PUT"), segmentsOf(path), endpoint);
	}

	static Route write(String path, Endpoint endpoint) {
		return new Route(Set.of("POST", "PUT"), segmentsOf(path), endpoint);
	}

	static Route delete(String path, Endpoint endpoint) {
		return new Route(Set.of("DELETE"), segmentsOf(path), endpoint);
	}

	static List<String> segmentsOf(String path) {
		return List.of(path.substring(1).split("/"));
	}

	/**
	 * Match a request.
	 * @param verb the verb
	 * @param path the segments of the clean, still percent-encoded path
	 * @return the values of the segments in braces, or {@code null} if another route is
	 * meant
	 * @throws InvalidEscapeException if a value is not percent-encoded correctly
	 */
	@Nullable Map<String, String> match(String verb, List<String> path) throws InvalidEscapeException {
		if (!this.verbs.contains(verb) || !matchesLength(path)) {
			return null;
		}
		Map<String, String> values = new HashMap<>();
		for (int i = 0; i < this.segments.size(); i++) {
			String segment = this.segments.get(i);
			if (segment.endsWith(REST)) {
				values.put(segment.substring(1, segment.length() - REST.length()),
						UrlPath.unescapeQuery(String.join("/", path.subList(i, path.size()))));
			}
			else if (segment.startsWith("{")) {
				values.put(segment.substring(1, segment.length() - 1), UrlPath.unescapeQuery(path.get(i)));
			}
			else if (!segment.equals(path.get(i))) {
				return null;
			}
		}
		return values;
	}

	private boolean matchesLength(List<String> path) {
		return (isOpenEnded()) ? path.size() >= this.segments.size() : path.size() == this.segments.size();
	}

	private boolean isOpenEnded() {
		return this.segments.get(this.segments.size() - 1).endsWith(REST);
	}

}
