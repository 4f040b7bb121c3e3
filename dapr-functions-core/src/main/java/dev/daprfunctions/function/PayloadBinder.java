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

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.json.ReadableTypes;
import dev.daprfunctions.json.TypeNames;
import dev.daprfunctions.json.UnreadableValueException;
import dev.daprfunctions.json.ValueReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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
		checkAnnotations(parameter);
		checkType(parameter);
		PayloadValidator payloadValidator = validator(parameter);
		if (parameter.rawType() == InputStream.class) {
			return BoundParameter.argument(TriggerRequest::getBodyStream);
		}
		Payload payload = new Payload(parameter, ValueReader.of(this.jsonMapper, parameter.valueType()));
		return BoundParameter.argument((request) -> {
			Object value = payload.read(request);
			if (value != null && payloadValidator != null) {
				payloadValidator.validate(value);
			}
			return (parameter.isOptional()) ? Optional.ofNullable(value) : value;
		});
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

	private void checkType(FunctionParameter parameter) {
		boolean readable;
		try {
			readable = ReadableTypes.isReadable(this.jsonMapper, parameter.valueType(), parameter.method().beanType());
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

	/**
	 * Reads the payload of one function.
	 */
	private static final class Payload {

		private final FunctionParameter parameter;

		private final Type type;

		private final ValueReader reader;

		private final boolean required;

		private final boolean raw;

		private final boolean text;

		private Payload(FunctionParameter parameter, ValueReader reader) {
			this.parameter = parameter;
			this.type = parameter.valueType();
			this.reader = reader;
			this.required = !parameter.isOptional() && !parameter.isNullable();
			this.raw = this.type == byte[].class || this.type == InputStream.class;
			this.text = this.type == String.class;
		}

		private @Nullable Object read(TriggerRequest request) throws IOException {
			byte[] body = request.getBody();
			if (body.length == 0 && !(this.required && (this.raw || this.text))) {
				return orAbsent(null, "is empty");
			}
			try {
				return orAbsent(this.reader.read(inUtf8(body, request.getHeaders())), "is null");
			}
			catch (UnreadableValueException ex) {
				throw malformed(ex.getMessage(), ex);
			}
		}

		private @Nullable Object orAbsent(@Nullable Object value, String problem) {
			if (value == null && this.required) {
				throw malformed(problem + ", but " + TypeNames.shortName(this.type) + " is expected", null);
			}
			return value;
		}

		private FunctionException malformed(@Nullable String problem, @Nullable Exception cause) {
			return new FunctionException(HttpStatus.BAD_REQUEST,
					"The body for " + this.parameter.describeInCall() + " " + problem, cause);
		}

		private static boolean namesCharset(String contentType) {
			return contentType.indexOf(';') != -1 && contentType.toLowerCase(Locale.ROOT).contains("charset");
		}

		private byte[] inUtf8(byte[] body, HttpHeaders headers) {
			String contentType = headers.getFirst(HttpHeaders.CONTENT_TYPE);
			if (this.raw || contentType == null || !namesCharset(contentType)) {
				return body;
			}
			try {
				Charset charset = MediaType.parseMediaType(contentType).getCharset();
				return (charset == null || charset.equals(StandardCharsets.UTF_8)) ? body
						: charset.newDecoder()
							.decode(ByteBuffer.wrap(body))
							.toString()
							.getBytes(StandardCharsets.UTF_8);
			}
			catch (IllegalArgumentException ex) {
				throw malformed("has the unreadable content type '" + contentType + "'", ex);
			}
			catch (CharacterCodingException ex) {
				throw malformed("is not in the charset of its content type '" + contentType + "'", ex);
			}
		}

	}

}
