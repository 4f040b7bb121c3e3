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

import dev.daprfunctions.function.FailureResponses;
import dev.daprfunctions.web.HttpTriggerExceptionResolver;
import dev.daprfunctions.web.HttpTriggers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.ExceptionHandlerExceptionResolver;

/**
 * {@link WebMvcConfigurer} that answers failures of inputs and outputs after the
 * application's own exception handlers, and before Spring MVC's defaults.
 */
final class HttpTriggerWebMvcConfigurer implements WebMvcConfigurer, Ordered {

	private final ObjectProvider<HttpTriggers> triggers;

	private final ObjectProvider<FailureResponses> failures;

	HttpTriggerWebMvcConfigurer(ObjectProvider<HttpTriggers> triggers, ObjectProvider<FailureResponses> failures) {
		this.triggers = triggers;
		this.failures = failures;
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
		int index = resolvers.size();
		for (int i = 0; i < resolvers.size(); i++) {
			if (resolvers.get(i) instanceof ExceptionHandlerExceptionResolver) {
				index = i + 1;
			}
		}
		resolvers.add(index, new HttpTriggerExceptionResolver(this.triggers::getObject, this.failures::getObject));
	}

}
