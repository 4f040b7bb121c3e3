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

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;

import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.FunctionBeans.Api;
import dev.daprfunctions.function.FunctionBeans.ApiImplementation;
import dev.daprfunctions.function.FunctionBeans.LazyFunctions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.support.GenericBeanDefinition;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.AliasFor;
import org.springframework.samples.SampleFunctions;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FunctionDiscoverer}.
 */
class FunctionDiscovererTests {

	private FunctionFixture fixture = FunctionFixture.of();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whenClassAndMethodArePackagePrivateThenFunctionIsFoundAndCalled() {
		assertThat(given(PackagePrivateFunctions.class).call("packagePrivate", "\"x\"").body())
			.isEqualTo("\"package-private x\"");
	}

	@Test
	void whenMethodIsProtectedThenFunctionIsFoundAndCalled() {
		assertThat(given(PackagePrivateFunctions.class).call("protectedMethod").body()).isEqualTo("\"protected\"");
	}

	@Test
	void whenBeansHaveNoFunctionsThenNothingIsFound() {
		assertThat(given(NoFunctions.class).registry().functions()).isEmpty();
	}

	@Test
	void whenMethodIsMetaAnnotatedThenAttributesOfTheComposedAnnotationCount() {
		assertThat(given(MetaAnnotatedFunctions.class).call("composed").body()).isEqualTo("\"meta\"");
	}

	@Test
	void whenBeanIsLazyThenItIsCreatedByTheFirstCall() {
		LazyFunctions.created = 0;
		given(LazyFunctions.class).start();
		assertThat(LazyFunctions.created).isZero();
		assertThat(this.fixture.call("lazy").body()).isEqualTo("\"lazy\"");
		this.fixture.call("lazy");
		assertThat(LazyFunctions.created).isEqualTo(1);
	}

	@Test
	void whenBeanIsPrototypeThenEveryCallHasItsOwn() {
		given(PrototypeFunctions.class).start();
		assertThat(this.fixture.call("count").body()).isEqualTo("1");
		assertThat(this.fixture.call("count").body()).isEqualTo("1");
	}

	@Test
	void whenBeanIsMadeByBeanMethodThenFunctionsOfItsReturnTypeAreFound() {
		assertThat(given(BeanMethodConfiguration.class).call("api").body()).isEqualTo("\"from bean method\"");
	}

	@Test
	void whenConfigurationClassHasFunctionThenItIsFoundOnce() {
		given(ConfigurationFunctions.class);
		assertThat(this.fixture.registry().functions()).hasSize(1);
		assertThat(this.fixture.call("configured").body()).isEqualTo("\"configured\"");
	}

	@Test
	void whenBeanIsMadeByFactoryBeanThenFunctionsOfItsObjectAreFound() {
		ApiFactory.created = 0;
		given(ApiFactory.class).context().refresh();
		assertThat(this.fixture.discoverer().discover()).hasSize(1);
		assertThat(ApiFactory.created).isZero();
	}

	@Test
	void whenBeanIsMadeByFactoryBeanThenItsFunctionIsCalled() {
		given(ApiFactory.class);
		assertThat(this.fixture.call("api").body()).isEqualTo("\"from class\"");
	}

	@Test
	void whenNameHasSettingsThenTheyAreResolved() {
		given(SettingsInName.class).property("prefix", "v1");
		assertThat(this.fixture.call("v1/41/100%").body()).isEqualTo("\"settings\"");
	}

	@Test
	void whenBeanDefinitionIsAbstractThenOnlyItsChildHasTheFunction() {
		RootBeanDefinition parent = new RootBeanDefinition(ApiImplementation.class);
		parent.setAbstract(true);
		given().context().registerBeanDefinition("parent", parent);
		GenericBeanDefinition child = new GenericBeanDefinition();
		child.setParentName("parent");
		this.fixture.context().registerBeanDefinition("child", child);
		assertThat(this.fixture.registry().functions()).extracting((function) -> function.method().beanName())
			.containsExactly("child");
	}

	@Test
	void whenClassIsBelowSpringsPackageAndComponentThenFunctionIsFound() {
		assertThat(given(SampleFunctions.class).call("sample").body()).isEqualTo("\"sample\"");
	}

	@Test
	void whenMethodIsStaticThenStartStops() {
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(given(StaticFunction.class)::start)
			.withMessage("Method staticMethod(String) of " + StaticFunction.class.getName()
					+ " (bean 'staticFunction') is static, but is annotated with @ServiceInvocationFunction")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("instance method"));
	}

	@Test
	void whenMethodIsPrivateThenStartStops() {
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(given(PrivateFunction.class)::start)
			.withMessage("Method privateMethod(List<Integer>) of " + PrivateFunction.class.getName()
					+ " (bean 'privateFunction') is private, but is annotated with @ServiceInvocationFunction");
	}

	@ParameterizedTest
	@ValueSource(classes = { EmptyName.class, UnresolvedName.class, UnresolvedBeanName.class, OddName.class })
	void whenNameCannotWorkThenStartStopsNamingTheMethod(Class<?> bean) {
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(given(bean)::start)
			.withMessageStartingWith("Method named() of " + bean.getName() + " (bean '")
			.withMessageContaining(" cannot be a function: ")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("@ServiceInvocationFunction"))
			.satisfies((ex) -> assertThat(ex.getCause()).isNotNull());
	}

	private FunctionFixture given(Class<?>... beans) {
		this.fixture = FunctionFixture.of(beans);
		return this.fixture;
	}

	static class NoFunctions {

		void notAnnotated() {
		}

	}

	static class PackagePrivateFunctions {

		@ServiceInvocationFunction
		String packagePrivate(String text) {
			return "package-private " + text;
		}

		@ServiceInvocationFunction
		protected String protectedMethod() {
			return "protected";
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@ServiceInvocationFunction
	@interface Composed {

		@AliasFor(annotation = ServiceInvocationFunction.class, attribute = "name")
		String value();

	}

	static class MetaAnnotatedFunctions {

		@Composed("composed")
		String meta() {
			return "meta";
		}

	}

	@Scope("prototype")
	@Component
	static class PrototypeFunctions {

		private int count;

		@ServiceInvocationFunction
		int count() {
			return ++this.count;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BeanMethodConfiguration {

		@Bean
		Api functions() {
			return () -> "from bean method";
		}

	}

	@Configuration
	static class ConfigurationFunctions {

		@ServiceInvocationFunction
		String configured() {
			return "configured";
		}

	}

	static class ApiFactory implements FactoryBean<Api> {

		static int created;

		@Override
		public Api getObject() {
			created++;
			return new ApiImplementation();
		}

		@Override
		public Class<?> getObjectType() {
			return Api.class;
		}

	}

	static class SettingsInName {

		@ServiceInvocationFunction("${prefix}/{id}/#{50 * 2}%%")
		String settings() {
			return "settings";
		}

	}

	static class StaticFunction {

		@ServiceInvocationFunction
		static void staticMethod(String text) {
		}

	}

	static class PrivateFunction {

		@ServiceInvocationFunction
		private void privateMethod(List<Integer> numbers) {
		}

	}

	static class EmptyName {

		@ServiceInvocationFunction("${empty:}")
		void named() {
		}

	}

	static class UnresolvedName {

		@ServiceInvocationFunction("${no.such.setting}")
		void named() {
		}

	}

	static class UnresolvedBeanName {

		@ServiceInvocationFunction("#{noSuchBean.name}")
		void named() {
		}

	}

	static class OddName {

		@ServiceInvocationFunction("a/../b")
		void named() {
		}

	}

}
