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

package dev.daprfunctions.secret;

import java.util.Map;
import java.util.Optional;

import dev.daprfunctions.client.SidecarFailures;
import dev.daprfunctions.client.SidecarReads;
import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.function.FunctionCall;
import dev.daprfunctions.function.FunctionParameter;
import dev.daprfunctions.function.InputReader;
import dev.daprfunctions.json.TypeNames;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.GetSecretRequest;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;

/**
 * One secret of a store.
 */
final class SecretInput implements InputReader {

	private final DaprClient client;

	private final JsonMapper jsonMapper;

	private final FunctionParameter parameter;

	private final SecretBinder.Target target;

	private final JavaType type;

	SecretInput(DaprClient client, JsonMapper jsonMapper, FunctionParameter parameter, SecretBinder.Target target) {
		this.client = client;
		this.jsonMapper = jsonMapper;
		this.parameter = parameter;
		this.target = target;
		this.type = jsonMapper.constructType(parameter.valueType());
	}

	@Override
	public Mono<?> read(FunctionCall call) {
		if (this.target.key() == null) {
			throw new IllegalStateException("The secret has no key");
		}
		String store = call.evaluate(this.target.store(), "store");
		String key = call.evaluate(this.target.key(), "key");
		GetSecretRequest request = new GetSecretRequest(store, key)
			.setMetadata(this.target.metadata().evaluate(call.arguments()));
		return SidecarReads.cancellable(() -> this.client.getSecret(request))
			.onErrorMap((failure) -> SidecarFailures.translate(failure, "reading " + describe(request)))
			.flatMap((values) -> Mono.justOrEmpty(toArgument(values, request)));
	}

	private String describe(GetSecretRequest request) {
		return "secret '" + request.getKey() + "' of store '" + request.getStoreName() + "' for "
				+ this.parameter.describeInCall();
	}

	private @Nullable Object toArgument(Map<String, String> values, GetSecretRequest request) {
		if (values.isEmpty() && this.parameter.isOptional()) {
			return Optional.empty();
		}
		if (values.isEmpty() && this.parameter.isNullable()) {
			return null;
		}
		Object value = (this.type.hasRawClass(String.class)) ? single(values, request) : convert(values, request);
		return (this.parameter.isOptional()) ? Optional.of(value) : value;
	}

	private String single(Map<String, String> values, GetSecretRequest request) {
		if (values.size() != 1) {
			throw new FunctionException(HttpStatus.INTERNAL_SERVER_ERROR,
					"The " + describe(request) + " has " + values.size() + " values, but a String needs exactly one",
					null);
		}
		return values.values().iterator().next();
	}

	private Object convert(Map<String, String> values, GetSecretRequest request) {
		if (this.type.hasRawClass(Map.class) && this.type.getContentType().hasRawClass(String.class)) {
			return Map.copyOf(values);
		}
		try {
			return this.jsonMapper.convertValue(values, this.type);
		}
		catch (RuntimeException ex) {
			// The cause is left out, since its message may contain the secret.
			throw new FunctionException(HttpStatus.INTERNAL_SERVER_ERROR, "The " + describe(request)
					+ " cannot be read as " + TypeNames.shortName(this.parameter.valueType()), null);
		}
	}

}
