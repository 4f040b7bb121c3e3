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

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.daprfunctions.function.FunctionDefinition;
import dev.daprfunctions.function.FunctionStages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.util.Assert;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;

/**
 * Calls handler methods of Spring MVC that have inputs or outputs, as the application's
 * own {@link RequestMappingHandlerAdapter} would call them. All other handler methods are
 * left to that one.
 *
 * @since 0.1.0
 */
public final class HttpTriggerHandlerAdapter implements HandlerAdapter, Ordered {

	/**
	 * Order before the adapter that takes all handler methods.
	 */
	public static final int DEFAULT_ORDER = 0;

	private final HttpTriggers triggers;

	private final FunctionStages stages;

	private final SingletonSupplier<HttpTriggerMethodAdapter> delegate;

	/**
	 * Creates an adapter.
	 * @param triggers the handler methods
	 * @param stages reads inputs and writes outputs
	 * @param settings returns the adapter whose settings are taken over, asked when the
	 * first handler method is added
	 */
	public HttpTriggerHandlerAdapter(HttpTriggers triggers, FunctionStages stages,
			Supplier<RequestMappingHandlerAdapter> settings) {
		this.triggers = triggers;
		this.stages = stages;
		this.delegate = SingletonSupplier
			.of(() -> HttpTriggerMethodAdapter.create(settings.get(), this::createInvocableMethod));
	}

	/**
	 * Adds handler methods before their first request.
	 * @param handlers handler methods, most of which may have neither inputs nor outputs
	 * @return those that have
	 * @throws dev.daprfunctions.error.InvalidFunctionException if one cannot work
	 */
	public List<FunctionDefinition> add(Collection<HandlerMethod> handlers) {
		List<FunctionDefinition> added = handlers.stream()
			.map(this.triggers::find)
			.<FunctionDefinition>flatMap(Stream::ofNullable)
			.toList();
		if (!added.isEmpty()) {
			this.delegate.obtain();
		}
		return added;
	}

	@Override
	public int getOrder() {
		return DEFAULT_ORDER;
	}

	@Override
	public boolean supports(Object handler) {
		return handler instanceof HandlerMethod method && this.triggers.find(method) != null;
	}

	@Override
	public @Nullable ModelAndView handle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws Exception {
		return this.delegate.obtain().handle(request, response, handler);
	}

	private ServletInvocableHandlerMethod createInvocableMethod(HandlerMethod handler) {
		FunctionDefinition function = this.triggers.find(handler);
		Assert.state(function != null, () -> handler + " has neither inputs nor outputs");
		return new HttpTriggerMethod(handler, function, this.stages);
	}

}
