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

import java.util.regex.Pattern;

/**
 * Trace context of a request, as an event carries it.
 *
 * @param parent the {@code traceparent}, empty if there is none
 * @param state the {@code tracestate}, empty if there is none
 * @since 0.1.0
 */
public record TraceFields(String parent, String state) {

	/**
	 * No trace context.
	 */
	public static final TraceFields NONE = new TraceFields("", "");

	static final String NO_PARENT = "00-" + "0".repeat(32) + "-" + "0".repeat(16) + "-00";

	private static final Pattern VALID = Pattern
		.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

	/**
	 * Return whether a text is a {@code traceparent}.
	 * @param text the text
	 * @return {@code true} if it is
	 */
	public static boolean isParent(String text) {
		return VALID.matcher(text).matches();
	}
}
