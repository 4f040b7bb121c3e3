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

import java.util.Optional;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.function.FunctionRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Tests for what developers read when the attributes of an annotation cannot work.
 */
@ExtendWith(OutputCaptureExtension.class)
class AttributeFailureAnalysisTests {

	private static final String TYPE = AttributeFailureAnalysisTests.class.getName() + "$";

	private FailingStart start;

	@BeforeEach
	void keepOutput(CapturedOutput output) {
		this.start = new FailingStart(output);
	}

	@Test
	void whenPlaceholderOfAStoreIsUnresolvedThenNamesParameterAndPlaceholder() {
		this.start.fail(UnresolvedStore.class);
		this.start.assertAnalysis(
				"Parameter 'order' (OutputBinding<String>) of method save(String, OutputBinding<String>) of " + TYPE
						+ "UnresolvedStore (bean 'functions') cannot be bound by @DaprState: ",
				"Correct the attributes of @DaprState");
		this.start.assertAnalysis("'missing.store'", "${setting}");
	}

	@Test
	void whenPlaceholderOfANameIsUnresolvedThenNamesMethodAndPlaceholder() {
		this.start.fail(UnresolvedName.class);
		this.start.assertAnalysis(
				"Method named() of " + TYPE + "UnresolvedName (bean 'functions') cannot be a function: ",
				"Correct the attributes of @ServiceInvocationFunction");
		this.start.assertAnalysis("'missing.name'", "@ServiceInvocationFunction");
	}

	@Test
	void whenAzureSettingIsUnresolvedThenNamesIt() {
		this.start.fail(UnresolvedAzureSetting.class);
		this.start.assertAnalysis("Could not resolve the setting 'MissingSetting'", "%Setting%");
	}

	@Test
	void whenBeanExpressionFailsThenNamesParameterAndExpression() {
		this.start.fail(MissingBean.class);
		this.start.assertAnalysis("Parameter 'value' (String) of method read(String) of " + TYPE
				+ "MissingBean (bean 'functions') cannot be bound by @DaprState: ", "#{bean expression}");
		this.start.assertAnalysis("missingBean", "Correct the attributes of @DaprState");
	}

	@Test
	void whenBeanExpressionNeedsTheFunctionsThenNamesParameter() {
		this.start.fail(CircularExpression.class);
		this.start.assertAnalysis(
				"Parameter 'value' (String) of method read(String) of " + TYPE
						+ "CircularExpression (bean 'functions') cannot be bound by @DaprState: ",
				"Correct the attributes of @DaprState");
	}

	@ParameterizedTest
	@ValueSource(classes = { EmptyStore.class, MissingKey.class })
	void whenStoreOrKeyIsEmptyThenSaysSo(Class<?> functions) {
		this.start.fail(functions);
		this.start.assertAnalysis(
				"Parameter 'value' (String) of method read(String) of " + functions.getName()
						+ " (bean 'functions') cannot be bound by @DaprState: the "
						+ ((functions == EmptyStore.class) ? "store" : "key") + " is empty",
				"Correct the attributes of @DaprState: texts may contain ${setting}");
	}

	@Test
	void whenStoreOfAReturnValueIsEmptyThenNamesTheReturnValue() {
		this.start.fail(EmptyReturnStore.class);
		this.start.assertAnalysis(
				"The return value of method save(String) of " + TYPE
						+ "EmptyReturnStore (bean 'functions') cannot be bound by @DaprState: the store is empty",
				"Correct the attributes of @DaprState: texts may contain ${setting}");
	}

	@Test
	void whenVariableIsUnknownThenNamesThoseThatExist() {
		this.start.fail(UnknownVariable.class);
		this.start.assertAnalysis(
				"Parameter 'value' (Optional<String>) of method read(Order, Optional<String>) of " + TYPE
						+ "UnknownVariable (bean 'functions') cannot be bound by @DaprState: '{ordr.id}' names no "
						+ "parameter; those that can be named are order",
				"may name parameters as {parameter} or {parameter.property}");
	}

	@Test
	void whenPropertyOfAVariableIsUnknownThenNamesItsType() {
		this.start.fail(UnknownProperty.class);
		this.start.assertAnalysis("'{order.number}' cannot exist: " + TYPE + "Order has no property 'number'",
				"may name parameters as {parameter} or {parameter.property}");
	}

	@Test
	void whenPathVariableIsUnknownThenNamesThoseOfTheRoute() {
		this.start.fail(UnknownPathVariable.class);
		this.start.assertAnalysis("Parameter 'number' (String) of method read(String) of " + TYPE
				+ "UnknownPathVariable (bean 'functions') names the path variable 'number', which the route "
				+ "'/orders/{id}' does not have", "name one of its path variables [id]");
	}

	record Order(String id) {
	}

	@Configuration(value = "functions", proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class UnresolvedStore {

		@ServiceInvocationFunction
		void save(String payload, @DaprState(store = "${missing.store}", key = "k") OutputBinding<String> order) {
			order.setValue(payload);
		}

	}

	@Configuration(value = "functions", proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class UnresolvedName {

		@ServiceInvocationFunction("${missing.name}")
		void named() {
		}

	}

	@Configuration(value = "functions", proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class UnresolvedAzureSetting {

		@ServiceInvocationFunction
		String read(@DaprState(store = "%MissingSetting%", key = "k") String value) {
			return value;
		}

	}

	@Configuration(value = "functions", proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class MissingBean {

		@ServiceInvocationFunction
		String read(@DaprState(store = "#{@missingBean.store}", key = "k") String value) {
			return value;
		}

	}

	@Configuration(value = "functions", proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class CircularExpression {

		@ServiceInvocationFunction
		String read(@DaprState(store = "#{@registryUser.store}", key = "k") String value) {
			return value;
		}

		@Bean
		@Lazy
		RegistryUser registryUser(FunctionRegistry registry) {
			return new RegistryUser(registry);
		}

	}

	@Configuration(value = "functions", proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class EmptyStore {

		@ServiceInvocationFunction
		String read(@DaprState(store = "", key = "k") String value) {
			return value;
		}

	}

	@Configuration(value = "functions", proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class MissingKey {

		@ServiceInvocationFunction
		String read(@DaprState(store = "statestore") String value) {
			return value;
		}

	}

	@Configuration(value = "functions", proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class EmptyReturnStore {

		@ServiceInvocationFunction
		@DaprState(store = " ", key = "k")
		String save(String payload) {
			return payload;
		}

	}

	@Configuration(value = "functions", proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class UnknownVariable {

		@ServiceInvocationFunction
		Optional<String> read(Order order, @DaprState(store = "statestore", key = "{ordr.id}") Optional<String> value) {
			return value;
		}

	}

	@Configuration(value = "functions", proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class UnknownProperty {

		@ServiceInvocationFunction
		Optional<String> read(Order order,
				@DaprState(store = "statestore", key = "{order.number}") Optional<String> value) {
			return value;
		}

	}

	@Configuration(value = "functions", proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class UnknownPathVariable {

		@ServiceInvocationFunction("orders/{id}")
		String read(@PathVariable String number) {
			return number;
		}

	}

	/**
	 * Bean that cannot be created before the functions are known.
	 */
	static class RegistryUser {

		private final FunctionRegistry registry;

		RegistryUser(FunctionRegistry registry) {
			this.registry = registry;
		}

		String getStore() {
			return this.registry.toString();
		}

	}

}
