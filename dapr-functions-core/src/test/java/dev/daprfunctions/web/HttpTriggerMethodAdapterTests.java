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

package dev.daprfunctions.web;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.mock.web.MockServletContext;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.support.ConfigurableWebBindingInitializer;
import org.springframework.web.bind.support.DefaultSessionAttributeStore;
import org.springframework.web.context.request.async.CallableProcessingInterceptor;
import org.springframework.web.context.request.async.DeferredResultProcessingInterceptor;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link HttpTriggerMethodAdapter}.
 */
class HttpTriggerMethodAdapterTests {

	private static final Set<String> OWN_FIELDS = Set.of("argumentResolvers", "methodValidator");

	@Test
	void whenCreatedThenHasAllSettingsOfTheSource() {
		RequestMappingHandlerAdapter source = source();
		source.setTaskExecutor(new SimpleAsyncTaskExecutor("own-"));
		source.setAsyncRequestTimeout(1234);
		source.setCallableInterceptors(List.of(new CallableProcessingInterceptor() {
		}));
		source.setDeferredResultInterceptors(List.of(new DeferredResultProcessingInterceptor() {
		}));
		source.setSessionAttributeStore(new DefaultSessionAttributeStore());
		source.setCacheSecondsForSessionAttributeHandlers(7);
		source.setSynchronizeOnSession(true);
		source.setParameterNameDiscoverer(new DefaultParameterNameDiscoverer());
		source.setWebBindingInitializer(new ConfigurableWebBindingInitializer());
		source.setMessageConverters(List.of(new StringHttpMessageConverter()));
		source.setCacheSeconds(5);
		source.afterPropertiesSet();
		HttpTriggerMethodAdapter adapter = HttpTriggerMethodAdapter.create(source, ServletInvocableHandlerMethod::new);
		assertThat(settings()).hasSizeGreaterThan(20)
			.allSatisfy(
					(field) -> assertThat(value(field, adapter)).as(field.getName()).isSameAs(value(field, source)));
		assertThat(adapter.getMessageConverters()).isEqualTo(source.getMessageConverters());
	}

	@Test
	void whenCreatedThenInputsAreKeptFromResolversOfTheSource() {
		RequestMappingHandlerAdapter source = source();
		source.afterPropertiesSet();
		HttpTriggerMethodAdapter adapter = HttpTriggerMethodAdapter.create(source, ServletInvocableHandlerMethod::new);
		assertThat(adapter.getArgumentResolvers()).first().isInstanceOf(HttpTriggerArgumentResolver.class);
		assertThat(adapter.getArgumentResolvers()).containsAll(source.getArgumentResolvers());
		assertThat(source.getArgumentResolvers()).noneMatch(HttpTriggerArgumentResolver.class::isInstance);
	}

	@Test
	void whenSourceIsNotInitializedThenFails() {
		assertThatIllegalStateException()
			.isThrownBy(() -> HttpTriggerMethodAdapter.create(new RequestMappingHandlerAdapter(),
					ServletInvocableHandlerMethod::new))
			.withMessageContaining("not initialized");
	}

	@Test
	void whenHandlerMethodIsCalledThenIsCreatedAsTold() throws Exception {
		RequestMappingHandlerAdapter source = source();
		source.afterPropertiesSet();
		HandlerMethod handler = new HandlerMethod(this, "toString");
		ServletInvocableHandlerMethod created = new ServletInvocableHandlerMethod(handler);
		HttpTriggerMethodAdapter adapter = HttpTriggerMethodAdapter.create(source, (method) -> created);
		assertThat(adapter.createInvocableHandlerMethod(handler)).isSameAs(created);
	}

	private static RequestMappingHandlerAdapter source() {
		RequestMappingHandlerAdapter source = new RequestMappingHandlerAdapter();
		StaticWebApplicationContext context = new StaticWebApplicationContext();
		context.setServletContext(new MockServletContext());
		source.setApplicationContext(context);
		return source;
	}

	private static Stream<Field> settings() {
		Stream.Builder<Field> fields = Stream.builder();
		ReflectionUtils.doWithFields(RequestMappingHandlerAdapter.class, (field) -> {
			ReflectionUtils.makeAccessible(field);
			fields.add(field);
		}, (field) -> ReflectionUtils.COPYABLE_FIELDS.matches(field) && !OWN_FIELDS.contains(field.getName()));
		return fields.build();
	}

	private static Object value(Field field, Object target) {
		Object value = ReflectionUtils.getField(field, target);
		return (field.getType().isPrimitive()) ? String.valueOf(value).intern() : value;
	}

}
