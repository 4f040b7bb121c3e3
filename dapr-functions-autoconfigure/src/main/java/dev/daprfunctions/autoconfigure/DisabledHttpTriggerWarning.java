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

import dev.daprfunctions.web.DisabledHttpTriggerHandlerAdapter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Warns of handler methods that cannot be called, because functions are switched off.
 */
final class DisabledHttpTriggerWarning implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(DisabledHttpTriggerWarning.class);

	private final ListableBeanFactory beanFactory;

	private final DisabledHttpTriggerHandlerAdapter adapter;

	DisabledHttpTriggerWarning(ListableBeanFactory beanFactory, DisabledHttpTriggerHandlerAdapter adapter) {
		this.beanFactory = beanFactory;
		this.adapter = adapter;
	}

	@Override
	public void afterSingletonsInstantiated() {
		HandlerMethods.of(this.beanFactory)
			.stream()
			.filter(this.adapter::supports)
			.forEach((method) -> logger.warn(method + " has inputs or outputs and will be answered by 501, because "
					+ "dapr.functions.enabled is false"));
	}

}
