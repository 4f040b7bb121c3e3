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

import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.expression.TextTemplateParser;
import dev.daprfunctions.function.FailureResponses;
import dev.daprfunctions.function.FunctionDiscoverer;
import dev.daprfunctions.function.FunctionInvoker;
import dev.daprfunctions.function.FunctionRegistry;
import dev.daprfunctions.web.FunctionHandlerAdapter;
import dev.daprfunctions.web.FunctionHandlerMapping;
import io.dapr.client.DaprClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.servlet.filter.OrderedFormContentFilter;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.DispatcherServlet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DaprFunctionsAutoConfiguration} and
 * {@link DaprFunctionsWebMvcAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class DaprFunctionsAutoConfigurationTests {

	private final WebApplicationContextRunner runner = FunctionContexts.web();

	@Test
	void whenThereAreFunctionsThenTheyAreMappedAndLogged(CapturedOutput output) {
		this.runner.withUserConfiguration(OneFunction.class).run((context) -> {
			assertThat(context).hasSingleBean(FunctionHandlerMapping.class).hasSingleBean(FunctionHandlerAdapter.class);
			assertThat(context.getBean(FunctionRegistry.class).functions()).hasSize(1);
			assertThat(context.getBean(FunctionRegistry.class).find("hello")).isNotNull();
		});
		assertThat(output).contains("Functions: hello");
	}

	@Test
	void whenDisabledThenMethodsAreNoFunctions() {
		this.runner.withUserConfiguration(OneFunction.class)
			.withPropertyValues("dapr.functions.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(FunctionRegistry.class)
				.doesNotHaveBean(FunctionHandlerMapping.class)
				.doesNotHaveBean(FunctionFormContentFilter.class)
				.hasSingleBean(OrderedFormContentFilter.class)
				.hasSingleBean(DaprClient.class));
	}

	@ParameterizedTest
	@ValueSource(classes = { DispatcherServlet.class, WebMvcAutoConfiguration.class })
	void whenSpringMvcIsMissingThenMapsNothing(Class<?> missing) {
		this.runner.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(FunctionRegistry.class)
				.doesNotHaveBean(FunctionHandlerMapping.class));
	}

	@Test
	void whenApplicationIsNoWebApplicationThenMapsNothing() {
		FunctionContexts.plain()
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(FunctionRegistry.class)
				.doesNotHaveBean(FunctionHandlerMapping.class));
	}

	@Test
	void whenUserHasPartsThenBacksOff() {
		this.runner.withUserConfiguration(UserParts.class)
			.run((context) -> assertThat(context).hasSingleBean(TextTemplateParser.class)
				.hasSingleBean(FunctionDiscoverer.class)
				.hasSingleBean(FunctionRegistry.class)
				.hasSingleBean(FailureResponses.class)
				.hasSingleBean(FunctionInvoker.class)
				.doesNotHaveBean("daprTextTemplateParser")
				.doesNotHaveBean("functionDiscoverer")
				.doesNotHaveBean("daprFunctionRegistry")
				.doesNotHaveBean("functionFailureResponses")
				.doesNotHaveBean("functionInvoker"));
	}

	@Test
	void whenAsyncTimeoutIsNotADurationThenFails() {
		this.runner.withPropertyValues("spring.mvc.async.request-timeout=soon")
			.run((context) -> assertThat(context).hasFailed());
	}

	@Configuration(proxyBeanMethods = false)
	static class OneFunction {

		@Bean
		Hello hello() {
			return new Hello();
		}

	}

	static class Hello {

		@ServiceInvocationFunction
		String hello() {
			return "hello";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserParts {

		@Bean
		TextTemplateParser userParser(ConfigurableListableBeanFactory beanFactory, Environment environment) {
			return new TextTemplateParser(beanFactory, environment);
		}

		@Bean
		FunctionDiscoverer userDiscoverer(ConfigurableListableBeanFactory beanFactory) {
			return new FunctionDiscoverer(beanFactory, List.of());
		}

		@Bean
		FunctionRegistry userRegistry() {
			return new FunctionRegistry(List.of());
		}

		@Bean
		FailureResponses userResponses() {
			return new FailureResponses(JsonMapper.shared(), (request) -> true);
		}

		@Bean
		FunctionInvoker userInvoker(FailureResponses responses) {
			return new FunctionInvoker(responses, null, 0);
		}

	}

}
