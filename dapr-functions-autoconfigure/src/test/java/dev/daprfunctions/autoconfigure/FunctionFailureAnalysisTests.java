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

import java.util.concurrent.Callable;

import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.function.FunctionRegistry;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Tests for what developers read when a method cannot be a function.
 */
@ExtendWith(OutputCaptureExtension.class)
class FunctionFailureAnalysisTests {

	private static final String TYPE = FunctionFailureAnalysisTests.class.getName() + "$";

	private FailingStart start;

	@BeforeEach
	void keepOutput(CapturedOutput output) {
		this.start = new FailingStart(output);
	}

	@Test
	void whenTwoFunctionsAreOnOneRouteThenNamesBoth() {
		this.start.fail(TwoOnOneRoute.class);
		String action = "Give one of them another name, or let them differ in their HTTP methods";
		this.start.assertAnalysis("Found two functions on the route '/orders': Method ", action);
		this.start.assertAnalysis("Method first() of " + TYPE + "TwoOnOneRoute (bean 'functions')", action);
		this.start.assertAnalysis("Method second(String) of " + TYPE + "TwoOnOneRoute (bean 'functions')", action);
	}

	@Test
	void whenPayloadTypeIsUnsupportedThenNamesTheSupportedTypes() {
		this.start.fail(UnsupportedPayload.class);
		this.start.assertAnalysis(
				"Parameter 'request' (HttpServletRequest) of method handle(HttpServletRequest) of " + TYPE
						+ "UnsupportedPayload (bean 'functions') has a type that no payload can be read as",
				"Use a type that JSON can be read as (a class, record, enum, List, Map, JsonNode, String, number, boolean "
						+ "or java.time type), byte[], InputStream or Optional for the payload; HttpHeaders, or a parameter "
						+ "with @RequestHeader, @RequestParam or @PathVariable");
	}

	@Test
	void whenReturnTypeIsUnsupportedThenNamesTheSupportedTypes() {
		this.start.fail(UnsupportedReturn.class);
		this.start.assertAnalysis(
				"Method later() of " + TYPE
						+ "UnsupportedReturn (bean 'functions') returns Callable<String>, which is not supported",
				"Return a value, void, ResponseEntity<T>, CompletionStage<T> or Mono<T>.");
	}

	@Test
	void whenTwoParametersAreNotAnnotatedThenNamesBoth() {
		this.start.fail(TwoPayloads.class);
		this.start.assertAnalysis("Parameter 'second' (Integer) of method both(String, Integer) of " + TYPE
				+ "TwoPayloads (bean 'functions') has no annotation, and neither has parameter 'first': only one "
				+ "parameter can be the payload", "Annotate one of them: @DaprState for an input or output");
	}

	@ParameterizedTest
	@ValueSource(classes = { StaticMethod.class, PrivateMethod.class })
	void whenMethodIsStaticOrPrivateThenSaysSo(Class<?> functions) {
		this.start.fail(functions);
		this.start.assertAnalysis(
				"Method handle() of " + functions.getName() + " (bean 'functions') is "
						+ ((functions == StaticMethod.class) ? "static" : "private")
						+ ", but is annotated with @ServiceInvocationFunction",
				"Make the method an instance method that is public, protected or package-private.");
	}

	@Test
	void whenFailureIsWrappedThenIsFoundAllTheSame() {
		this.start.fail(Wrapping.class);
		this.start.assertAnalysis("Method handle() of " + TYPE
				+ "StaticMethod (bean 'functions') is static, but is annotated with " + "@ServiceInvocationFunction",
				"Make the method an instance method");
	}

	@Configuration(value = "functions", proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TwoOnOneRoute {

		@ServiceInvocationFunction("orders")
		String first() {
			return "first";
		}

		@ServiceInvocationFunction("orders")
		String second(String payload) {
			return payload;
		}

	}

	@Configuration(value = "functions", proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class UnsupportedPayload {

		@ServiceInvocationFunction
		String handle(HttpServletRequest request) {
			return request.getMethod();
		}

	}

	@Configuration(value = "functions", proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class UnsupportedReturn {

		@ServiceInvocationFunction
		Callable<String> later() {
			return () -> "later";
		}

	}

	@Configuration(value = "functions", proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TwoPayloads {

		@ServiceInvocationFunction
		String both(String first, Integer second) {
			return first + second;
		}

	}

	@Configuration(value = "functions", proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class StaticMethod {

		@ServiceInvocationFunction
		static String handle() {
			return "";
		}

	}

	@Configuration(value = "functions", proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class PrivateMethod {

		@ServiceInvocationFunction
		private String handle() {
			return "";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Wrapping {

		@Bean
		StaticMethod functions() {
			return new StaticMethod();
		}

		@Bean
		String user(ConfigurableApplicationContext context) {
			try {
				return context.getBean(FunctionRegistry.class).toString();
			}
			catch (BeanCreationException ex) {
				throw new IllegalStateException("wrapped", new IllegalArgumentException("again", ex));
			}
		}

	}

}
