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

package dev.daprfunctions.sidecar.grpc;

import java.util.Locale;
import java.util.Set;

import io.grpc.Metadata;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/**
 * Turns gRPC metadata into HTTP headers and back.
 */
final class GrpcHeaders {

	static final String TRACEPARENT = "traceparent";

	private static final String NO_TRACEPARENT = "00-" + "0".repeat(32) + "-" + "0".repeat(16) + "-00";

	private static final Set<String> TRANSPORT = Set.of("content-type", "grpc-timeout", "grpc-encoding",
			"content-length", "host");

	/**
	 * Headers that HTTP reserves get a prefix on their way to gRPC.
	 */
	private static final Set<String> RESERVED = Set.of("accept", "accept-charset", "accept-language", "accept-ranges",
			"connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade", "cache-control",
			"content-type", "content-length", "cookie", "date", "expect", "from", "host", "if-match",
			"if-modified-since", "if-none-match", "if-schedule-tag-match", "if-unmodified-since", "max-forwards",
			"origin", "pragma", "referer", "via", "warning");

	private GrpcHeaders() {
	}

	static HttpFields toHttp(CallMetadata metadata, String contentType) {
		HttpFields.Mutable headers = HttpFields.build();
		for (String name : metadata.request().keys()) {
			if (!name.endsWith(Metadata.BINARY_HEADER_SUFFIX) && !TRANSPORT.contains(name)) {
				for (String value : metadata.request().getAll(key(name))) {
					headers.add(name, value);
				}
			}
		}
		if (metadata.authority() != null) {
			headers.put("dapr-authority", metadata.authority());
		}
		if (!headers.contains(TRACEPARENT)) {
			headers.put(TRACEPARENT, NO_TRACEPARENT);
		}
		if (!contentType.isEmpty()) {
			headers.put("content-type", contentType);
		}
		return headers;
	}

	static void addAll(HttpFields headers, Metadata target) {
		for (HttpField field : headers) {
			String name = field.getName().toLowerCase(Locale.ROOT);
			target.put(key((RESERVED.contains(name)) ? "dapr-" + name : name),
					(field.getValue() != null) ? field.getValue() : "");
		}
	}

	static void put(String name, String value, Metadata target) {
		target.put(key(name), value);
	}

	private static Metadata.Key<String> key(String name) {
		return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
	}

}
