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

import java.io.IOException;
import java.util.Map;

import dev.daprfunctions.sidecar.app.AppRequest;
import dev.daprfunctions.sidecar.invocation.ForwardedHeaders;
import dev.daprfunctions.sidecar.uri.InvalidEscapeException;
import dev.daprfunctions.sidecar.uri.UrlPath;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Request that delivers an event to the application.
 */
final class EventRequest {

	private static final String TRACEPARENT = "Traceparent";

	private static final String NO_TRACE = "00-" + "0".repeat(32) + "-" + "0".repeat(16) + "-00";

	private EventRequest() {
	}

	static AppRequest of(String route, BindingEvent event) throws IOException {
		HttpFields.Mutable metadata = HttpFields.build();
		for (Map.Entry<String, String> entry : event.metadata().entrySet()) {
			if (!HttpHeaders.isName(entry.getKey()) || !HttpHeaders.isValue(entry.getValue())) {
				throw new IOException("invalid header field \"%s\"".formatted(entry.getKey()));
			}
			metadata.add(entry.getKey(), entry.getValue());
		}
		HttpFields.Mutable headers = ForwardedHeaders.of(metadata)
			.remove(HttpHeader.HOST)
			.put(HttpHeader.CONTENT_TYPE, "application/json");
		if (!headers.contains(TRACEPARENT)) {
			headers.put(TRACEPARENT, NO_TRACE);
		}
		return new AppRequest("POST", path(route), headers, new AppRequest.Body(event.data(), true, false));
	}

	static String path(String route) throws IOException {
		String clean = UrlPath.clean(route);
		String path = (clean.startsWith("/")) ? clean : "/" + ((clean.equals(".")) ? "" : clean);
		try {
			return UrlPath.toRequestPath(path);
		}
		catch (InvalidEscapeException ex) {
			throw new IOException("the route '%s' is no path: %s".formatted(route, ex.getMessage()), ex);
		}
	}

}
