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
import java.util.function.Supplier;

import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.function.FailureResponses;
import dev.daprfunctions.function.FunctionDefinition;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers calls of handler methods whose inputs could not be read, or whose outputs could
 * not be written, with problem details.
 *
 * @since 0.1.0
 */
public final class HttpTriggerExceptionResolver implements HandlerExceptionResolver {

	private static final Log logger = LogFactory.getLog(HttpTriggerExceptionResolver.class);

	private final Supplier<HttpTriggers> triggers;

	private final Supplier<FailureResponses> failures;

	/**
	 * Creates a resolver.
	 * @param triggers returns the handler methods, asked by the first failure
	 * @param failures returns the responses of failures, asked by the first one
	 */
	public HttpTriggerExceptionResolver(Supplier<HttpTriggers> triggers, Supplier<FailureResponses> failures) {
		this.triggers = triggers;
		this.failures = failures;
	}

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception ex) {
		if (!(ex instanceof FunctionException) || !(handler instanceof HandlerMethod method)
				|| response.isCommitted()) {
			return null;
		}
		FunctionDefinition function = this.triggers.get().find(method);
		return (function != null) ? respond(function, request, response, ex) : null;
	}

	private @Nullable ModelAndView respond(FunctionDefinition function, HttpServletRequest request,
			HttpServletResponse response, Exception failure) {
		try {
			FunctionHandlerAdapter.write(
					this.failures.get().respond(function, new ServletTriggerRequest(request, Map.of()), failure),
					response);
			return new ModelAndView();
		}
		catch (IOException ex) {
			logger.warn("The failure of " + function + " could not be sent: " + ex.getMessage());
			return null;
		}
	}

}
