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

import java.util.List;
import java.util.stream.Collectors;

import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.FunctionDiscoverer;
import dev.daprfunctions.function.FunctionRegistry;
import dev.daprfunctions.function.HiddenFunctions;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Stops the start of an application whose functions the sidecar could never reach, and
 * logs those that it can.
 */
final class FunctionStartupCheck implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(FunctionStartupCheck.class);

	private static final String SDK_CONTROLLER = "io.dapr.springboot.DaprController";

	private static final int LOGGED_NAMES = 20;

	private final FunctionRegistry registry;

	private final FunctionDiscoverer discoverer;

	private final ConfigurableListableBeanFactory beanFactory;

	FunctionStartupCheck(FunctionRegistry registry, FunctionDiscoverer discoverer,
			ConfigurableListableBeanFactory beanFactory) {
		this.registry = registry;
		this.discoverer = discoverer;
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterSingletonsInstantiated() {
		HiddenFunctions.warn(this.beanFactory, this.discoverer, this.registry.functions());
		if (this.registry.functions().isEmpty()) {
			return;
		}
		checkWeb();
		checkSdkController();
		this.registry.checkCallable();
		log();
	}

	private void checkWeb() {
		if (!this.beanFactory.containsBean(DaprFunctionsWebMvcAutoConfiguration.MAPPING_BEAN_NAME)) {
			throw new InvalidFunctionException(
					"The application has functions, but is no Spring MVC application, so no sidecar can call them; the "
							+ "first one is " + this.registry.functions().get(0).method().describeInSentence(),
					"Add spring-boot-starter-webmvc and remove spring.main.web-application-type, or switch functions "
							+ "off by dapr.functions.enabled=false.");
		}
	}

	private void checkSdkController() {
		String beanName = sdkController();
		if (beanName != null) {
			throw new InvalidFunctionException(
					"The bean '" + beanName + "' of the Dapr SDK for Spring Boot (" + SDK_CONTROLLER
							+ ") answers /dapr/config and /dapr/subscribe too, so the sidecar would see only a part of "
							+ "the subscriptions",
					"Remove io.dapr:dapr-sdk-springboot from the dependencies and turn its @Topic methods into "
							+ "functions, or switch functions off by dapr.functions.enabled=false.");
		}
	}

	private @Nullable String sdkController() {
		ClassLoader classLoader = this.beanFactory.getBeanClassLoader();
		if (!ClassUtils.isPresent(SDK_CONTROLLER, classLoader)) {
			return null;
		}
		String[] names = this.beanFactory.getBeanNamesForType(ClassUtils.resolveClassName(SDK_CONTROLLER, classLoader));
		return (names.length > 0) ? names[0] : null;
	}

	private void log() {
		List<String> names = this.registry.functions()
			.stream()
			.map((function) -> function.trigger().name())
			.limit(LOGGED_NAMES)
			.toList();
		int more = this.registry.functions().size() - names.size();
		logger.info("Functions: " + names.stream().collect(Collectors.joining(", "))
				+ ((more > 0) ? " and " + more + " more" : ""));
		if (logger.isDebugEnabled()) {
			this.registry.functions()
				.forEach((function) -> logger
					.debug("Mapped " + function.trigger().route() + " to " + function.method().describeInSentence()));
		}
	}

}
