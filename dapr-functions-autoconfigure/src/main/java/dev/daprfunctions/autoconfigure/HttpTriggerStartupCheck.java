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
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.daprfunctions.function.FunctionDefinition;
import dev.daprfunctions.web.HttpTriggerHandlerAdapter;
import dev.daprfunctions.web.HttpTriggerHelperMethods;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationContext;
import org.springframework.web.method.ControllerAdviceBean;
import org.springframework.web.method.HandlerMethod;

/**
 * Decides about the inputs and outputs of all handler methods once the controllers are
 * there, and stops the start of the application if one cannot work.
 */
final class HttpTriggerStartupCheck implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(HttpTriggerStartupCheck.class);

	private static final int LOGGED_NAMES = 20;

	private final ApplicationContext context;

	private final HttpTriggerHandlerAdapter adapter;

	HttpTriggerStartupCheck(ApplicationContext context, HttpTriggerHandlerAdapter adapter) {
		this.context = context;
		this.adapter = adapter;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<HandlerMethod> handlers = HandlerMethods.of(this.context);
		Stream.concat(handlers.stream().map(HandlerMethod::getBeanType),
				ControllerAdviceBean.findAnnotatedBeans(this.context).stream().map(ControllerAdviceBean::getBeanType))
			.filter(Objects::nonNull)
			.distinct()
			.forEach(HttpTriggerHelperMethods::check);
		log(this.adapter.add(handlers));
	}

	private static void log(List<FunctionDefinition> triggers) {
		if (!triggers.isEmpty()) {
			int more = Math.max(triggers.size() - LOGGED_NAMES, 0);
			logger.info("HTTP triggers: " + triggers.stream()
				.map((trigger) -> trigger.trigger().name())
				.limit(LOGGED_NAMES)
				.collect(Collectors.joining(", ")) + ((more > 0) ? " and " + more + " more" : ""));
		}
	}

}
