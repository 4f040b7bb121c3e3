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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link FunctionStartupCheck} logs.
 */
@ExtendWith(OutputCaptureExtension.class)
class FunctionStartupCheckTests {

	private final WebApplicationContextRunner runner = FunctionContexts.web();

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

}
