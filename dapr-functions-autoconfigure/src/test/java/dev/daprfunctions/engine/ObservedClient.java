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

package dev.daprfunctions.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import io.dapr.client.DaprClient;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Client that can be disturbed before it calls a binding.
 */
class ObservedClient implements BeanPostProcessor {

	private volatile Runnable beforeBinding = () -> {
	};

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!(bean instanceof DaprClient client)) {
			return bean;
		}
		return Proxy.newProxyInstance(DaprClient.class.getClassLoader(), new Class<?>[] { DaprClient.class },
				(proxy, method, arguments) -> call(client, method, arguments));
	}

	private Object call(DaprClient client, Method method, Object[] arguments) throws Throwable {
		if (method.getName().equals("invokeBinding")) {
			this.beforeBinding.run();
		}
		try {
			return method.invoke(client, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	void beforeBinding(Runnable beforeBinding) {
		this.beforeBinding = beforeBinding;
	}

}
