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
import dev.daprfunctions.function.FunctionRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what developers read when the declared type of a bean hides a function.
 */
@ExtendWith(OutputCaptureExtension.class)
class HiddenFunctionWarningTests {

	private static final String TYPE = HiddenFunctionWarningTests.class.getName() + "$";

	private CapturedOutput output;

	@BeforeEach
	void keepOutput(CapturedOutput output) {
		this.output = output;
	}

	@Test
	void whenDeclaredTypeOfABeanHidesAFunctionThenWarns() {
		try (ConfigurableApplicationContext context = TestApplications.run(Hidden.class)) {
			assertThat(context.getBean(FunctionRegistry.class).functions()).isEmpty();
		}
		assertThat(this.output).containsPattern("WARN .*Method hidden of " + TYPE.replace("$", "\\$")
				+ "HiddenFunctions is annotated as a function, but will never be called: the declared type of bean "
				+ "'hiddenFunctions' does not show it\\. Declare the bean by its class");
	}

	@Test
	void whenHiddenFunctionIsOfALazyBeanThenWarnsOnceWhenItIsCreated() {
		try (ConfigurableApplicationContext context = TestApplications.run(LazilyHidden.class)) {
			assertThat(this.output).doesNotContain("will never be called");
			context.getBean("hiddenFunctions");
			context.getBean("hiddenFunctions");
		}
		assertThat(this.output.getOut().split("Method hidden of .* will never be called", -1)).hasSize(2);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Hidden {

		@Bean
		Runnable hiddenFunctions(FunctionRegistry registry) {
			return new HiddenFunctions();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class LazilyHidden {

		@Bean
		@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
		Runnable hiddenFunctions(FunctionRegistry registry) {
			return new HiddenFunctions();
		}

	}

	static class HiddenFunctions implements Runnable {

		@Override
		public void run() {
		}

		@ServiceInvocationFunction
		String hidden() {
			return "";
		}

	}

}
