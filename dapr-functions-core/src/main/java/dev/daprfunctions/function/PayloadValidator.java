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

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.daprfunctions.error.UnreadablePayloadException;
import org.jspecify.annotations.Nullable;

import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.SmartValidator;
import org.springframework.validation.Validator;

/**
 * Validates the payload of one function; lists and maps are validated by their values.
 */
final class PayloadValidator {

	private final Validator validator;

	private final Object[] hints;

	private final FunctionParameter parameter;

	PayloadValidator(Validator validator, Object[] hints, FunctionParameter parameter) {
		this.validator = validator;
		this.hints = hints;
		this.parameter = parameter;
	}

	void validate(Object payload) {
		List<Violation> violations = new ArrayList<>();
		validate(payload, "", violations);
		if (!violations.isEmpty()) {
			throw new InvalidPayloadException(this.parameter, violations);
		}
	}

	private void validate(@Nullable Object value, String path, List<Violation> violations) {
		if (value instanceof Collection<?> elements) {
			int index = 0;
			for (Object element : elements) {
				validate(element, path + "[" + index++ + "]", violations);
			}
		}
		else if (value instanceof Map<?, ?> entries) {
			entries.forEach((key, element) -> validate(element, path + "[" + key + "]", violations));
		}
		else if (value != null && this.validator.supports(value.getClass())) {
			validateBean(value, path, violations);
		}
	}

	private void validateBean(Object value, String path, List<Violation> violations) {
		BeanPropertyBindingResult errors = new BeanPropertyBindingResult(value, this.parameter.name());
		if (this.validator instanceof SmartValidator smart && this.hints.length > 0) {
			smart.validate(value, errors, this.hints);
		}
		else {
			this.validator.validate(value, errors);
		}
		errors.getAllErrors().forEach((error) -> {
			String field = (error instanceof FieldError fieldError) ? fieldError.getField() : "";
			violations.add(new Violation((path.isEmpty() || field.isEmpty()) ? path + field : path + "." + field,
					(error.getDefaultMessage() != null) ? error.getDefaultMessage() : "is invalid"));
		});
	}

	/**
	 * One violation.
	 *
	 * @param field the path of the field, empty for the payload itself
	 * @param message what is wrong with it
	 */
	private record Violation(String field, String message) {

		Map<String, String> toMap() {
			Map<String, String> map = new LinkedHashMap<>();
			map.put("field", this.field);
			map.put("message", this.message);
			return map;
		}

		@Override
		public String toString() {
			return (this.field.isEmpty()) ? this.message : "'" + this.field + "' " + this.message;
		}

	}

	/**
	 * A payload with violations; the response lists them.
	 */
	private static final class InvalidPayloadException extends UnreadablePayloadException {

		private InvalidPayloadException(FunctionParameter parameter, List<Violation> violations) {
			super("The body for " + parameter.describeInCall() + " is invalid: "
					+ violations.stream().map(Violation::toString).collect(Collectors.joining("; ")), null);
			getBody().setProperty("violations", violations.stream().map(Violation::toMap).toList());
		}

	}

}
