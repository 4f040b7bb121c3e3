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

package dev.daprfunctions.web;

import java.io.OutputStream;
import java.io.Writer;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.Collectors;

import dev.daprfunctions.function.FunctionMethod;
import dev.daprfunctions.function.FunctionParameter;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Refuses parameters of handler methods that cannot work.
 */
final class HttpTriggerParameters {

	private static final String WEB_ANNOTATIONS = RequestParam.class.getPackageName();

	private static final List<String> VALIDATION_ANNOTATIONS = List.of("jakarta.validation.Constraint",
			"jakarta.validation.Valid", "org.springframework.validation.annotation.Validated");

	private static final List<Class<?>> RESPONSE_STREAMS = List.of(OutputStream.class, Writer.class);

	private HttpTriggerParameters() {
	}

	/**
	 * Checks the inputs and outputs of a method.
	 * @param method the method
	 * @throws dev.daprfunctions.error.InvalidFunctionException if one cannot work
	 */
	static void check(FunctionMethod method) {
		method.parameters().stream().filter(FunctionParameter::isDapr).forEach(HttpTriggerParameters::check);
	}

	private static void check(FunctionParameter parameter) {
		List<Class<? extends Annotation>> types = parameter.daprAnnotations();
		if (types.size() > 1) {
			throw parameter.invalid("is annotated with "
					+ types.stream().map((type) -> "@" + type.getSimpleName()).collect(Collectors.joining(" and ")),
					"Keep one of the annotations.", null);
		}
		String annotation = "@" + types.get(0).getSimpleName();
		for (Annotation other : parameter.methodParameter().getParameterAnnotations()) {
			if (other.annotationType().getPackageName().equals(WEB_ANNOTATIONS)) {
				throw parameter
					.invalid(
							"is annotated with " + annotation + " and @" + other.annotationType().getSimpleName()
									+ ", but only one of them can give its argument",
							"Keep one of the annotations.", null);
			}
			if (isValidation(other)) {
				throw parameter.invalid(
						"is annotated with " + annotation + " and @" + other.annotationType().getSimpleName()
								+ ", but only what comes with the request is validated",
						"Remove @" + other.annotationType().getSimpleName() + ".", null);
			}
		}
	}

	private static boolean isValidation(Annotation annotation) {
		MergedAnnotations annotations = MergedAnnotations.from(annotation);
		return VALIDATION_ANNOTATIONS.stream().map(annotations::get).anyMatch(MergedAnnotation::isPresent);
	}

	/**
	 * Checks that no parameter lets a method with outputs write the response by itself.
	 * @param method the method
	 * @throws dev.daprfunctions.error.InvalidFunctionException if one does
	 */
	static void checkNoResponseStream(FunctionMethod method) {
		for (FunctionParameter parameter : method.parameters()) {
			if (RESPONSE_STREAMS.stream().anyMatch((type) -> type.isAssignableFrom(parameter.rawType()))) {
				throw parameter.invalid(
						"writes the response while the method runs, but the outputs of the method are written before "
								+ "the response",
						"Return the body instead, or remove the outputs.", null);
			}
		}
	}

}
