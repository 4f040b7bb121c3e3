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

package dev.daprfunctions.test;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.parallel.ResourceLocksProvider;

import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestContextAnnotationUtils.AnnotationDescriptor;
import org.springframework.test.context.TestContextBootstrapper;
import org.springframework.test.context.cache.DefaultCacheAwareContextLoaderDelegate;
import org.springframework.test.context.support.DefaultBootstrapContext;

/**
 * Lets test classes that share a context, and thus a sidecar, run one after another.
 */
final class ContextLocks implements ResourceLocksProvider {

	private static final Map<MergedContextConfiguration, String> names = new ConcurrentHashMap<>();

	private static final Map<Class<?>, Set<Lock>> locks = new ConcurrentHashMap<>();

	@Override
	public Set<Lock> provideForClass(Class<?> testClass) {
		return locks.computeIfAbsent(testClass, (key) -> Set.of(new Lock(name(key))));
	}

	@Override
	public Set<Lock> provideForNestedClass(List<Class<?>> enclosingInstanceTypes, Class<?> testClass) {
		return provideForClass(testClass);
	}

	private static String name(Class<?> testClass) {
		return names.computeIfAbsent(configuration(testClass),
				(configuration) -> "dev.daprfunctions.test.context-" + configuration.getTestClass().getName());
	}

	private static MergedContextConfiguration configuration(Class<?> testClass) {
		AnnotationDescriptor<BootstrapWith> descriptor = TestContextAnnotationUtils.findAnnotationDescriptor(testClass,
				BootstrapWith.class);
		if (descriptor == null) {
			throw new IllegalStateException("%s has a test sidecar, but is no test of Spring Boot: add @SpringBootTest"
				.formatted(testClass.getName()));
		}
		try {
			TestContextBootstrapper bootstrapper = descriptor.getAnnotation()
				.value()
				.getDeclaredConstructor()
				.newInstance();
			bootstrapper.setBootstrapContext(
					new DefaultBootstrapContext(testClass, new DefaultCacheAwareContextLoaderDelegate()));
			return bootstrapper.buildMergedContextConfiguration();
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Could not find out which context %s has".formatted(testClass.getName()),
					ex);
		}
	}

}
