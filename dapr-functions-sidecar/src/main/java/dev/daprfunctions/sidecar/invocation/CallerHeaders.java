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

import org.eclipse.jetty.http.HttpFields;

/**
 * Headers that tell an application who calls it.
 */
final class CallerHeaders {

	private static final String ADDRESS = "127.0.0.1";

	private static final String HOST = "localhost";

	private CallerHeaders() {
	}

	static void add(HttpFields.Mutable headers, String namespace, String callerId, String calleeId) {
		headers.add("X-Forwarded-For", ADDRESS);
		headers.add("X-Forwarded-Host", HOST);
		headers.add("Forwarded", "for=%s;by=%s;host=%s".formatted(ADDRESS, ADDRESS, HOST));
		headers.put("Dapr-Caller-Namespace", namespace);
		headers.put("Dapr-Caller-App-Id", callerId);
		headers.put("Dapr-Callee-App-Id", calleeId);
	}

}
