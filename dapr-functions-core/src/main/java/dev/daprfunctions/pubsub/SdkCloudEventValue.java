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

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.function.Consumer;

import io.dapr.client.domain.CloudEvent;
import org.jspecify.annotations.Nullable;

/**
 * Event as the Dapr SDK's {@link CloudEvent}, with its data as the type argument.
 */
final class SdkCloudEventValue implements EventValue {

	private final DataValue data;

	SdkCloudEventValue(DataValue data) {
		this.data = data;
	}

	@Override
	@SuppressWarnings("deprecation") // the legacy name of the trace parent is still sent
	public Object of(TopicEvent event) {
		CloudEvent<Object> cloudEvent = new CloudEvent<>();
		set(event, "id", cloudEvent::setId);
		set(event, "source", cloudEvent::setSource);
		set(event, "type", cloudEvent::setType);
		set(event, "specversion", cloudEvent::setSpecversion);
		set(event, "datacontenttype", cloudEvent::setDatacontenttype);
		set(event, "pubsubname", cloudEvent::setPubsubName);
		set(event, "topic", cloudEvent::setTopic);
		set(event, "traceid", cloudEvent::setTraceId);
		set(event, "traceparent", cloudEvent::setTraceParent);
		set(event, "tracestate", cloudEvent::setTraceState);
		OffsetDateTime time = time(event.attribute("time"));
		if (time != null) {
			cloudEvent.setTime(time);
		}
		Object value = this.data.validated(event);
		if (value != null) {
			cloudEvent.setData(value);
		}
		byte[] binary = (event.envelope() != null) ? event.binaryData() : null;
		if (binary != null) {
			cloudEvent.setBinaryData(binary);
		}
		return cloudEvent;
	}

	private static void set(TopicEvent event, String name, Consumer<String> setter) {
		String value = event.attribute(name);
		if (value != null) {
			setter.accept(value);
		}
	}

	private static @Nullable OffsetDateTime time(@Nullable String text) {
		try {
			return (text != null) ? OffsetDateTime.parse(text) : null;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
