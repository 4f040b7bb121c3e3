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

import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;

import dev.daprfunctions.function.FunctionParameter;
import dev.daprfunctions.function.OutputHolders;
import dev.daprfunctions.function.Payload;
import dev.daprfunctions.function.PayloadBinder;
import io.dapr.client.domain.CloudEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Chooses what a function receives for an event, by the type that it asks for.
 */
final class EventValues {

	private static final String CLOUD_EVENTS_SDK = "io.cloudevents.CloudEvent";

	private static final List<Class<?>> WHOLE = List.of(CharSequence.class, byte[].class, InputStream.class,
			JsonNode.class);

	private static final boolean cloudEventsSdkPresent = ClassUtils.isPresent(CLOUD_EVENTS_SDK,
			EventValues.class.getClassLoader());

	private final JsonMapper jsonMapper;

	private final boolean wholeEvents;

	EventValues(JsonMapper jsonMapper, boolean wholeEvents) {
		this.jsonMapper = jsonMapper;
		this.wholeEvents = wholeEvents;
	}

	/**
	 * Chooses the value.
	 * @param parameter the parameter
	 * @param type the type of one event
	 * @param payloads reads payloads
	 * @return makes the value
	 */
	EventValue of(FunctionParameter parameter, Type type, PayloadBinder payloads) {
		Class<?> raw = ResolvableType.forType(type).toClass();
		if (raw == CloudEvent.class) {
			Type dataType = (type instanceof ParameterizedType parameterized)
					? parameterized.getActualTypeArguments()[0] : Object.class;
			return new SdkCloudEventValue(data(parameter, dataType, payloads));
		}
		if (cloudEventsSdkPresent && raw.getName().equals(CLOUD_EVENTS_SDK)) {
			return new CloudEventsSdkValue(this.jsonMapper, OutputHolders.hasEntries(parameter.method()));
		}
		DataValue data = data(parameter, type, payloads);
		return (this.wholeEvents && WHOLE.stream().anyMatch((whole) -> whole.isAssignableFrom(raw)))
				? (event) -> data.argument(event.asData()) : data::argument;
	}

	private DataValue data(FunctionParameter parameter, Type type, PayloadBinder payloads) {
		Payload payload = payloads.payload(parameter, type, "The data of the event");
		return new DataValue(payload, type, this.jsonMapper);
	}

}
