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

import dev.daprfunctions.annotation.ServiceInvocationFunction;
import io.dapr.springboot.DaprController;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what developers read when functions cannot be called in their application.
 */
@ExtendWith(OutputCaptureExtension.class)
class ApplicationFailureAnalysisTests {

	private static final String TYPE = ApplicationFailureAnalysisTests.class.getName() + "$";

	private FailingStart start;

	@BeforeEach
	void keepOutput(CapturedOutput output) {
		this.start = new FailingStart(output);
	}

	@ParameterizedTest
	@CsvSource({ "server.servlet.context-path, /base, context path",
			"spring.mvc.servlet.path, /api, path of the dispatcher" })
	void whenFunctionsAreNotAtTheRootThenNamesTheProperty(String property, String value, String what) {
		this.start.fail(Hello.class, property + "=" + value);
		this.start.assertAnalysis("The application has functions, but its " + what,
				"Remove " + property + ", or switch functions " + "off by dapr.functions.enabled=false.");
		this.start.assertAnalysis("is '" + value + "': a sidecar calls them at the root", "Remove");
	}

	@Test
	void whenInitializationIsLazyThenStartIsCheckedAllTheSame() {
		this.start.fail(Hello.class, "spring.main.lazy-initialization=true", "server.servlet.context-path=/base");
		this.start.assertAnalysis("The application has functions, but its context path is '/base'",
				"server.servlet.context-path");
	}

	@Test
	void whenThereAreNoFunctionsThenPathsDoNotMatter() {
		try (ConfigurableApplicationContext context = TestApplications.run(Nothing.class,
				"server.servlet.context-path=/base", "spring.mvc.servlet.path=/api")) {
			assertThat(context.isActive()).isTrue();
		}
	}

	@Test
	void whenApplicationIsNoWebApplicationThenNamesAFunction() {
		this.start.fail(Hello.class, "spring.main.web-application-type=none");
		this.start.assertAnalysis(
				"The application has functions, but is no Spring MVC application, so no sidecar can call them; the "
						+ "first one is method hello() of " + TYPE + "Hello (bean 'functions')",
				"Add spring-boot-starter-webmvc and remove spring.main.web-application-type");
	}

	@Test
	void whenControllerOfTheSdkIsThereThenNamesIt() {
		this.start.fail(SdkController.class);
		this.start.assertAnalysis(
				"The bean 'sdkController' of the Dapr SDK for Spring Boot (io.dapr.springboot.DaprController) answers "
						+ "/dapr/config and /dapr/subscribe too",
				"Remove io.dapr:dapr-sdk-springboot from the dependencies");
	}

	@Configuration(value = "functions", proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Hello {

		@ServiceInvocationFunction
		String hello() {
			return "hello";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Nothing {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class SdkController {

		@Bean
		DaprController sdkController() {
			return new DaprController();
		}

		@Bean
		Hello functions() {
			return new Hello();
		}

	}

}
