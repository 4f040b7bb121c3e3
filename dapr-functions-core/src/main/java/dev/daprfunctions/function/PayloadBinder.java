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

package dev.daprfunctions.function;

import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

import dev.daprfunctions.json.ReadableTypes;
import dev.daprfunctions.json.ValueReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.validation.Validator;
import org.springframework.validation.annotation.ValidationAnnotationUtils;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Binds the payload: the one parameter that no other binder takes.
 *
 * @since 0.1.0
 */
public final class PayloadBinder implements ParameterBinder {

	private static final String WEB_ANNOTATIONS = RequestBody.class.getPackageName();

	private final JsonMapper jsonMapper;

	private final @Nullable Validator validator;

	/**
	 * Creates a binder.
	 * @param jsonMapper the application's mapper
	 * @param validator the validator of {@code @Valid} payloads, or {@code null} if there
	 * is none
	 */
	public PayloadBinder(JsonMapper jsonMapper, @Nullable Validator validator) {
		this.jsonMapper = jsonMapper;
		this.validator = validator;
	}

	@Override
	public BoundParameter bind(FunctionParameter parameter) {
		return bind(parameter, false);
	}

	/**
	 * Binds a parameter to the body of the request.
	 * @param parameter the parameter
	 * @param emptyAllowed whether an empty body is {@code null}, whatever the type
	 * @return the binding
	 */
	public BoundParameter bind(FunctionParameter parameter, boolean emptyAllowed) {
		Payload payload = payload(parameter, parameter.valueType(), "The body");
		if (parameter.rawType() == InputStream.class) {
			return BoundParameter.argument(TriggerRequest::getBodyStream);
		}
		return BoundParameter.argument((request) -> payload.readBody(request, emptyAllowed));
	}

	/**
	 * Prepares the reading of a payload.
	 * @param parameter the parameter
	 * @param type the type to read, usually that of the parameter
	 * @param subject what is read, at the beginning of messages
	 * @return reads the payload
	 * @throws dev.daprfunctions.error.InvalidFunctionException if the type cannot be read
	 */
	public Payload payload(FunctionParameter parameter, Type type, String subject) {
		checkAnnotations(parameter);
		checkType(parameter, type);
		ValueReader reader = ValueReader.of(this.jsonMapper, type);
		return new Payload(parameter, type, (OutputHolders.hasEntries(parameter.method())) ? reader.copying() : reader,
				validator(parameter), subject);
	}

	private static void checkAnnotations(FunctionParameter parameter) {
		for (Annotation annotation : parameter.methodParameter().getParameterAnnotations()) {
			Class<?> type = annotation.annotationType();
			if (type.getPackageName().equals(WEB_ANNOTATIONS) && type != RequestBody.class) {
				throw parameter.invalid("is annotated with @" + type.getSimpleName() + ", which is not supported",
						"Use @RequestHeader, @RequestParam or @PathVariable for a part of the request, and no annotation "
								+ "for the payload.",
						null);
			}
		}
	}

	private void checkType(FunctionParameter parameter, Type type) {
		boolean readable;
		try {
			readable = ReadableTypes.isReadable(this.jsonMapper, type, parameter.method().beanType());
		}
		catch (IllegalArgumentException ex) {
			throw unsupported(parameter, ex);
		}
		if (!readable) {
			throw unsupported(parameter, null);
		}
	}

	private static RuntimeException unsupported(FunctionParameter parameter, @Nullable Exception cause) {
		return parameter.invalid("has a type that no payload can be read as",
				"Use a type that JSON can be read as (a class, record, enum, List, Map, JsonNode, String, number, "
						+ "boolean or java.time type), byte[], InputStream or Optional for the payload; HttpHeaders, or a "
						+ "parameter with @RequestHeader, @RequestParam or @PathVariable, for the request; a parameter "
						+ "with @DaprState for an input (T, Optional<T>, @Nullable T, State<T>) or an output "
						+ "(OutputBinding<T>).",
				cause);
	}

	private @Nullable PayloadValidator validator(FunctionParameter parameter) {
		for (Annotation annotation : parameter.methodParameter().getParameterAnnotations()) {
			Object[] hints = ValidationAnnotationUtils.determineValidationHints(annotation);
			if (hints != null) {
				if (this.validator == null) {
					throw parameter.invalid(
							"is annotated with @" + annotation.annotationType().getSimpleName()
									+ ", but there is no validator",
							"Add spring-boot-starter-validation to the dependencies.", null);
				}
				return new PayloadValidator(this.validator, hints, parameter);
			}
		}
		return null;
	}

}
