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

package dev.daprfunctions.expression;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.BeanExpressionContext;
import org.springframework.beans.factory.config.BeanExpressionResolver;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.PropertyResolver;

/**
 * Resolves Spring's placeholders and bean expressions when the application starts.
 */
final class SettingResolver {

	private final ConfigurableBeanFactory beanFactory;

	private final PropertyResolver properties;

	SettingResolver(ConfigurableBeanFactory beanFactory, PropertyResolver properties) {
		this.beanFactory = beanFactory;
		this.properties = properties;
	}

	String placeholder(String placeholder) {
		return this.properties.resolveRequiredPlaceholders(placeholder);
	}

	String setting(String name) {
		if (!this.properties.containsProperty(name)) {
			throw new IllegalArgumentException("Could not resolve the setting '" + name + "'");
		}
		return placeholder("${" + name + "}");
	}

	String beanExpression(String expression) {
		BeanExpressionResolver resolver = this.beanFactory.getBeanExpressionResolver();
		if (resolver == null) {
			throw new IllegalArgumentException("There is no resolver for the bean expression '" + expression + "'");
		}
		Object value = evaluate(resolver, placeholder(expression));
		if (value == null) {
			throw new IllegalArgumentException("The bean expression '" + expression + "' has no value");
		}
		return value.toString();
	}

	private @Nullable Object evaluate(BeanExpressionResolver resolver, String expression) {
		try {
			return resolver.evaluate(expression, new BeanExpressionContext(this.beanFactory, null));
		}
		catch (BeansException ex) {
			throw new IllegalArgumentException("Could not evaluate the bean expression '" + expression + "': "
					+ NestedExceptionUtils.getMostSpecificCause(ex).getMessage(), ex);
		}
	}

}
