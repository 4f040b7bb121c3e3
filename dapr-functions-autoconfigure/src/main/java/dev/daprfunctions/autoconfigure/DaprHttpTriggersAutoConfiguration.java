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

import dev.daprfunctions.function.FailureResponses;
import dev.daprfunctions.function.FunctionDefinitionFactory;
import dev.daprfunctions.function.FunctionStages;
import dev.daprfunctions.web.DisabledHttpTriggerHandlerAdapter;
import dev.daprfunctions.web.HttpTriggerHandlerAdapter;
import dev.daprfunctions.web.HttpTriggers;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Auto-configuration of inputs and outputs of Spring MVC's handler methods.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = DaprFunctionsAutoConfiguration.class)
@ConditionalOnClass({ DispatcherServlet.class, WebMvcAutoConfiguration.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public final class DaprHttpTriggersAutoConfiguration {

	private static final String ENABLED_PROPERTY = "dapr.functions.enabled";

	private static final String ADAPTER_BEAN_NAME = "requestMappingHandlerAdapter";

	/**
	 * Inputs are read and outputs are written.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = ENABLED_PROPERTY, matchIfMissing = true)
	static class EnabledConfiguration {

		@Bean
		HttpTriggers httpTriggers(FunctionDefinitionFactory factory, ListableBeanFactory beanFactory) {
			return new HttpTriggers(factory, beanFactory);
		}

		@Bean
		HttpTriggerHandlerAdapter httpTriggerHandlerAdapter(HttpTriggers triggers, DaprFunctionsProperties properties,
				ListableBeanFactory beanFactory) {
			return new HttpTriggerHandlerAdapter(triggers, new FunctionStages(properties.inputs().timeout()),
					() -> beanFactory.getBean(ADAPTER_BEAN_NAME, RequestMappingHandlerAdapter.class));
		}

		@Bean
		HttpTriggerWebMvcConfigurer httpTriggerWebMvcConfigurer(ObjectProvider<HttpTriggers> triggers,
				ObjectProvider<FailureResponses> failures) {
			return new HttpTriggerWebMvcConfigurer(triggers, failures);
		}

		@Bean
		HttpTriggerStartupCheck httpTriggerStartupCheck(ApplicationContext context, HttpTriggerHandlerAdapter adapter) {
			return new HttpTriggerStartupCheck(context, adapter);
		}

	}

	/**
	 * Handler methods with inputs or outputs are refused.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = ENABLED_PROPERTY, havingValue = false)
	static class DisabledConfiguration {

		@Bean
		DisabledHttpTriggerHandlerAdapter disabledHttpTriggerHandlerAdapter(ObjectProvider<JsonMapper> jsonMapper) {
			return new DisabledHttpTriggerHandlerAdapter(
					new FailureResponses(jsonMapper.getIfAvailable(JsonMapper::shared), (request) -> false),
					ENABLED_PROPERTY + " is false");
		}

		@Bean
		DisabledHttpTriggerWarning disabledHttpTriggerWarning(ListableBeanFactory beanFactory,
				DisabledHttpTriggerHandlerAdapter adapter) {
			return new DisabledHttpTriggerWarning(beanFactory, adapter);
		}

	}

}
