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

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Handler methods of an application.
 */
final class HandlerMethods {

	private HandlerMethods() {
	}

	/**
	 * Returns the handler methods of all controllers.
	 * @param beanFactory the beans
	 * @return the methods in the order of the mappings
	 */
	static List<HandlerMethod> of(ListableBeanFactory beanFactory) {
		return BeanFactoryUtils
			.beansOfTypeIncludingAncestors(beanFactory, RequestMappingInfoHandlerMapping.class, true, false)
			.values()
			.stream()
			.flatMap((mapping) -> mapping.getHandlerMethods().values().stream())
			.toList();
	}

}
