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

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.daprfunctions.error.ErrorCode;
import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.function.FailureResponses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.ModelAndView;

/**
 * Refuses requests for handler methods that have inputs or outputs where functions are
 * switched off, instead of letting Spring MVC bind inputs to what the caller sends.
 *
 * @since 0.1.0
 */
public final class DisabledHttpTriggerHandlerAdapter implements HandlerAdapter, Ordered {

	private final FailureResponses failures;

	private final String reason;

	private final Map<HttpTriggers.Key, Boolean> annotated = new ConcurrentHashMap<>();

	/**
	 * Creates an adapter.
	 * @param failures the responses of failures
	 * @param reason why functions are switched off, to follow "because"
	 */
	public DisabledHttpTriggerHandlerAdapter(FailureResponses failures, String reason) {
		this.failures = failures;
		this.reason = reason;
	}

	@Override
	public int getOrder() {
		return HttpTriggerHandlerAdapter.DEFAULT_ORDER;
	}

	@Override
	public boolean supports(Object handler) {
		return handler instanceof HandlerMethod method && this.annotated.computeIfAbsent(HttpTriggers.Key.of(method),
				(key) -> HttpTriggers.isAnnotated(method));
	}

	@Override
	public @Nullable ModelAndView handle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException {
		HandlerMethod method = (HandlerMethod) handler;
		FunctionException failure = new FunctionException(HttpStatus.NOT_IMPLEMENTED,
				ErrorCode.ERR_FUNCTION_FAILED.name(), method.getBeanType().getSimpleName() + "."
						+ method.getMethod().getName() + " cannot be called, because " + this.reason,
				null);
		FunctionHandlerAdapter.write(this.failures.respond(failure), response);
		return null;
	}

}
