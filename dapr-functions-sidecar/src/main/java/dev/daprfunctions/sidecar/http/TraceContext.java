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

import java.util.Map;
import java.util.regex.Pattern;

import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * Trace context of a request. A sidecar that samples nothing sends on what came in.
 *
 * @param traceparent the parent
 * @param tracestate the state, if there is a parent
 * @param baggage the baggage
 */
record TraceContext(String traceparent, @Nullable String tracestate, @Nullable String baggage) {

	static final String HEADER = "Traceparent";

	private static final String STATE_HEADER = "Tracestate";

	private static final String BAGGAGE_HEADER = "Baggage";

	private static final String NO_PARENT = "00-" + "0".repeat(32) + "-" + "0".repeat(16) + "-00";

	private static final Pattern VALID = Pattern
		.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

	static TraceContext of(HttpFields headers) {
		String parent = headers.get(HEADER);
		String baggage = headers.get(BAGGAGE_HEADER);
		return (parent != null && VALID.matcher(parent).matches())
				? new TraceContext(parent, headers.get(STATE_HEADER), baggage)
				: new TraceContext(NO_PARENT, null, baggage);
	}

	void addToResponse(HttpFields.Mutable headers) {
		headers.put(HEADER, this.traceparent);
		if (this.tracestate != null) {
			headers.put(STATE_HEADER, this.tracestate);
		}
		if (this.baggage != null) {
			headers.put(BAGGAGE_HEADER, this.baggage);
		}
	}

	void addToMetadata(Map<String, String> metadata) {
		metadata.put("traceparent", this.traceparent);
		if (this.tracestate != null) {
			metadata.put("tracestate", this.tracestate);
		}
		if (this.baggage != null) {
			metadata.put("baggage", this.baggage);
		}
	}

	void addToRequest(HttpFields.Mutable headers) {
		if (!headers.contains(HEADER)) {
			headers.put(HEADER, this.traceparent);
		}
	}

}
