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

import java.lang.reflect.Proxy;

import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.FunctionBeans.Api;
import dev.daprfunctions.function.FunctionBeans.ApiImplementation;
import dev.daprfunctions.function.FunctionBeans.GenericHandlerBean;
import dev.daprfunctions.function.FunctionBeans.HiddenByProxy;
import dev.daprfunctions.function.FunctionBeans.LazyFunctions;
import dev.daprfunctions.function.visibility.PackagePrivateParent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.ProxyFactoryBean;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.stereotype.Component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FunctionDiscoverer} with beans that are proxies.
 */
class ProxiedFunctionTests {

	private FunctionFixture fixture = FunctionFixture.of();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whenBeanIsProxiedByClassThenCallsPassTheAdvice() {
		this.fixture = Advised.byClass(AdvisedFunctions.class);
		assertThat(this.fixture.call("advised", "\"x\"").body()).isEqualTo("\"state x\"");
		assertThat(Advised.calls).isEqualTo(1);
	}

	@Test
	void whenBeanIsProxiedByInterfaceThenCallsPassTheAdvice() {
		this.fixture = Advised.byInterface(ApiImplementation.class);
		assertThat(this.fixture.call("api").body()).isEqualTo("\"from class\"");
		assertThat(Proxy.isProxyClass(this.fixture.context().getBean(Api.class).getClass())).isTrue();
		assertThat(Advised.calls).isEqualTo(1);
	}

	@Test
	void whenGenericInterfaceIsProxiedThenMethodIsCalledThroughIt() {
		this.fixture = Advised.byInterface(GenericHandlerBean.class);
		assertThat(this.fixture.call("handle", "20").body()).isEqualTo("21");
		assertThat(Advised.calls).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whenMethodOfGenericInterfaceIsAnnotatedThenImplementationIsTheFunction(boolean proxied) {
		Advised.calls = 0;
		this.fixture = (proxied) ? Advised.byInterface(AnnotatedHandlerFunctions.class)
				: FunctionFixture.of(AnnotatedHandlerFunctions.class);
		assertThat(this.fixture.registry().functions()).hasSize(1);
		assertThat(this.fixture.call("handle", "20").body()).isEqualTo("21");
		assertThat(this.fixture.call("handle", "\"x\"").status()).isEqualTo(400);
		assertThat(Advised.calls).isEqualTo((proxied) ? 1 : 0);
	}

	@Test
	void whenInterfaceProxyHidesTheMethodThenStartStops() {
		this.fixture = Advised.byInterface(HiddenByProxy.class);
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(this.fixture::start)
			.withMessageContaining("Method hidden() of")
			.withMessageContaining("(bean 'hiddenByProxy')")
			.withMessageContaining("JDK proxy")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("proxyTargetClass"));
	}

	@Test
	void whenClassProxyCannotPassOnFinalMethodThenStartStops() {
		this.fixture = Advised.byClass(FinalMethodFunctions.class);
		assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(this.fixture::start)
			.withMessageContaining("Method finalMethod() of")
			.withMessageContaining("(bean 'finalMethodFunctions')")
			.withMessageContaining("is final")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("final"));
	}

	@Test
	void whenClassProxyCannotPassOnPackagePrivateMethodOfOtherPackageThenStartStops() {
		this.fixture = Advised.byClass(ChildInOtherPackage.class);
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
		this.fixture = Advised.byClass(LazyFunctions.class);
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
		assertThat(this.fixture.hiddenFunctionWarnings()).isEmpty();
		assertThat(scope.created).isZero();
		scope.active = true;
		assertThat(this.fixture.call("api").body()).isEqualTo("\"scoped\"");
		assertThat(scope.created).isEqualTo(1);
	}

	private FunctionFixture given(Class<?>... beans) {
		this.fixture = FunctionFixture.of(beans);
		return this.fixture;
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

}
