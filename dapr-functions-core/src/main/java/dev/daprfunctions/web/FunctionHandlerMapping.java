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

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.daprfunctions.function.FunctionRegistry;
import dev.daprfunctions.function.RouteMatch;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/**
 * Maps requests of the sidecar to functions, and to what the sidecar asks of every
 * application. The effort of a request does not grow with the number of functions.
 *
 * @since 0.1.0
 */
public class FunctionHandlerMapping extends AbstractHandlerMapping {

	/**
	 * Order before the mappings of controllers and router functions, and after those of
	 * the actuator.
	 */
	public static final int DEFAULT_ORDER = -50;

	private final FunctionRegistry registry;

	private final Map<String, HttpRequestHandler> endpoints;

	private @Nullable AbstractHandlerMapping controllers;

	/**
	 * Creates a mapping.
	 * @param registry the functions
	 * @param endpoints what else the sidecar asks for, by path without a leading slash
	 */
	public FunctionHandlerMapping(FunctionRegistry registry, Map<String, ? extends HttpRequestHandler> endpoints) {
		this.registry = registry;
		this.endpoints = new HashMap<>(endpoints);
		setOrder(DEFAULT_ORDER);
	}

	/**
	 * Lets functions have the interceptors and the CORS configuration of controllers.
	 * What the sidecar asks when it starts has no interceptors: one that answers for the
	 * application would leave it without subscriptions and bindings, unnoticed.
	 * @param controllers the mapping of controllers
	 */
	public void copyFrom(AbstractHandlerMapping controllers) {
		this.controllers = controllers;
		HandlerInterceptor[] interceptors = controllers.getAdaptedInterceptors();
		if (interceptors != null) {
			setInterceptors((Object[]) interceptors);
		}
		CorsConfigurationSource cors = controllers.getCorsConfigurationSource();
		if (cors != null) {
			setCorsConfigurationSource(cors);
		}
	}

	@Override
	protected void detectMappedInterceptors(List<HandlerInterceptor> interceptors) {
		if (this.controllers == null) {
			super.detectMappedInterceptors(interceptors);
		}
	}

	@Override
	protected HandlerExecutionChain getHandlerExecutionChain(Object handler, HttpServletRequest request) {
		return (handler instanceof RouteMatch match && !isProbe(match, request))
				? super.getHandlerExecutionChain(handler, request) : new HandlerExecutionChain(handler);
	}

	private static boolean isProbe(RouteMatch match, HttpServletRequest request) {
		return HttpMethod.OPTIONS.matches(request.getMethod()) && match.isProbed();
	}

	@Override
	protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
		String path = RequestPaths.pathOf(request);
		RouteMatch match = this.registry.find(path);
		if (match != null) {
			exposePattern(request, "/" + match.functions().get(0).trigger().route().path());
			return match;
		}
		HttpRequestHandler endpoint = this.endpoints.get(path);
		if (endpoint != null) {
			exposePattern(request, "/" + path);
		}
		return endpoint;
	}

	private static void exposePattern(HttpServletRequest request, String pattern) {
		request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, pattern);
		ServerHttpObservationFilter.findObservationContext(request)
			.ifPresent((context) -> context.setPathPattern(pattern));
	}

}
