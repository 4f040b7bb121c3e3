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

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.function.FunctionRegistry;
import io.dapr.springboot.DaprController;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.web.bind.annotation.PathVariable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what developers read when their application cannot start.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysisTests {

	private static final String TYPE = FailureAnalysisTests.class.getName() + "$";

	private CapturedOutput output;

	@BeforeEach
	void keepOutput(CapturedOutput output) {
		this.output = output;
	}

	@Test
	void whenTwoFunctionsAreOnOneRouteThenNamesBoth() {
		fail(TwoOnOneRoute.class);
		String action = "Give one of them another name, or let them differ in their HTTP methods";
		assertAnalysis("Found two functions on the route '/orders': Method ", action);
		assertAnalysis("Method first() of " + TYPE + "TwoOnOneRoute (bean 'functions')", action);
		assertAnalysis("Method second(String) of " + TYPE + "TwoOnOneRoute (bean 'functions')", action);
	}

	@Test
	void whenPlaceholderOfAStoreIsUnresolvedThenNamesParameterAndPlaceholder() {
		fail(UnresolvedStore.class);
		assertAnalysis(
				"Parameter 'order' (OutputBinding<String>) of method save(String, OutputBinding<String>) of " + TYPE
						+ "UnresolvedStore (bean 'functions') cannot be bound by @DaprState: ",
				"Correct the attributes of @DaprState");
		assertAnalysis("'missing.store'", "${setting}");
	}

	@Test
	void whenPlaceholderOfANameIsUnresolvedThenNamesMethodAndPlaceholder() {
		fail(UnresolvedName.class);
		assertAnalysis("Method named() of " + TYPE + "UnresolvedName (bean 'functions') cannot be a function: ",
				"Correct the attributes of @ServiceInvocationFunction");
		assertAnalysis("'missing.name'", "@ServiceInvocationFunction");
	}

	@Test
	void whenAzureSettingIsUnresolvedThenNamesIt() {
		fail(UnresolvedAzureSetting.class);
		assertAnalysis("Could not resolve the setting 'MissingSetting'", "%Setting%");
	}

	@Test
	void whenBeanExpressionFailsThenNamesParameterAndExpression() {
		fail(MissingBean.class);
		assertAnalysis("Parameter 'value' (String) of method read(String) of " + TYPE
				+ "MissingBean (bean 'functions') cannot be bound by @DaprState: ", "#{bean expression}");
		assertAnalysis("missingBean", "Correct the attributes of @DaprState");
	}

	@Test
	void whenBeanExpressionNeedsTheFunctionsThenNamesParameter() {
		fail(CircularExpression.class);
		assertAnalysis(
				"Parameter 'value' (String) of method read(String) of " + TYPE
						+ "CircularExpression (bean 'functions') cannot be bound by @DaprState: ",
				"Correct the attributes of @DaprState");
	}

	@Test
	void whenPayloadTypeIsUnsupportedThenNamesTheSupportedTypes() {
		fail(UnsupportedPayload.class);
		assertAnalysis(
				"Parameter 'request' (HttpServletRequest) of method handle(HttpServletRequest) of " + TYPE
						+ "UnsupportedPayload (bean 'functions') has a type that no payload can be read as",
				"Use a type that JSON can be read as (a class, record, enum, List, Map, JsonNode, String, number, boolean "
						+ "or java.time type), byte[], InputStream or Optional for the payload; HttpHeaders, or a parameter "
						+ "with @RequestHeader, @RequestParam or @PathVariable");
	}

	@Test
	void whenReturnTypeIsUnsupportedThenNamesTheSupportedTypes() {
		fail(UnsupportedReturn.class);
		assertAnalysis(
				"Method later() of " + TYPE
						+ "UnsupportedReturn (bean 'functions') returns Callable<String>, which is not supported",
				"Return a value, void, ResponseEntity<T>, CompletionStage<T> or Mono<T>.");
	}

	@Test
	void whenTwoParametersAreNotAnnotatedThenNamesBoth() {
		fail(TwoPayloads.class);
		assertAnalysis("Parameter 'second' (Integer) of method both(String, Integer) of " + TYPE
				+ "TwoPayloads (bean 'functions') has no annotation, and neither has parameter 'first': only one "
				+ "parameter can be the payload", "Annotate one of them: @DaprState for an input or output");
	}

	@Test
	void whenStoreIsEmptyThenSaysSo() {
		fail(EmptyStore.class);
		assertAnalysis(
				"Parameter 'value' (String) of method read(String) of " + TYPE
						+ "EmptyStore (bean 'functions') cannot be bound by @DaprState: the store is empty",
				"Correct the attributes of @DaprState: texts may contain ${setting}");
	}

	@Test
	void whenKeyIsMissingThenSaysSo() {
		fail(MissingKey.class);
		assertAnalysis(
				"Parameter 'value' (String) of method read(String) of " + TYPE
						+ "MissingKey (bean 'functions') cannot be bound by @DaprState: the key is empty",
				"Correct the attributes of @DaprState: texts may contain ${setting}");
	}

	@Test
	void whenStoreOfAReturnValueIsEmptyThenNamesTheReturnValue() {
		fail(EmptyReturnStore.class);
		assertAnalysis(
				"The return value of method save(String) of " + TYPE
						+ "EmptyReturnStore (bean 'functions') cannot be bound by @DaprState: the store is empty",
				"Correct the attributes of @DaprState: texts may contain ${setting}");
	}

	@Test
	void whenVariableIsUnknownThenNamesThoseThatExist() {
		fail(UnknownVariable.class);
		assertAnalysis(
				"Parameter 'value' (Optional<String>) of method read(Order, Optional<String>) of " + TYPE
						+ "UnknownVariable (bean 'functions') cannot be bound by @DaprState: '{ordr.id}' names no "
						+ "parameter; those that can be named are order",
				"may name parameters as {parameter} or {parameter.property}");
	}

	@Test
	void whenPropertyOfAVariableIsUnknownThenNamesItsType() {
		fail(UnknownProperty.class);
		assertAnalysis("'{order.number}' cannot exist: " + TYPE + "Order has no property 'number'",
				"may name parameters as {parameter} or {parameter.property}");
	}

	@Test
	void whenPathVariableIsUnknownThenNamesThoseOfTheRoute() {
		fail(UnknownPathVariable.class);
		assertAnalysis("Parameter 'number' (String) of method read(String) of " + TYPE
				+ "UnknownPathVariable (bean 'functions') names the path variable 'number', which the route "
				+ "'/orders/{id}' does not have", "name one of its path variables [id]");
	}

	@Test
	void whenMethodIsStaticThenSaysSo() {
		fail(StaticMethod.class);
		assertAnalysis(
				"Method handle() of " + TYPE
						+ "StaticMethod (bean 'functions') is static, but is annotated with @ServiceInvocationFunction",
				"Make the method an instance method that is public, protected or package-private.");
	}

	@Test
	void whenMethodIsPrivateThenSaysSo() {
		fail(PrivateMethod.class);
		assertAnalysis("Method handle() of " + TYPE
				+ "PrivateMethod (bean 'functions') is private, but is annotated with @ServiceInvocationFunction",
				"Make the method an instance method that is public, protected or package-private.");
	}

	@ParameterizedTest
	@CsvSource({ "server.servlet.context-path, /base, context path",
			"spring.mvc.servlet.path, /api, path of the dispatcher" })
	void whenFunctionsAreNotAtTheRootThenNamesTheProperty(String property, String value, String what) {
		fail(Hello.class, property + "=" + value);
		assertAnalysis("The application has functions, but its " + what,
				"Remove " + property + ", or switch functions " + "off by dapr.functions.enabled=false.");
		assertAnalysis("is '" + value + "': a sidecar calls them at the root", "Remove");
	}

	@Test
	void whenInitializationIsLazyThenStartIsCheckedAllTheSame() {
		fail(Hello.class, "spring.main.lazy-initialization=true", "server.servlet.context-path=/base");
		assertAnalysis("The application has functions, but its context path is '/base'", "server.servlet.context-path");
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
		fail(Hello.class, "spring.main.web-application-type=none");
		assertAnalysis(
				"The application has functions, but is no Spring MVC application, so no sidecar can call them; the "
						+ "first one is method hello() of " + TYPE + "Hello (bean 'functions')",
				"Add spring-boot-starter-webmvc and remove spring.main.web-application-type");
	}

	@Test
	void whenControllerOfTheSdkIsThereThenNamesIt() {
		fail(SdkController.class);
		assertAnalysis(
				"The bean 'sdkController' of the Dapr SDK for Spring Boot (io.dapr.springboot.DaprController) answers "
						+ "/dapr/config and /dapr/subscribe too",
				"Remove io.dapr:dapr-sdk-springboot from the dependencies");
	}

	@ParameterizedTest
	@CsvSource({ "HTTP, http-port, DAPR_HTTP_PORT", "GRPC, grpc-port, DAPR_GRPC_PORT" })
	void whenPortIsInUseThenNamesPortAndProperty(String api, String property, String variable) throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			int port = socket.getLocalPort();
			fail(Hello.class, "dapr.functions.sidecar." + property + "=" + port);
			assertAnalysis("Port " + port + " for the " + api + " API of the development sidecar is in use",
					"Stop the process that listens on port " + port + ", or set dapr.functions.sidecar." + property
							+ " to another port or to 0 for a free one.");
			assertAnalysis("Port " + port, "set " + variable + "=" + port + ".");
		}
	}

	@Test
	void whenTwoComponentsHaveOneNameThenNamesBothFiles(@TempDir Path folder) throws IOException {
		writeComponent(folder.resolve("a.yaml"), "orders", "state.in-memory");
		writeComponent(folder.resolve("b.yaml"), "orders", "state.in-memory");
		fail(Hello.class, "dapr.functions.sidecar.resources-path=" + folder);
		assertAnalysis("Found two components named 'orders': ",
				"Correct the file, or set dapr.functions.sidecar.resources-path to another folder.");
		assertAnalysis("a.yaml", "Correct the file");
		assertAnalysis("b.yaml", "Correct the file");
	}

	@Test
	void whenTypeOfAComponentIsUnknownThenNamesIt(@TempDir Path folder) throws IOException {
		writeComponent(folder.resolve("a.yaml"), "orders", "stat.in-memory");
		fail(Hello.class, "dapr.functions.sidecar.resources-path=" + folder);
		assertAnalysis("Component 'orders' has the unknown type 'stat.in-memory': " + folder.resolve("a.yaml"),
				"Correct the file");
	}

	@Test
	void whenOnAContainerPlatformThenSaysHowToGoOn() {
		fail(Hello.class, "CONTAINER_APP_NAME=orders");
		assertAnalysis("The embedded sidecar is for development, keeps state in memory only, and must not start on "
				+ "Azure Container Apps", "Enable Dapr for the application on the platform");
		assertAnalysis("Azure Container Apps", "set dapr.functions.sidecar.force=true");
	}

	@Test
	void whenModuleOfTheEmbeddedSidecarIsMissingThenNamesTheDependency() {
		assertThatException().isThrownBy(() -> TestApplications.builder(Hello.class)
			.resourceLoader(new DefaultResourceLoader(new FilteredClassLoader("dev.daprfunctions.sidecar")))
			.run("--dapr.functions.sidecar.kind=embedded"));
		assertAnalysis("dapr.functions.sidecar.kind is 'embedded', but the embedded sidecar is not on the class path",
				"Add the dependency dev.daprfunctions:dapr-functions-sidecar with <optional>true</optional>, or remove "
						+ "dapr.functions.sidecar.kind.");
	}

	@ParameterizedTest
	@CsvSource({ "dapr.functions.sidecar.timeout, -5s, must be longer than nothing",
			"dapr.functions.sidecar.http-port, 70000, must be a port from 0 to 65535",
			"dapr.functions.sidecar.kind, dapr, No enum constant",
			"dapr.functions.inputs.timeout, 0ms, must be longer" })
	void whenPropertyIsInvalidThenNamesItAndItsValue(String property, String value, String reason) {
		fail(Hello.class, property + "=" + value);
		assertAnalysis("Failed to bind properties under 'dapr.functions.", "Update your application's configuration");
		assertAnalysis(reason, "Update your application's configuration");
		assertThat(this.output).contains(property);
	}

	@Test
	void whenEndpointIsIllegalThenNamesTheProperty() {
		fail(Hello.class, "dapr.functions.sidecar.grpc-endpoint=not an endpoint");
		assertAnalysis("The Dapr client cannot connect to the sidecar at 'not an endpoint' (gRPC)",
				"Correct dapr.functions.sidecar.grpc-endpoint");
	}

	@Test
	void whenTokenIsSetThenIsNeverLogged() {
		String[] properties = { "dapr.functions.sidecar.api-token=a-secret-token",
				"logging.level.dev.daprfunctions=trace", "logging.level.org.springframework.boot=debug" };
		TestApplications.run(Hello.class, properties).close();
		fail(Hello.class, properties[0], properties[1], properties[2], "dapr.functions.sidecar.timeout=-5s");
		assertThat(this.output).contains("Functions: hello", "APPLICATION FAILED TO START")
			.doesNotContain("a-secret-token");
	}

	@Test
	void whenFailureIsWrappedThenIsFoundAllTheSame() {
		fail(Wrapping.class);
		assertAnalysis("Method handle() of " + TYPE
				+ "StaticMethod (bean 'functions') is static, but is annotated with " + "@ServiceInvocationFunction",
				"Make the method an instance method");
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

	private void fail(Class<?> functions, String... properties) {
		assertThatException().isThrownBy(() -> TestApplications.run(functions, properties).close());
	}

	private void assertAnalysis(String description, String action) {
		String analysis = this.output.getOut()
			.substring(Math.max(0, this.output.getOut().lastIndexOf("APPLICATION FAILED TO START")));
		assertThat(analysis).startsWith("APPLICATION FAILED TO START");
		int split = analysis.indexOf("Action:");
		assertThat(analysis.substring(0, split)).contains(description);
		assertThat(analysis.substring(split)).contains(action);
	}

	private static void writeComponent(Path file, String name, String type) throws IOException {
		Files.writeString(file, """
				apiVersion: dapr.io/v1alpha1
				kind: Component
				metadata:
				  name: %s
				spec:
				  type: %s
				  version: v1
				""".formatted(name, type));
	}

	record Order(String id) {
	}

	@Configuration(value = "functions", proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Hello {

		@ServiceInvocationFunction
		String hello() {
			return "hello";
		}

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
