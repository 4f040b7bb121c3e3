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
import java.lang.reflect.Proxy;
import java.util.List;

import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.visibility.PackagePrivateParent;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.ProxyFactoryBean;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.support.GenericBeanDefinition;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
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
	void whenMethodIsInheritedThenTypeVariablesAreThoseOfTheBean() {
		given(StringConverter.class);
		FunctionMethod method = this.fixture.function("convert").method();
		assertThat(method.parameters()).extracting(FunctionParameter::type).containsExactly(Integer.class);
		assertThat(this.fixture.call("convert", "41").body()).isEqualTo("42");
	}

	@Test
	void whenOverriddenMethodIsNotAnnotatedThenAnnotationIsInheritedOnce() {
		given(OverridingFunctions.class);
		assertThat(this.fixture.registry().functions()).hasSize(1);
		assertThat(this.fixture.call("inherited").body()).isEqualTo("\"overridden\"");
	}

	@Test
	void whenOverriddenMethodIsAnnotatedAgainThenTheNearestAnnotationCounts() {
		given(RenamingFunctions.class);
		assertThat(this.fixture.registry().functions()).extracting((function) -> function.trigger().name())
			.containsExactly("renamed");
	}

	@Test
	void whenInterfaceMethodIsAnnotatedThenImplementationIsTheFunction() {
		assertThat(given(ApiImplementation.class).call("api").body()).isEqualTo("\"from class\"");
	}

	@Test
	void whenDefaultMethodIsAnnotatedThenItIsTheFunction() {
		assertThat(given(DefaultMethodBean.class).call("defaultMethod", "\"x\"").body()).isEqualTo("\"default x\"");
	}

	@Test
	void whenGenericInterfaceIsImplementedThenBridgeMethodIsNoSecondFunction() {
		given(GenericHandlerBean.class);
		assertThat(this.fixture.registry().functions()).hasSize(1);
		assertThat(this.fixture.call("handle", "20").body()).isEqualTo("21");
	}

	@Test
	void whenBeanIsProxiedByClassThenCallsPassTheAdvice() {
		Advised.calls = 0;
		given(AdvisedFunctions.class, Advised.class).context()
			.registerBean("proxies", BeanNameAutoProxyCreator.class, () -> autoProxy(true));
		assertThat(this.fixture.call("advised", "\"x\"").body()).isEqualTo("\"state x\"");
		assertThat(Advised.calls).isEqualTo(1);
	}

	@Test
	void whenBeanIsProxiedByInterfaceThenCallsPassTheAdvice() {
		Advised.calls = 0;
		given(ApiImplementation.class, Advised.class).context()
			.registerBean("proxies", BeanNameAutoProxyCreator.class, () -> autoProxy(false));
		assertThat(this.fixture.call("api").body()).isEqualTo("\"from class\"");
		assertThat(Proxy.isProxyClass(this.fixture.context().getBean(Api.class).getClass())).isTrue();
		assertThat(Advised.calls).isEqualTo(1);
	}

	@Test
	void whenGenericInterfaceIsProxiedThenMethodIsCalledThroughIt() {
		Advised.calls = 0;
		given(GenericHandlerBean.class, Advised.class).context()
			.registerBean("proxies", BeanNameAutoProxyCreator.class, () -> autoProxy(false));
		assertThat(this.fixture.call("handle", "20").body()).isEqualTo("21");
		assertThat(Advised.calls).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whenMethodOfGenericInterfaceIsAnnotatedThenImplementationIsTheFunction(boolean proxied) {
		Advised.calls = 0;
		given(AnnotatedHandlerFunctions.class, Advised.class);
		if (proxied) {
			this.fixture.context().registerBean("proxies", BeanNameAutoProxyCreator.class, () -> autoProxy(false));
		}
		assertThat(this.fixture.registry().functions()).hasSize(1);
		assertThat(this.fixture.call("handle", "20").body()).isEqualTo("21");
		assertThat(this.fixture.call("handle", "\"x\"").status()).isEqualTo(400);
		assertThat(Advised.calls).isEqualTo((proxied) ? 1 : 0);
	}

	@Test
	void whenInterfaceProxyHidesTheMethodThenStartStops() {
		given(HiddenByProxy.class, Advised.class).context()
			.registerBean("proxies", BeanNameAutoProxyCreator.class, () -> autoProxy(false));
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(this.fixture::start)
			.withMessageContaining("Method hidden() of")
			.withMessageContaining("(bean 'hiddenByProxy')")
			.withMessageContaining("JDK proxy")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("proxyTargetClass"));
	}

	@Test
	void whenClassProxyCannotPassOnFinalMethodThenStartStops() {
		given(FinalMethodFunctions.class, Advised.class).context()
			.registerBean("proxies", BeanNameAutoProxyCreator.class, () -> autoProxy(true));
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(this.fixture::start)
			.withMessageContaining("Method finalMethod() of")
			.withMessageContaining("(bean 'finalMethodFunctions')")
			.withMessageContaining("is final")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("final"));
	}

	@Test
	void whenClassProxyCannotPassOnPackagePrivateMethodOfOtherPackageThenStartStops() {
		given(ChildInOtherPackage.class, Advised.class).context()
			.registerBean("proxies", BeanNameAutoProxyCreator.class, () -> autoProxy(true));
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(this.fixture::start)
			.withMessageContaining("Method packagePrivateInParent() of")
			.withMessageContaining("(bean 'childInOtherPackage')")
			.withMessageContaining("package-private")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("protected or public"));
	}

	@Test
	void whenPackagePrivateMethodOfOtherPackageIsNotProxiedThenItIsCalled() {
		assertThat(given(ChildInOtherPackage.class).call("packagePrivateInParent").body()).isEqualTo("\"parent\"");
	}

	@Test
	void whenLazyBeanWillBeProxiedThenItIsNotCreatedForTheCheck() {
		LazyFunctions.created = 0;
		given(LazyFunctions.class, Advised.class).context()
			.registerBean("proxies", BeanNameAutoProxyCreator.class, () -> autoProxy(true));
		this.fixture.start();
		assertThat(LazyFunctions.created).isZero();
	}

	@Test
	void whenBeanIsMadeByProxyFactoryBeanThenFunctionIsCalledThroughIt() {
		Advised.calls = 0;
		given(Advised.class).context().registerBean("proxied", ProxyFactoryBean.class, () -> {
			ProxyFactoryBean factory = new ProxyFactoryBean();
			factory.setTarget(new AdvisedFunctions());
			factory.setProxyTargetClass(true);
			factory.setInterceptorNames("advice");
			return factory;
		});
		assertThat(this.fixture.call("advised", "\"x\"").body()).isEqualTo("\"state x\"");
		assertThat(Advised.calls).isEqualTo(1);
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

	@ParameterizedTest
	@ValueSource(classes = { ScopedByClass.class, ScopedByInterface.class })
	void whenBeanHasScopedProxyThenFunctionIsFoundOnceAndCalledOnTheScopesBean(Class<?> bean) {
		given(bean).context().getBeanFactory().registerScope("call", new SimpleThreadScope());
		assertThat(this.fixture.registry().functions()).hasSize(1);
		assertThat(this.fixture.registry().functions().get(0).method().beanName()).doesNotStartWith("scopedTarget.");
		assertThat(this.fixture.call("api").body()).isEqualTo("\"scoped\"");
	}

	@ParameterizedTest
	@ValueSource(classes = { ScopedByClass.class, ScopedByInterface.class })
	void whenScopeIsNotActiveAtTheStartThenItsBeanIsCreatedByTheCall(Class<?> bean) {
		CallScope scope = new CallScope();
		given(bean).context().getBeanFactory().registerScope("call", scope);
		this.fixture.start();
		assertThat(warnings()).isEmpty();
		assertThat(scope.created).isZero();
		scope.active = true;
		assertThat(this.fixture.call("api").body()).isEqualTo("\"scoped\"");
		assertThat(scope.created).isEqualTo(1);
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

	@Test
	void whenDeclaredTypeHidesFunctionThenItIsWarnedOf() {
		given(HidingConfiguration.class).start().context().getBean("hiding");
		assertThat(warnings()).singleElement()
			.asString()
			.startsWith("WARN Method hidden of " + HiddenByProxy.class.getName() + " is annotated as a function")
			.contains("declared type of bean 'hiding' does not show it");
	}

	@Test
	void whenDeclaredTypeHidesOverloadOfFunctionThenItIsWarnedOf() {
		given(HidingOverloadConfiguration.class).start().context().getBean("overloads");
		assertThat(warnings()).singleElement().asString().contains("Method overloaded of");
	}

	@Test
	void whenAllFunctionsAreKnownThenNothingIsWarnedOf() {
		given(ApiImplementation.class, GenericHandlerBean.class, StringConverter.class,
				BeanMethodConfiguration.Other.class, Advised.class)
			.context()
			.registerBean("proxies", BeanNameAutoProxyCreator.class, () -> autoProxy(false));
		this.fixture.start();
		assertThat(this.fixture.registry().functions()).hasSize(4);
		assertThat(warnings()).isEmpty();
	}

	private List<String> warnings() {
		try (CapturedLog log = new CapturedLog(HiddenFunctions.class)) {
			HiddenFunctions.warn(this.fixture.context().getBeanFactory(), this.fixture.discoverer(),
					this.fixture.registry().functions());
			return log.lines();
		}
	}

	private FunctionFixture given(Class<?>... beans) {
		this.fixture = FunctionFixture.of(beans);
		return this.fixture;
	}

	private static BeanNameAutoProxyCreator autoProxy(boolean byClass) {
		BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
		creator.setBeanNames("*Functions", "apiImplementation", "genericHandlerBean", "hiddenByProxy",
				"childInOtherPackage");
		creator.setInterceptorNames("advice");
		creator.setProxyTargetClass(byClass);
		return creator;
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

	@Lazy
	@Component
	static class LazyFunctions {

		static int created;

		LazyFunctions() {
			created++;
		}

		@ServiceInvocationFunction
		String lazy() {
			return "lazy";
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

	interface Api {

		@ServiceInvocationFunction
		String api();

	}

	static class ApiImplementation implements Api {

		@Override
		public String api() {
			return "from class";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BeanMethodConfiguration {

		@Bean
		Api functions() {
			return () -> "from bean method";
		}

		static class Other {

			@ServiceInvocationFunction
			String other() {
				return "other";
			}

		}

	}

	@Configuration
	static class ConfigurationFunctions {

		@ServiceInvocationFunction
		String configured() {
			return "configured";
		}

	}

	abstract static class Converter<S, T> {

		@ServiceInvocationFunction
		T convert(S source) {
			return apply(source);
		}

		abstract T apply(S source);

	}

	static class StringConverter extends Converter<Integer, Long> {

		@Override
		Long apply(Integer source) {
			return source + 1L;
		}

	}

	static class InheritedFunctions {

		@ServiceInvocationFunction
		String inherited() {
			return "inherited";
		}

	}

	static class OverridingFunctions extends InheritedFunctions {

		@Override
		String inherited() {
			return "overridden";
		}

	}

	static class RenamingFunctions extends InheritedFunctions {

		@Override
		@ServiceInvocationFunction("renamed")
		String inherited() {
			return "renamed";
		}

	}

	interface DefaultMethodApi {

		@ServiceInvocationFunction
		default String defaultMethod(String text) {
			return "default " + text;
		}

	}

	static class DefaultMethodBean implements DefaultMethodApi {

	}

	interface GenericHandler<T> {

		T handle(T value);

	}

	static class GenericHandlerBean implements GenericHandler<Integer> {

		@Override
		@ServiceInvocationFunction
		public Integer handle(Integer value) {
			return value + 1;
		}

	}

	interface AnnotatedHandler<T> {

		@ServiceInvocationFunction
		T handle(T value);

	}

	static class AnnotatedHandlerFunctions implements AnnotatedHandler<Integer> {

		@Override
		public Integer handle(Integer value) {
			return value + 1;
		}

	}

	static class AdvisedFunctions {

		private final String state = "state ";

		@ServiceInvocationFunction
		String advised(String text) {
			return this.state + text;
		}

	}

	static class FinalMethodFunctions {

		@ServiceInvocationFunction
		final String finalMethod() {
			return "final";
		}

	}

	static class ChildInOtherPackage extends PackagePrivateParent {

	}

	interface Marker {

		void marked();

	}

	static class HiddenByProxy implements Marker {

		@Override
		public void marked() {
		}

		@ServiceInvocationFunction
		String hidden() {
			return "hidden";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Advised {

		static int calls;

		@Bean
		static MethodInterceptor advice() {
			return (invocation) -> {
				calls++;
				return invocation.proceed();
			};
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

	@Component
	@Scope(scopeName = "call", proxyMode = ScopedProxyMode.TARGET_CLASS)
	static class ScopedByClass {

		@ServiceInvocationFunction
		String api() {
			return "scoped";
		}

	}

	@Component
	@Scope(scopeName = "call", proxyMode = ScopedProxyMode.INTERFACES)
	static class ScopedByInterface implements Api {

		@Override
		public String api() {
			return "scoped";
		}

	}

	static class SettingsInName {

		@ServiceInvocationFunction("${prefix}/{id}/#{50 * 2}%%")
		String settings() {
			return "settings";
		}

	}

	private static final class CallScope extends SimpleThreadScope {

		private boolean active;

		private int created;

		@Override
		public Object get(String name, ObjectFactory<?> objectFactory) {
			assertThat(this.active).as("scope is active").isTrue();
			this.created++;
			return super.get(name, objectFactory);
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
