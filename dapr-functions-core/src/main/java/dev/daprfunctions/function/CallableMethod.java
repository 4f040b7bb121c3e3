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
import java.util.Arrays;

import dev.daprfunctions.error.InvalidFunctionException;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Selects the method by which a function is called on its bean, which may be a proxy.
 */
final class CallableMethod {

	private final FunctionMethod function;

	private final Class<?> type;

	private CallableMethod(FunctionMethod function, Class<?> type) {
		this.function = function;
		this.type = type;
	}

	/**
	 * Selects the method.
	 * @param function the function
	 * @param bean its bean
	 * @return the method as the class of the bean shows it
	 * @throws InvalidFunctionException if the bean is a proxy that hides the method
	 */
	static Method of(FunctionMethod function, Object bean) {
		CallableMethod callable = new CallableMethod(function, bean.getClass());
		if (AopUtils.isCglibProxy(bean)) {
			callable.checkOverridable();
		}
		Method method = callable.select();
		ReflectionUtils.makeAccessible(method);
		return method;
	}

	private void checkOverridable() {
		Method method = this.function.getMethod();
		if (Modifier.isFinal(method.getModifiers())) {
			throw notPassedOn("final", "Remove 'final' from the method.");
		}
		boolean packagePrivate = (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) == 0;
		if (packagePrivate && !this.type.getPackageName().equals(method.getDeclaringClass().getPackageName())) {
			throw notPassedOn("package-private in another package than the class of the bean",
					"Make the method protected or public.");
		}
	}

	private InvalidFunctionException notPassedOn(String modifier, String action) {
		return new InvalidFunctionException(this.function.describe() + " is " + modifier
				+ ", so the proxy of the bean cannot pass the call on to the bean", action);
	}

	private Method select() {
		try {
			return AopUtils.selectInvocableMethod(this.function.getMethod(), this.type);
		}
		catch (IllegalStateException ex) {
			return ClassUtils.getAllInterfacesForClassAsSet(this.type)
				.stream()
				.flatMap((candidate) -> Arrays.stream(candidate.getMethods()))
				.filter(this::isImplemented)
				.findFirst()
				.orElseThrow(() -> hidden(ex));
		}
	}

	private boolean isImplemented(Method candidate) {
		Method method = this.function.getMethod();
		return candidate.getName().equals(method.getName())
				&& BridgeMethodResolver.getMostSpecificMethod(candidate, this.function.beanType()).equals(method);
	}

	private InvalidFunctionException hidden(IllegalStateException cause) {
		return new InvalidFunctionException(
				this.function.describe()
						+ " cannot be called through the JDK proxy of the bean, which shows its interfaces only",
				"Declare the method in one of the interfaces of the bean, or let the bean be proxied by class "
						+ "(spring.aop.proxy-target-class=true, proxyTargetClass = true).",
				cause);
	}

}
