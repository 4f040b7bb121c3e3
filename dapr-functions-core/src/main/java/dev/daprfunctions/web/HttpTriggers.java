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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.daprfunctions.annotation.DaprBinding;
import dev.daprfunctions.annotation.DaprInvoke;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.function.FunctionDefinition;
import dev.daprfunctions.function.FunctionDefinitionFactory;
import dev.daprfunctions.function.FunctionMethod;
import dev.daprfunctions.function.FunctionParameter;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * Handler methods of Spring MVC that have inputs or outputs. Each handler method is
 * looked at once: those of controllers when the application starts, others by their first
 * request.
 *
 * @since 0.1.0
 */
public final class HttpTriggers {

	private static final List<Class<? extends Annotation>> RETURN_VALUE_ANNOTATIONS = List.of(DaprState.class,
			DaprPublish.class, DaprInvoke.class, DaprBinding.class);

	private final FunctionDefinitionFactory factory;

	private final BeanFactory beanFactory;

	private final Map<Key, Optional<FunctionDefinition>> definitions = new ConcurrentHashMap<>();

	/**
	 * Creates an empty collection.
	 * @param factory decides about inputs and outputs
	 * @param beanFactory the beans
	 */
	public HttpTriggers(FunctionDefinitionFactory factory, BeanFactory beanFactory) {
		this.factory = factory;
		this.beanFactory = beanFactory;
	}

	/**
	 * Returns the definition of a handler method.
	 * @param handler the handler method
	 * @return the definition, or {@code null} if the method has neither inputs nor
	 * outputs
	 * @throws dev.daprfunctions.error.InvalidFunctionException if the method was not seen
	 * before, and cannot work
	 */
	public @Nullable FunctionDefinition find(HandlerMethod handler) {
		Key key = Key.of(handler);
		Optional<FunctionDefinition> known = this.definitions.get(key);
		return ((known != null) ? known : this.definitions.computeIfAbsent(key, (unknown) -> define(handler)))
			.orElse(null);
	}

	private Optional<FunctionDefinition> define(HandlerMethod handler) {
		if (!isAnnotated(handler)) {
			return Optional.empty();
		}
		FunctionMethod method = FunctionMethod.ofHandler(this.beanFactory, beanName(handler), handler.getBeanType(),
				handler.getMethod());
		HttpTriggerParameters.check(method);
		FunctionDefinition definition = this.factory.createHandler(method);
		if (definition.hasOutputs()) {
			HttpTriggerResponses.check(method, definition.returnsOutput());
		}
		return Optional.of(definition);
	}

	/**
	 * Returns whether a handler method has inputs or outputs.
	 * @param handler the handler method
	 * @return {@code true} if the method or a parameter has an annotation of this library
	 */
	static boolean isAnnotated(HandlerMethod handler) {
		return Arrays.stream(handler.getMethodParameters()).anyMatch(FunctionParameter::isDapr)
				|| RETURN_VALUE_ANNOTATIONS.stream()
					.anyMatch((type) -> AnnotatedElementUtils.hasAnnotation(handler.getMethod(), type));
	}

	private static String beanName(HandlerMethod handler) {
		HandlerMethod source = handler.getResolvedFromHandlerMethod();
		Object bean = ((source != null) ? source : handler).getBean();
		return (bean instanceof String name) ? name : ClassUtils.getShortNameAsProperty(handler.getBeanType());
	}

	/**
	 * What handler methods are told apart by.
	 *
	 * @param beanType the class of the controller
	 * @param method the method
	 */
	record Key(Class<?> beanType, Method method) {

		static Key of(HandlerMethod handler) {
			return new Key(handler.getBeanType(), handler.getMethod());
		}

	}

}
