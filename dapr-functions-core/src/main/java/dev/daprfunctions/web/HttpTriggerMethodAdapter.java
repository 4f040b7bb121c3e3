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

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;

/**
 * {@link RequestMappingHandlerAdapter} that calls handler methods with inputs and
 * outputs, with all settings of the application's own one.
 */
final class HttpTriggerMethodAdapter extends RequestMappingHandlerAdapter {

	private final Function<HandlerMethod, ServletInvocableHandlerMethod> methods;

	private HttpTriggerMethodAdapter(Function<HandlerMethod, ServletInvocableHandlerMethod> methods) {
		this.methods = methods;
	}

	/**
	 * Creates an adapter.
	 * @param source the application's own adapter, after its initialization
	 * @param methods creates what calls a handler method
	 * @return the initialized adapter
	 */
	static HttpTriggerMethodAdapter create(RequestMappingHandlerAdapter source,
			Function<HandlerMethod, ServletInvocableHandlerMethod> methods) {
		List<HandlerMethodArgumentResolver> resolvers = source.getArgumentResolvers();
		Assert.state(resolvers != null, "The RequestMappingHandlerAdapter was not initialized");
		HttpTriggerMethodAdapter adapter = new HttpTriggerMethodAdapter(methods);
		copySettings(source, adapter);
		List<HandlerMethodArgumentResolver> all = new ArrayList<>(resolvers);
		all.add(0, new HttpTriggerArgumentResolver());
		adapter.setArgumentResolvers(all);
		adapter.setMessageConverters(source.getMessageConverters());
		adapter.setErrorResponseInterceptors(source.getErrorResponseInterceptors());
		adapter.afterPropertiesSet();
		return adapter;
	}

	// Several settings, such as those of asynchronous requests, have no getters.
	private static void copySettings(RequestMappingHandlerAdapter source, HttpTriggerMethodAdapter target) {
		ReflectionUtils.doWithFields(RequestMappingHandlerAdapter.class, (field) -> {
			ReflectionUtils.makeAccessible(field);
			field.set(target, field.get(source));
		}, ReflectionUtils.COPYABLE_FIELDS);
	}

	@Override
	protected ServletInvocableHandlerMethod createInvocableHandlerMethod(HandlerMethod handlerMethod) {
		return this.methods.apply(handlerMethod);
	}

}
