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

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.FunctionParameter;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Methods of controllers and controller advice that only help handler methods. They have
 * neither inputs nor outputs: Spring MVC would bind their parameters to what the caller
 * sends.
 *
 * @since 0.1.0
 */
public final class HttpTriggerHelperMethods {

	private static final List<Class<? extends Annotation>> ANNOTATIONS = List.of(ModelAttribute.class, InitBinder.class,
			ExceptionHandler.class);

	private HttpTriggerHelperMethods() {
	}

	/**
	 * Checks that the helper methods of a class have neither inputs nor outputs.
	 * @param type the class of a controller or controller advice
	 * @throws InvalidFunctionException if one has
	 */
	public static void check(Class<?> type) {
		MethodIntrospector.selectMethods(type, HttpTriggerHelperMethods::isHelper)
			.stream()
			.map(AnnotatedMethod::new)
			.filter((method) -> Arrays.stream(method.getMethodParameters()).anyMatch(FunctionParameter::isDapr))
			.findFirst()
			.ifPresent((method) -> {
				throw new InvalidFunctionException(
						"Method " + method.getMethod().getName() + " of " + type.getName()
								+ " has inputs or outputs, but only helps handler methods",
						"Move the parameters to the handler methods: @ModelAttribute, @InitBinder and "
								+ "@ExceptionHandler methods have neither inputs nor outputs.");
			});
	}

	private static boolean isHelper(Method method) {
		return ANNOTATIONS.stream().anyMatch((type) -> AnnotatedElementUtils.hasAnnotation(method, type))
				&& !AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class);
	}

}
