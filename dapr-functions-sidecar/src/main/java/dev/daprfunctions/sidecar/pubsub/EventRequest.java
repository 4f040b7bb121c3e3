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

package dev.daprfunctions.sidecar.pubsub;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.daprfunctions.sidecar.app.AppRequest;
import dev.daprfunctions.sidecar.invocation.ForwardedHeaders;
import dev.daprfunctions.sidecar.uri.InvalidEscapeException;
import dev.daprfunctions.sidecar.uri.UrlPath;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import tools.jackson.databind.JsonNode;

/**
 * Request that delivers an event to the application.
 */
final class EventRequest {

	private static final String TRACEPARENT = "traceparent";

	private static final String TRACESTATE = "tracestate";

	private static final Set<String> NO_HEADERS = Set.of(TRACEPARENT, TRACESTATE, "content-type");

	private EventRequest() {
	}

	static AppRequest of(String path, String contentType, Map<String, String> metadata, JsonNode event, byte[] body)
			throws InvalidEscapeException {
		HttpFields.Mutable fields = HttpFields.build();
		metadata.forEach((name, value) -> {
			if (!NO_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
				fields.add(name, value);
			}
		});
		HttpFields.Mutable headers = ForwardedHeaders.of(fields);
		addTrace(headers, metadata, event);
		headers.put(HttpHeader.CONTENT_TYPE, contentType);
		return new AppRequest("POST", requestPath(path), headers, new AppRequest.Body(body, true, false));
	}

	private static void addTrace(HttpFields.Mutable headers, Map<String, String> metadata, JsonNode event) {
		JsonNode trace = (event.hasNonNull(TRACEPARENT)) ? event.get(TRACEPARENT) : event.get("traceid");
		String eventTrace = (trace != null && trace.isString()) ? trace.stringValue() : null;
		String metadataTrace = metadata.getOrDefault(TRACEPARENT, "");
		if (!metadataTrace.isEmpty()) {
			headers.put("Traceparent", metadataTrace);
			String state = metadata.getOrDefault(TRACESTATE, "");
			if (!state.isEmpty()) {
				headers.put("Tracestate", state);
			}
		}
		if (eventTrace != null && TraceFields.isParent(eventTrace)) {
			headers.put("Traceparent", eventTrace);
		}
		else if (eventTrace != null && metadataTrace.isEmpty()) {
			headers.put("Traceparent", TraceFields.NO_PARENT);
		}
	}

	private static String requestPath(String path) throws InvalidEscapeException {
		String clean = UrlPath.clean(path);
		if (clean.equals(".")) {
			return "/";
		}
		String rooted = (clean.startsWith("/")) ? clean : "/" + clean;
		int query = rooted.indexOf('?');
		return (query != -1) ? UrlPath.toRequestPath(rooted.substring(0, query)) + rooted.substring(query)
				: UrlPath.toRequestPath(rooted);
	}

}
