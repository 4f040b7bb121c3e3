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

package dev.daprfunctions.pubsub;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

import dev.daprfunctions.json.OutputValueWriter;
import dev.daprfunctions.json.OutputValueWriters;
import io.dapr.client.domain.CloudEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Encodes the data of events: CloudEvents whole, which have a content type of their own
 * and name that of their data themselves, bytes as they are, a text as it is if it has a
 * content type that is not JSON, and everything else as JSON.
 */
final class EventEncoder {

	private static final boolean cloudEventsSdkPresent = ClassUtils.isPresent("io.cloudevents.CloudEvent",
			EventEncoder.class.getClassLoader());

	private final OutputValueWriter values;

	private final OutputValueWriters writers;

	EventEncoder(OutputValueWriters writers, Type type) {
		this.values = writers.of(type);
		this.writers = writers;
	}

	Encoded encode(@Nullable Object data, @Nullable String contentType) {
		if (data == null) {
			return new Encoded("null".getBytes(StandardCharsets.US_ASCII), or(contentType, EventContent.JSON));
		}
		if (data instanceof CloudEvent) {
			return new Encoded(this.values.write(data), EventContent.CLOUD_EVENT);
		}
		if (cloudEventsSdkPresent && CloudEventsSdkEncoder.supports(data)) {
			return new Encoded(CloudEventsSdkEncoder.encode(data, this.writers.jsonMapper()), EventContent.CLOUD_EVENT);
		}
		if (OutputValueWriter.isBinary(data)) {
			return new Encoded(this.values.write(data), or(contentType, EventContent.BYTES));
		}
		boolean text = contentType != null && !EventContent.isJson(contentType);
		return new Encoded((text) ? this.values.writeAsText(data) : this.values.write(data),
				or(contentType, EventContent.JSON));
	}

	private static String or(@Nullable String contentType, String fallback) {
		return (contentType != null) ? contentType : fallback;
	}

	/**
	 * Encoded data.
	 *
	 * @param data the bytes
	 * @param contentType their content type
	 */
	record Encoded(byte[] data, String contentType) {
	}

}
