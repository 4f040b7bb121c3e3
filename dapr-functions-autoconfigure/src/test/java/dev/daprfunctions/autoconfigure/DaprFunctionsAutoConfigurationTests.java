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
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.servlet.filter.OrderedFormContentFilter;
import org.springframework.boot.servlet.filter.OrderedHiddenHttpMethodFilter;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.FormContentFilter;
import org.springframework.web.filter.HiddenHttpMethodFilter;
import org.springframework.web.servlet.DispatcherServlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link DaprFunctionsAutoConfiguration} and
 * {@link DaprFunctionsWebMvcAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class DaprFunctionsAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(JacksonAutoConfiguration.class,
			DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class, DaprClientAutoConfiguration.class,
			DaprFunctionsAutoConfiguration.class, DaprFunctionsWebMvcAutoConfiguration.class);

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS)
		.withUserConfiguration(Client.class);

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
	void whenThereAreManyFunctionsThenOnlyTheFirstAreLoggedByName(CapturedOutput output) {
		this.runner.withUserConfiguration(ManyFunctions.class)
			.run((context) -> assertThat(context.getBean(FunctionRegistry.class).functions()).hasSize(22));
		assertThat(output).containsPattern("Functions: f\\d+(, f\\d+){19} and 2 more\\R");
	}

	@Test
	void whenThereAreNoFunctionsThenNothingIsLogged(CapturedOutput output) {
		this.runner.run((context) -> assertThat(context.getBean(FunctionRegistry.class).functions()).isEmpty());
		assertThat(output).doesNotContain("Functions:");
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
		new ApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.withUserConfiguration(Client.class)
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
				.doesNotHaveBean("functionRegistry")
				.doesNotHaveBean("functionFailureResponses")
				.doesNotHaveBean("functionInvoker"));
	}

	@Test
	void whenFormContentFilterIsNotConfiguredThenOursStands() {
		this.runner.run((context) -> assertThat(context).getBean(FormContentFilter.class)
			.isInstanceOf(FunctionFormContentFilter.class));
	}

	@Test
	void whenFormContentFilterIsSwitchedOffThenThereIsNone() {
		this.runner.withPropertyValues("spring.mvc.formcontent.filter.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(FormContentFilter.class));
	}

	@Test
	void whenUserHasFormContentFilterThenBacksOff() {
		this.runner.withBean("userFilter", OrderedFormContentFilter.class)
			.run((context) -> assertThat(context).hasSingleBean(FormContentFilter.class)
				.doesNotHaveBean(FunctionFormContentFilter.class));
	}

	@Test
	void whenHiddenMethodFilterIsSwitchedOnThenOursStands() {
		this.runner.withPropertyValues("spring.mvc.hiddenmethod.filter.enabled=true")
			.run((context) -> assertThat(context).getBean(HiddenHttpMethodFilter.class)
				.isInstanceOf(FunctionHiddenHttpMethodFilter.class));
	}

	@Test
	void whenHiddenMethodFilterIsNotSwitchedOnThenThereIsNone() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(HiddenHttpMethodFilter.class));
	}

	@Test
	void whenUserHasHiddenMethodFilterThenBacksOff() {
		this.runner.withPropertyValues("spring.mvc.hiddenmethod.filter.enabled=true")
			.withBean("userFilter", OrderedHiddenHttpMethodFilter.class)
			.run((context) -> assertThat(context).hasSingleBean(HiddenHttpMethodFilter.class)
				.doesNotHaveBean(FunctionHiddenHttpMethodFilter.class));
	}

	@Test
	void whenFunctionIsOnThePathOfAControllerThenWarnsThatItIsNeverCalled(CapturedOutput output) {
		this.runner.withUserConfiguration(ShadowingFunctions.class)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output)
			.containsPattern(
					"The controller method .*Controllers#same.* on '/same' is never called: method same\\(\\) of "
							+ ".*\\(bean 'shadowing'\\) is on the route 'GET /same'")
			.containsPattern("The controller method .*Controllers#literal.* on '/items/new' is never called")
			.doesNotContain("Controllers#other")
			.doesNotContain("Controllers#wider");
	}

	@Test
	void whenAsyncTimeoutIsNotADurationThenFails() {
		this.runner.withPropertyValues("spring.mvc.async.request-timeout=soon")
			.run((context) -> assertThat(context).hasFailed());
	}

	@Configuration(proxyBeanMethods = false)
	static class Client {

		@Bean
		DaprClient client() {
			return mock(DaprClient.class);
		}

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
	static class ManyFunctions {

		@Bean
		Many many() {
			return new Many();
		}

	}

	static class Many {

		@ServiceInvocationFunction
		String f1() {
			return "";
		}

		@ServiceInvocationFunction
		String f2() {
			return "";
		}

		@ServiceInvocationFunction
		String f3() {
			return "";
		}

		@ServiceInvocationFunction
		String f4() {
			return "";
		}

		@ServiceInvocationFunction
		String f5() {
			return "";
		}

		@ServiceInvocationFunction
		String f6() {
			return "";
		}

		@ServiceInvocationFunction
		String f7() {
			return "";
		}

		@ServiceInvocationFunction
		String f8() {
			return "";
		}

		@ServiceInvocationFunction
		String f9() {
			return "";
		}

		@ServiceInvocationFunction
		String f10() {
			return "";
		}

		@ServiceInvocationFunction
		String f11() {
			return "";
		}

		@ServiceInvocationFunction
		String f12() {
			return "";
		}

		@ServiceInvocationFunction
		String f13() {
			return "";
		}

		@ServiceInvocationFunction
		String f14() {
			return "";
		}

		@ServiceInvocationFunction
		String f15() {
			return "";
		}

		@ServiceInvocationFunction
		String f16() {
			return "";
		}

		@ServiceInvocationFunction
		String f17() {
			return "";
		}

		@ServiceInvocationFunction
		String f18() {
			return "";
		}

		@ServiceInvocationFunction
		String f19() {
			return "";
		}

		@ServiceInvocationFunction
		String f20() {
			return "";
		}

		@ServiceInvocationFunction
		String f21() {
			return "";
		}

		@ServiceInvocationFunction
		String f22() {
			return "";
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

	@Configuration(proxyBeanMethods = false)
	static class ShadowingFunctions {

		@Bean
		Shadowing shadowing() {
			return new Shadowing();
		}

		@Bean
		Controllers controllers() {
			return new Controllers();
		}

	}

	static class Shadowing {

		@ServiceInvocationFunction(name = "same", method = RequestMethod.GET)
		String same() {
			return "function";
		}

		@ServiceInvocationFunction("items/{id}")
		String item(@PathVariable String id) {
			return id;
		}

	}

	@RestController
	static class Controllers {

		@PostMapping("/same")
		String same() {
			return "controller";
		}

		@GetMapping("/items/new")
		String literal() {
			return "controller";
		}

		@GetMapping("/other")
		String other() {
			return "controller";
		}

		@GetMapping("/{path}")
		Map<String, String> wider(@PathVariable String path) {
			return Map.of("path", path);
		}

	}

}
