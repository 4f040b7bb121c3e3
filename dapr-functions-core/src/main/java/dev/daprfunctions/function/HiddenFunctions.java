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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Warns of annotated methods that discovery could not see, because the declared type of
 * their bean does not show them: once for each bean, when it is created.
 *
 * @since 0.1.0
 */
public final class HiddenFunctions implements BeanPostProcessor {

	private static final Log logger = LogFactory.getLog(HiddenFunctions.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final FunctionDiscoverer discoverer;

	private final Map<String, List<FunctionMethod>> known;

	private final Set<String> checked = ConcurrentHashMap.newKeySet();

	private HiddenFunctions(ConfigurableListableBeanFactory beanFactory, FunctionDiscoverer discoverer,
			Collection<FunctionDefinition> functions) {
		this.beanFactory = beanFactory;
		this.discoverer = discoverer;
		this.known = functions.stream()
			.map(FunctionDefinition::method)
			.collect(Collectors.groupingBy(FunctionMethod::beanName));
	}

	/**
	 * Warns of the hidden functions of the singletons that were created already, and from
	 * now on of those of each bean that is created.
	 * @param beanFactory the beans
	 * @param discoverer what found the functions
	 * @param functions the functions that were found
	 */
	public static void warn(ConfigurableListableBeanFactory beanFactory, FunctionDiscoverer discoverer,
			Collection<FunctionDefinition> functions) {
		HiddenFunctions hidden = new HiddenFunctions(beanFactory, discoverer, functions);
		beanFactory.addBeanPostProcessor(hidden);
		for (String beanName : beanFactory.getSingletonNames()) {
			Object bean = beanFactory.getSingleton(beanName);
			if (bean != null && !ScopedProxyUtils.isScopedTarget(beanName)) {
				hidden.check(bean, beanName);
			}
		}
	}

	@Override
	public @Nullable Object postProcessAfterInitialization(Object bean, String beanName) {
		if (this.beanFactory.containsBeanDefinition(beanName)) {
			check(bean, beanName);
		}
		return bean;
	}

	private void check(Object bean, String beanName) {
		Class<?> type = ClassUtils.getUserClass(AopUtils.getTargetClass(bean));
		if (this.checked.add(beanName + ":" + type.getName())) {
			check(beanName, type);
		}
	}

	private void check(String beanName, Class<?> actualType) {
		List<FunctionMethod> visible = this.known.getOrDefault(
				ScopedProxyUtils.isScopedTarget(beanName) ? ScopedProxyUtils.getOriginalBeanName(beanName) : beanName,
				List.of());
		if (visible.stream().anyMatch((function) -> function.beanType() == actualType)) {
			return;
		}
		for (Method method : this.discoverer.annotatedMethods(actualType).keySet()) {
			if (visible.stream().noneMatch((function) -> isSameSignature(function.getMethod(), method))) {
				logger.warn("Method " + method.getName() + " of " + actualType.getName()
						+ " is annotated as a function, but will never be called: the declared type of bean '"
						+ beanName + "' does not show it. Declare the bean by its class, for example as the return "
						+ "type of its @Bean method.");
			}
		}
	}

	private static boolean isSameSignature(Method method, Method other) {
		return method.getName().equals(other.getName()) && method.getParameterCount() == other.getParameterCount();
	}

}
