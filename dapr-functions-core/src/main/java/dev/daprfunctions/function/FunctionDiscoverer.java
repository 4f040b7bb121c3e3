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

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.daprfunctions.error.InvalidFunctionException;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/**
 * Finds functions by the types of beans, without creating a bean.
 *
 * @since 0.1.0
 */
public final class FunctionDiscoverer {

	private final ConfigurableListableBeanFactory beanFactory;

	private final List<TriggerResolver> triggers;

	/**
	 * Creates a discoverer.
	 * @param beanFactory the beans
	 * @param triggers the annotations that make a method a function
	 */
	public FunctionDiscoverer(ConfigurableListableBeanFactory beanFactory, Collection<TriggerResolver> triggers) {
		this.beanFactory = beanFactory;
		this.triggers = List.copyOf(triggers);
	}

	/**
	 * Finds the functions of all beans.
	 * @return the methods
	 * @throws InvalidFunctionException if a method cannot be a function
	 */
	public List<FunctionMethod> discover() {
		List<FunctionMethod> functions = new ArrayList<>();
		for (String beanName : this.beanFactory.getBeanNamesForType(Object.class)) {
			Class<?> type = beanType(beanName);
			if (type != null) {
				annotatedMethods(type)
					.forEach((method, trigger) -> functions.add(function(beanName, type, method, trigger)));
			}
		}
		return functions;
	}

	private @Nullable Class<?> beanType(String beanName) {
		if (ScopedProxyUtils.isScopedTarget(beanName)) {
			return null;
		}
		Class<?> type = AutoProxyUtils.determineTargetClass(this.beanFactory, beanName);
		if (type != null && ScopedObject.class.isAssignableFrom(type)) {
			Class<?> target = AutoProxyUtils.determineTargetClass(this.beanFactory,
					ScopedProxyUtils.getTargetBeanName(beanName));
			type = (target != null) ? target : type;
		}
		return (type != null) ? ClassUtils.getUserClass(type) : null;
	}

	/**
	 * Finds the methods of a class that are annotated as functions.
	 * @param type the class
	 * @return the methods, with what reads their annotation
	 */
	Map<Method, TriggerResolver> annotatedMethods(Class<?> type) {
		List<TriggerResolver> candidates = this.triggers.stream()
			.filter((trigger) -> AnnotationUtils.isCandidateClass(type, trigger.annotationType()))
			.toList();
		if (candidates.isEmpty() || isSpringsOwn(type)) {
			return Map.of();
		}
		return new LinkedHashMap<>(MethodIntrospector.selectMethods(type,
				(MethodIntrospector.MetadataLookup<TriggerResolver>) (method) -> candidates.stream()
					.filter((trigger) -> AnnotatedElementUtils.hasAnnotation(method, trigger.annotationType()))
					.findFirst()
					.orElse(null)));
	}

	private static boolean isSpringsOwn(Class<?> type) {
		return type.getName().startsWith("org.springframework.")
				&& !AnnotatedElementUtils.isAnnotated(type, Component.class);
	}

	private FunctionMethod function(String beanName, Class<?> type, Method method, TriggerResolver resolver) {
		int modifiers = method.getModifiers();
		if (Modifier.isStatic(modifiers) || Modifier.isPrivate(modifiers)) {
			throw new InvalidFunctionException(
					FunctionMethod.describe(beanName, type, method) + " is "
							+ ((Modifier.isStatic(modifiers)) ? "static" : "private") + ", but is annotated with @"
							+ resolver.annotationType().getSimpleName(),
					"Make the method an instance method that is public, protected or package-private.");
		}
		try {
			return new FunctionMethod(this.beanFactory, beanName, type, method, resolver.resolve(method));
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidFunctionException(
					FunctionMethod.describe(beanName, type, method) + " cannot be a function: " + ex.getMessage(),
					"Correct the attributes of @" + resolver.annotationType().getSimpleName() + ".", ex);
		}
	}

}
