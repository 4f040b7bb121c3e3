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

import java.util.stream.Stream;

import org.aopalliance.intercept.MethodInterceptor;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/**
 * Advice that counts the calls it passes on.
 */
@Configuration(proxyBeanMethods = false)
class Advised {

	static int calls;

	@Bean
	static MethodInterceptor advice() {
		return (invocation) -> {
			calls++;
			return invocation.proceed();
		};
	}

	static FunctionFixture byClass(Class<?>... beans) {
		return proxied(true, beans);
	}

	static FunctionFixture byInterface(Class<?>... beans) {
		return proxied(false, beans);
	}

	private static FunctionFixture proxied(boolean byClass, Class<?>... beans) {
		calls = 0;
		FunctionFixture fixture = FunctionFixture.of(beans);
		fixture.context().registerBean(Advised.class);
		fixture.context().registerBean("proxies", BeanNameAutoProxyCreator.class, () -> creator(byClass, beans));
		return fixture;
	}

	private static BeanNameAutoProxyCreator creator(boolean byClass, Class<?>... beans) {
		BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
		creator.setBeanNames(
				Stream.of(beans).map((bean) -> StringUtils.uncapitalize(bean.getSimpleName())).toArray(String[]::new));
		creator.setInterceptorNames("advice");
		creator.setProxyTargetClass(byClass);
		return creator;
	}

}
