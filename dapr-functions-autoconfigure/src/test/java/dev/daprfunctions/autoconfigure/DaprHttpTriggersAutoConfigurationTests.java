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

import dev.daprfunctions.autoconfigure.HttpTriggerApplication.SecretController;
import dev.daprfunctions.error.FunctionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DaprHttpTriggersAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class DaprHttpTriggersAutoConfigurationTests {

	private final WebApplicationContextRunner runner = HttpTriggerApplication.runner();

	@Test
	void whenApplicationUsesBootThenBothAdaptersWork() {
		this.runner.withBean(SecretController.class).run((context) -> {
			assertThat(context).hasSingleBean(RequestMappingHandlerAdapter.class);
			assertHandled(context, "ServletInvocableHandlerMethod");
		});
	}

	@Test
	void whenApplicationEnablesWebMvcItselfThenBothAdaptersWork() {
		this.runner.withUserConfiguration(OwnWebMvc.class).withBean(SecretController.class).run((context) -> {
			assertThat(context).hasSingleBean(RequestMappingHandlerAdapter.class);
			assertHandled(context, "ServletInvocableHandlerMethod");
			assertThat(MockMvcTester.from(context).get().uri("/failing")).hasStatus(502)
				.bodyText()
				.contains("errorCode");
		});
	}

	@Test
	void whenApplicationRegistersItsOwnAdapterThenItHandlesPlainControllers() {
		this.runner.withUserConfiguration(OwnRegistrations.class).withBean(SecretController.class).run((context) -> {
			assertThat(context.getBean(RequestMappingHandlerAdapter.class)).isInstanceOf(OwnAdapter.class);
			assertHandled(context, "ServletInvocableHandlerMethod");
		});
	}

	private static void assertHandled(WebApplicationContext context, String plain) {
		MockMvcTester mvc = MockMvcTester.from(context);
		assertThat(mvc.get().uri("/plain")).hasStatusOk().hasBodyTextEqualTo(plain);
		assertThat(mvc.get().uri("/secret")).hasStatusOk().hasBodyTextEqualTo("s3cret by HttpTriggerMethod");
	}

	@Test
	void whenMappingIsRegisteredLaterThenInputsAreRead() {
		this.runner.run((context) -> {
			RequestMappingHandlerMapping mapping = context.getBean(RequestMappingHandlerMapping.class);
			mapping.registerMapping(
					RequestMappingInfo.paths("/late").options(mapping.getBuilderConfiguration()).build(),
					new SecretController(), SecretController.class.getDeclaredMethod("secret", String.class));
			assertThat(MockMvcTester.from(context).get().uri("/late"))
				.hasBodyTextEqualTo("s3cret by HttpTriggerMethod");
		});
	}

	@Test
	void whenAdviceHandlesFailureOfInputThenGoesFirst() {
		this.runner.withBean(SecretController.class)
			.withBean(Advice.class)
			.run((context) -> assertThat(MockMvcTester.from(context).get().uri("/failing")).hasStatus(418)
				.hasBodyTextEqualTo("advice"));
	}

	@Test
	void whenNobodyHandlesFailureOfInputThenIsProblem() {
		this.runner.withBean(SecretController.class)
			.run((context) -> assertThat(MockMvcTester.from(context).get().uri("/failing")).hasStatus(502)
				.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
				.bodyJson()
				.hasPathSatisfying("errorCode", (code) -> code.assertThat().isEqualTo("ERR_INVOKE_FAILED"))
				.hasPathSatisfying("message", (message) -> message.assertThat().asString().contains("vault closed"))
				.hasPathSatisfying("detail", (detail) -> detail.assertThat().asString().contains("SecretController")));
	}

	@Test
	void whenProblemDetailsOfBootAreEnabledThenTheyCarryCodeAndMessage() {
		this.runner.withPropertyValues("spring.mvc.problemdetails.enabled=true")
			.withBean(SecretController.class)
			.run((context) -> assertThat(MockMvcTester.from(context).get().uri("/failing")).hasStatus(502)
				.bodyJson()
				.hasPathSatisfying("errorCode", (code) -> code.assertThat().isEqualTo("ERR_INVOKE_FAILED"))
				.hasPathSatisfying("message", (message) -> message.assertThat().asString().contains("vault closed")));
	}

	@Test
	void whenFunctionsAreEnabledThenHandlerMethodsAreLogged(CapturedOutput output) {
		this.runner.withBean(SecretController.class)
			.run((context) -> assertThat(output).contains("HTTP triggers: ", "SecretController.secret"));
	}

	@Test
	void whenFunctionsAreDisabledThenAnnotatedMethodsAreRefusedAndOthersWork(CapturedOutput output) {
		this.runner.withPropertyValues("dapr.functions.enabled=false")
			.withBean(SecretController.class)
			.run((context) -> {
				MockMvcTester mvc = MockMvcTester.from(context);
				assertThat(mvc.get().uri("/plain")).hasStatusOk().hasBodyTextEqualTo("ServletInvocableHandlerMethod");
				assertThat(mvc.get().uri("/secret?secret=sent")).hasStatus(501)
					.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
					.bodyText()
					.contains("SecretController.secret cannot be called, because dapr.functions.enabled is false")
					.doesNotContain("sent");
				assertThat(output)
					.contains("SecretController#secret(String) has inputs or outputs and will be answered by "
							+ "501, because dapr.functions.enabled is false");
			});
	}

	@Test
	void whenThereIsNoSpringMvcThenBacksOff() {
		this.runner.withClassLoader(new FilteredClassLoader(WebMvcAutoConfiguration.class))
			.run((context) -> assertThat(context).doesNotHaveBean(DaprHttpTriggersAutoConfiguration.class));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebMvc
	static class OwnWebMvc {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRegistrations {

		@Bean
		WebMvcRegistrations registrations() {
			return new WebMvcRegistrations() {

				@Override
				public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
					return new OwnAdapter();
				}

			};
		}

	}

	static class OwnAdapter extends RequestMappingHandlerAdapter {

	}

	@RestControllerAdvice
	static class Advice {

		@ExceptionHandler(FunctionException.class)
		ResponseEntity<String> handle() {
			return ResponseEntity.status(418).body("advice");
		}

	}

}
