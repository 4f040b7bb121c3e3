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

package dev.daprfunctions.function;

import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.function.FunctionBeans.ApiImplementation;
import dev.daprfunctions.function.FunctionBeans.GenericHandlerBean;
import dev.daprfunctions.function.FunctionBeans.HiddenByProxy;
import dev.daprfunctions.function.FunctionBeans.Marker;
import dev.daprfunctions.function.FunctionBeans.StringConverter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HiddenFunctions}.
 */
class HiddenFunctionsTests {

	private FunctionFixture fixture = FunctionFixture.of();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whenDeclaredTypeHidesFunctionThenItIsWarnedOf() {
		given(HidingConfiguration.class).start().context().getBean("hiding");
		assertThat(this.fixture.hiddenFunctionWarnings()).singleElement()
			.asString()
			.startsWith("WARN Method hidden of " + HiddenByProxy.class.getName() + " is annotated as a function")
			.contains("declared type of bean 'hiding' does not show it");
	}

	@Test
	void whenDeclaredTypeHidesOverloadOfFunctionThenItIsWarnedOf() {
		given(HidingOverloadConfiguration.class).start().context().getBean("overloads");
		assertThat(this.fixture.hiddenFunctionWarnings()).singleElement().asString().contains("Method overloaded of");
	}

	@Test
	void whenProductOfAFactoryBeanHidesFunctionThenItIsWarnedOfWhenItIsCreated() {
		given(MarkerFactory.class).start();
		assertThat(this.fixture.hiddenFunctionWarnings()).isEmpty();
		try (CapturedLog log = new CapturedLog(HiddenFunctions.class)) {
			this.fixture.context().getBean(Marker.class);
			assertThat(log.lines()).singleElement().asString().contains("Method hidden of");
		}
	}

	@Test
	void whenAllFunctionsAreKnownThenNothingIsWarnedOf() {
		this.fixture = Advised.byInterface(ApiImplementation.class, GenericHandlerBean.class);
		this.fixture.context().registerBean(StringConverter.class);
		this.fixture.context().registerBean(OtherFunctions.class);
		this.fixture.start();
		assertThat(this.fixture.registry().functions()).hasSize(4);
		assertThat(this.fixture.hiddenFunctionWarnings()).isEmpty();
	}

	private FunctionFixture given(Class<?>... beans) {
		this.fixture = FunctionFixture.of(beans);
		return this.fixture;
	}

	static class MarkerFactory implements FactoryBean<Marker> {

		@Override
		public Marker getObject() {
			return new HiddenByProxy();
		}

		@Override
		public Class<?> getObjectType() {
			return Marker.class;
		}

	}

	static class OtherFunctions {

		@ServiceInvocationFunction
		String other() {
			return "other";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HidingConfiguration {

		@Bean
		@Lazy
		Marker hiding() {
			return new HiddenByProxy();
		}

	}

	interface OneOverload {

		@ServiceInvocationFunction
		String overloaded();

	}

	static class TwoOverloads implements OneOverload {

		@Override
		public String overloaded() {
			return "none";
		}

		@ServiceInvocationFunction("overloadedByText")
		String overloaded(String text) {
			return text;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HidingOverloadConfiguration {

		@Bean
		@Lazy
		OneOverload overloads() {
			return new TwoOverloads();
		}

	}

}
