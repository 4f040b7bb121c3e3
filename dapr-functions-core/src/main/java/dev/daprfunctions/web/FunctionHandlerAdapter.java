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
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;

import dev.daprfunctions.function.AsyncCall;
import dev.daprfunctions.function.FailureResponses;
import dev.daprfunctions.function.FunctionDefinition;
import dev.daprfunctions.function.FunctionInvoker;
import dev.daprfunctions.function.RouteMatch;
import dev.daprfunctions.function.TriggerRequest;
import dev.daprfunctions.function.TriggerResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.context.request.async.AsyncWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.ModelAndView;

/**
 * Calls the functions that {@link FunctionHandlerMapping} found.
 *
 * @since 0.1.0
 */
public class FunctionHandlerAdapter implements HandlerAdapter {

	private final FunctionInvoker invoker;

	private final FailureResponses failures;

	private final @Nullable Duration asyncTimeout;

	/**
	 * Creates an adapter.
	 * @param invoker calls functions
	 * @param failures answers requests that no function accepts
	 * @param asyncTimeout how long a function may take that returns a
	 * {@code CompletionStage} or {@code Mono}, or {@code null} for any time
	 */
	public FunctionHandlerAdapter(FunctionInvoker invoker, FailureResponses failures, @Nullable Duration asyncTimeout) {
		this.invoker = invoker;
		this.failures = failures;
		this.asyncTimeout = asyncTimeout;
	}

	@Override
	public boolean supports(Object handler) {
		return handler instanceof RouteMatch;
	}

	@Override
	public @Nullable ModelAndView handle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws Exception {
		RouteMatch match = (RouteMatch) handler;
		FunctionDefinition function = match.function(request.getMethod());
		if (function == null) {
			refuse(match, request, response);
			return null;
		}
		TriggerRequest triggerRequest = new ServletTriggerRequest(request, match.variables());
		if (function.isAsync()) {
			handleAsync(function, triggerRequest, request, response);
		}
		else {
			write(function, triggerRequest, this.invoker.invoke(function, triggerRequest), response);
		}
		return null;
	}

	private void refuse(RouteMatch match, HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (HttpMethod.OPTIONS.matches(request.getMethod())) {
			// A sidecar would take 405 for an application that wants an input binding.
			response.setStatus((match.isProbed()) ? HttpServletResponse.SC_OK : HttpServletResponse.SC_NOT_FOUND);
			return;
		}
		write(this.failures.refuse(match, request.getMethod()), response);
	}

	private void handleAsync(FunctionDefinition function, TriggerRequest triggerRequest, HttpServletRequest request,
			HttpServletResponse response) throws Exception {
		WebAsyncManager manager = WebAsyncUtils.getAsyncManager(request);
		if (manager.hasConcurrentResult()) {
			Object result = manager.getConcurrentResult();
			manager.clearConcurrentResult();
			write(function, triggerRequest,
					(result instanceof Throwable failure) ? this.failures.respond(function, triggerRequest, failure)
							: (TriggerResponse) Objects.requireNonNull(result),
					response);
			return;
		}
		AsyncCall call = this.invoker.invokeAsync(function, triggerRequest);
		DeferredResult<TriggerResponse> result = new DeferredResult<>(
				(this.asyncTimeout != null) ? this.asyncTimeout.toMillis() : -1L, () -> call.expire(this.asyncTimeout));
		AsyncWebRequest asyncRequest = WebAsyncUtils.createAsyncWebRequest(request, response);
		manager.setAsyncWebRequest(asyncRequest);
		manager.startDeferredResultProcessing(result);
		call.subscribe((answer) -> {
			if (!result.setResult(answer)) {
				answer.discard();
			}
		}, result::setErrorResult);
	}

	private void write(FunctionDefinition function, TriggerRequest request, TriggerResponse source,
			HttpServletResponse target) throws IOException {
		try {
			write(source, target);
		}
		catch (IOException ex) {
			if (source.stream() == null || target.isCommitted()) {
				throw ex;
			}
			target.resetBuffer();
			write(this.failures.respond(function, request, ex), target);
		}
	}

	static void write(TriggerResponse source, HttpServletResponse target) throws IOException {
		target.setStatus(source.status().value());
		HttpHeaders headers = source.headers();
		headers.forEach((name, values) -> {
			if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
				values.forEach((value) -> target.addHeader(name, value));
			}
		});
		MediaType contentType = headers.getContentType();
		if (contentType != null) {
			target.setContentType(contentType.toString());
		}
		InputStream stream = source.stream();
		if (stream != null) {
			try (stream) {
				stream.transferTo(target.getOutputStream());
			}
		}
		else if (source.body() != null) {
			target.setContentLength(source.body().length);
			target.getOutputStream().write(source.body());
		}
	}

}
