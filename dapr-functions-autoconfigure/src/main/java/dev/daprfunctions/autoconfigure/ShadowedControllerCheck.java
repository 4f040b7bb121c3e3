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

import java.util.Map;

import dev.daprfunctions.function.FunctionDefinition;
import dev.daprfunctions.function.FunctionRegistry;
import dev.daprfunctions.function.RouteMatch;
import dev.daprfunctions.web.FunctionHandlerMapping;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.util.StringUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

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
		if (!this.registry.functions().isEmpty()) {
			this.controllers.stream()
				.filter((mapping) -> mapping.getOrder() > FunctionHandlerMapping.DEFAULT_ORDER)
				.map(RequestMappingInfoHandlerMapping::getHandlerMethods)
				.forEach(this::check);
		}
	}

	private void check(Map<RequestMappingInfo, HandlerMethod> methods) {
		methods.forEach((mapping, method) -> mapping.getPatternValues().forEach((path) -> check(path, method)));
	}

	private void check(String path, HandlerMethod method) {
		RouteMatch match = this.registry.find(StringUtils.trimLeadingCharacter(path, '/'));
		if (match != null) {
			warn(match.functions().get(0), path, method);
		}
	}

	private static void warn(FunctionDefinition function, String path, HandlerMethod controller) {
		logger.warn("The controller method " + controller.getShortLogMessage() + " on '" + path + "' is never called: "
				+ function.method().describeInSentence() + " is on the route '" + function.trigger().route()
				+ "'. Give one of them another path.");
	}

}
