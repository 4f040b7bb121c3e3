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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import dev.daprfunctions.function.FailureResponses;
import dev.daprfunctions.function.FunctionInvoker;
import dev.daprfunctions.function.FunctionRegistry;
import dev.daprfunctions.pubsub.Subscriptions;
import dev.daprfunctions.web.DaprEndpoint;
import dev.daprfunctions.web.FunctionHandlerAdapter;
import dev.daprfunctions.web.FunctionHandlerMapping;
import jakarta.servlet.ServletContext;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.filter.FormContentFilter;
import org.springframework.web.filter.HiddenHttpMethodFilter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Auto-configuration of functions as handlers of Spring MVC.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { DaprFunctionsAutoConfiguration.class, DispatcherServletAutoConfiguration.class },
		before = WebMvcAutoConfiguration.class)
@ConditionalOnClass({ DispatcherServlet.class, WebMvcAutoConfiguration.class })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBooleanProperty(name = "dapr.functions.enabled", matchIfMissing = true)
public final class DaprFunctionsWebMvcAutoConfiguration {

	static final String MAPPING_BEAN_NAME = "functionHandlerMapping";

	private static final byte[] CONFIG = "{\"entities\":[]}".getBytes(StandardCharsets.UTF_8);

	@Bean(MAPPING_BEAN_NAME)
	FunctionHandlerMapping functionHandlerMapping(FunctionRegistry registry, ObjectProvider<JsonMapper> jsonMapper,
			@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> controllers) {
		byte[] subscriptions = new Subscriptions(registry.functions())
			.toJson(jsonMapper.getIfAvailable(JsonMapper::shared));
		FunctionHandlerMapping mapping = new FunctionHandlerMapping(registry,
				Map.of("dapr/config", new DaprEndpoint(CONFIG), "dapr/subscribe", new DaprEndpoint(subscriptions)));
		controllers.ifAvailable(mapping::copyFrom);
		return mapping;
	}

	@Bean
	FunctionHandlerAdapter functionHandlerAdapter(FunctionInvoker invoker, FailureResponses failures,
			Environment environment) {
		return new FunctionHandlerAdapter(invoker, failures,
				Binder.get(environment).bind("spring.mvc.async.request-timeout", Duration.class).orElse(null));
	}

	@Bean
	@ConditionalOnMissingBean(FormContentFilter.class)
	@ConditionalOnBooleanProperty(name = "spring.mvc.formcontent.filter.enabled", matchIfMissing = true)
	FunctionFormContentFilter formContentFilter(ObjectProvider<FunctionRegistry> registry) {
		return new FunctionFormContentFilter(registry::getObject);
	}

	@Bean
	@ConditionalOnMissingBean(HiddenHttpMethodFilter.class)
	@ConditionalOnBooleanProperty("spring.mvc.hiddenmethod.filter.enabled")
	FunctionHiddenHttpMethodFilter hiddenHttpMethodFilter(ObjectProvider<FunctionRegistry> registry) {
		return new FunctionHiddenHttpMethodFilter(registry::getObject);
	}

	@Bean
	ShadowedControllerCheck shadowedControllerCheck(FunctionRegistry registry,
			ObjectProvider<RequestMappingInfoHandlerMapping> controllers) {
		return new ShadowedControllerCheck(registry, controllers);
	}

	@Bean
	RootPathCheck daprRootPathCheck(FunctionRegistry registry, ServletContext servletContext,
			ObjectProvider<DispatcherServletPath> dispatcherServletPath) {
		return new RootPathCheck(registry, servletContext, dispatcherServletPath.getIfAvailable());
	}

}
