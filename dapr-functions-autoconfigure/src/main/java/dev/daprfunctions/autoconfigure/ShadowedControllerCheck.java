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

package dev.daprfunctions.autoconfigure;

import java.util.List;
import java.util.Map;

import dev.daprfunctions.function.FunctionDefinition;
import dev.daprfunctions.function.FunctionRegistry;
import dev.daprfunctions.web.FunctionHandlerMapping;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.http.server.PathContainer;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Warns of methods of controllers that are never called, because a function is on their
 * path: functions go first, whatever the HTTP method.
 */
final class ShadowedControllerCheck implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(ShadowedControllerCheck.class);

	private final FunctionRegistry registry;

	private final ObjectProvider<RequestMappingInfoHandlerMapping> controllers;

	ShadowedControllerCheck(FunctionRegistry registry, ObjectProvider<RequestMappingInfoHandlerMapping> controllers) {
		this.registry = registry;
		this.controllers = controllers;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<FunctionPath> functions = this.registry.functions().stream().map(FunctionPath::of).toList();
		if (!functions.isEmpty()) {
			this.controllers.stream()
				.filter((mapping) -> mapping.getOrder() > FunctionHandlerMapping.DEFAULT_ORDER)
				.map(RequestMappingInfoHandlerMapping::getHandlerMethods)
				.forEach((methods) -> check(functions, methods));
		}
	}

	private static void check(List<FunctionPath> functions, Map<RequestMappingInfo, HandlerMethod> methods) {
		methods.forEach((mapping, method) -> mapping.getPatternValues()
			.forEach((path) -> functions.stream()
				.filter((function) -> function.covers(path))
				.findFirst()
				.ifPresent((function) -> warn(function.function(), path, method))));
	}

	private static void warn(FunctionDefinition function, String path, HandlerMethod controller) {
		logger.warn("The controller method " + controller.getShortLogMessage() + " on '" + path + "' is never called: "
				+ function.method().describeInSentence() + " is on the route '" + function.trigger().route()
				+ "'. Give one of them another path.");
	}

	/**
	 * Function and its path.
	 *
	 * @param function the function
	 * @param pattern the path as Spring MVC writes it
	 */
	private record FunctionPath(FunctionDefinition function, PathPattern pattern) {

		static FunctionPath of(FunctionDefinition function) {
			return new FunctionPath(function,
					PathPatternParser.defaultInstance.parse("/" + function.trigger().route().path()));
		}

		boolean covers(String path) {
			return this.pattern.matches(PathContainer.parsePath(path));
		}

	}

}
