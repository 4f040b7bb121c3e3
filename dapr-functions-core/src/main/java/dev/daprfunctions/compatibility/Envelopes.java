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

package dev.daprfunctions.compatibility;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.daprfunctions.BindingRequest;
import dev.daprfunctions.Invocation;
import dev.daprfunctions.Publication;
import dev.daprfunctions.StateWrite;
import dev.daprfunctions.error.FunctionException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Reads the values of outputs as the envelopes of the Dapr extension for Azure Functions,
 * whose properties go before those of the annotation. A value that has other properties
 * too, or lacks the one that carries the data, is a plain one.
 *
 * @see <a href="https://github.com/Azure/azure-functions-dapr-extension">Dapr extension
 * for Azure Functions</a>
 */
final class Envelopes {

	private final JsonMapper jsonMapper;

	/**
	 * Creates a reader.
	 * @param jsonMapper the application's mapper
	 */
	Envelopes(JsonMapper jsonMapper) {
		this.jsonMapper = jsonMapper;
	}

	/**
	 * Reads {@code value} and {@code key}. An {@code etag} is left out of account, as the
	 * extension does.
	 * @param value the value of a state output
	 * @return a {@link StateWrite}, or the value itself
	 */
	@Nullable Object state(@Nullable Object value) {
		Envelope envelope = read(value, List.of("value", "key", "etag"), StateWrite.class);
		return (envelope != null)
				? new StateWrite<>(envelope.value("value"), null, envelope.text("key"), null, Map.of()) : value;
	}

	/**
	 * Reads {@code payload}, {@code pubsubname} and {@code topic}.
	 * @param value the value of a publish output
	 * @return a {@link Publication}, or the value itself
	 */
	@Nullable Object publish(@Nullable Object value) {
		Envelope envelope = read(value, List.of("payload", "pubsubname", "topic"), Publication.class);
		return (envelope != null) ? new Publication<>(envelope.value("payload"), envelope.text("pubsubname"),
				envelope.text("topic"), null, null, null, Map.of()) : value;
	}

	/**
	 * Reads {@code body}, {@code appId}, {@code methodName} and {@code httpVerb}.
	 * @param value the value of an invoke output
	 * @return an {@link Invocation}, or the value itself
	 */
	@Nullable Object invoke(@Nullable Object value) {
		Envelope envelope = read(value, List.of("body", "appid", "methodname", "httpverb"), Invocation.class);
		return (envelope != null) ? new Invocation<>(envelope.value("body"), envelope.text("appid"),
				envelope.text("methodname"), verb(envelope.text("httpverb")), Map.of()) : value;
	}

	private static @Nullable RequestMethod verb(@Nullable String verb) {
		if (verb == null) {
			return null;
		}
		RequestMethod method = RequestMethod.resolve(verb.toUpperCase(Locale.ROOT));
		if (method == null) {
			throw new FunctionException(HttpStatus.INTERNAL_SERVER_ERROR, "The httpVerb '" + verb
					+ "' of an invocation is none of " + Arrays.toString(RequestMethod.values()), null);
		}
		return method;
	}

	/**
	 * Reads {@code data}, {@code operation}, {@code metadata} and {@code bindingName}.
	 * @param value the value of an output binding
	 * @return a {@link BindingRequest}, or the value itself
	 */
	@Nullable Object binding(@Nullable Object value) {
		Envelope envelope = read(value, List.of("data", "operation", "metadata", "bindingname"), BindingRequest.class);
		if (envelope == null) {
			return value;
		}
		BindingRequest.Builder<JsonNode> request = BindingRequest.builder(envelope.value("data"));
		JsonNode metadata = envelope.value("metadata");
		if (metadata != null) {
			checkMetadata(metadata);
			metadata.properties().forEach((entry) -> request.metadata(entry.getKey(), entry.getValue().asString()));
		}
		BindingRequest<JsonNode> built = request.build();
		return new BindingRequest<>(built.data(), envelope.text("bindingname"), envelope.text("operation"),
				built.metadata());
	}

	private static void checkMetadata(JsonNode metadata) {
		if (!metadata.isObject() || metadata.values().stream().anyMatch((value) -> !value.isValueNode())) {
			throw new FunctionException(HttpStatus.INTERNAL_SERVER_ERROR,
					"The metadata of a binding request is to be a JSON object with single values, but is " + metadata,
					null);
		}
	}

	private @Nullable Envelope read(@Nullable Object value, List<String> names, Class<?> message) {
		return (message.isInstance(value)) ? null : Envelope.read(value, this.jsonMapper, names);
	}

}
