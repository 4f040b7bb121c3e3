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

import java.time.Duration;
import java.util.Map;

import dev.daprfunctions.sidecar.resiliency.GoDuration;
import org.jspecify.annotations.Nullable;

/**
 * Metadata that changes what the runtime does with an event.
 */
final class EventMetadata {

	private static final String RAW_PAYLOAD = "rawPayload";

	private static final Duration MAX_TTL = Duration.ofNanos(Long.MAX_VALUE);

	private EventMetadata() {
	}

	/**
	 * Return whether the payload travels without an envelope.
	 * @param metadata the metadata
	 * @return {@code true} if it does
	 * @throws IllegalArgumentException if the metadata does not say clearly
	 */
	static boolean isRaw(Map<String, String> metadata) {
		String value = metadata.getOrDefault(RAW_PAYLOAD, "");
		return switch (value) {
			case "1", "t", "T", "true", "TRUE", "True" -> true;
			case "", "0", "f", "F", "false", "FALSE", "False" -> false;
			default -> throw new IllegalArgumentException(
					"rawPayload value must be a valid boolean: actual is '%s'".formatted(value));
		};
	}

	static @Nullable Duration timeToLive(Map<String, String> metadata) {
		String value = find(metadata, "ttl");
		if (value == null) {
			value = find(metadata, "ttlInSeconds");
		}
		if (value == null || value.isEmpty()) {
			return null;
		}
		Duration duration = duration(value);
		if (duration != null) {
			return (duration.isNegative()) ? Duration.ZERO : duration;
		}
		try {
			long seconds = Long.parseLong(value);
			return (seconds > 0) ? Duration.ofSeconds(Math.min(seconds, MAX_TTL.toSeconds())) : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	private static @Nullable Duration duration(String value) {
		try {
			return GoDuration.parse(value);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * Find a value, its name in this case or else in any.
	 * @param metadata the metadata
	 * @param name the name
	 * @return the value, or {@code null} if there is none
	 */
	static @Nullable String find(Map<String, String> metadata, String name) {
		String exact = metadata.get(name);
		if (exact != null) {
			return exact;
		}
		return metadata.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().equalsIgnoreCase(name))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
	}

}
