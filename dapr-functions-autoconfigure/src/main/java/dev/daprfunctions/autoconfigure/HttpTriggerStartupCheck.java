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
import java.util.stream.Collectors;

import dev.daprfunctions.function.FunctionDefinition;
import dev.daprfunctions.web.HttpTriggerHandlerAdapter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Decides about the inputs and outputs of all handler methods once the controllers are
 * there, and stops the start of the application if one cannot work.
 */
final class HttpTriggerStartupCheck implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(HttpTriggerStartupCheck.class);

	private static final int LOGGED_NAMES = 20;

	private final ListableBeanFactory beanFactory;

	private final HttpTriggerHandlerAdapter adapter;

	HttpTriggerStartupCheck(ListableBeanFactory beanFactory, HttpTriggerHandlerAdapter adapter) {
		this.beanFactory = beanFactory;
		this.adapter = adapter;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<FunctionDefinition> triggers = this.adapter.add(HandlerMethods.of(this.beanFactory));
		if (!triggers.isEmpty()) {
			int more = Math.max(triggers.size() - LOGGED_NAMES, 0);
			logger.info("HTTP triggers: " + triggers.stream()
				.map((trigger) -> trigger.trigger().name())
				.limit(LOGGED_NAMES)
				.collect(Collectors.joining(", ")) + ((more > 0) ? " and " + more + " more" : ""));
		}
	}

}
