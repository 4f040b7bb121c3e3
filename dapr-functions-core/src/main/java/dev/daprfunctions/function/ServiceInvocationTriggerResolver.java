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

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;

import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.expression.TextTemplateParser;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Reads {@link ServiceInvocationFunction} annotations.
 *
 * @since 0.1.0
 */
public final class ServiceInvocationTriggerResolver implements TriggerResolver {

	static final TriggerProtocol PROTOCOL = new InvocationProtocol();

	private final TextTemplateParser parser;

	/**
	 * Creates a resolver.
	 * @param parser resolves settings in names
	 */
	public ServiceInvocationTriggerResolver(TextTemplateParser parser) {
		this.parser = parser;
	}

	@Override
	public Class<? extends Annotation> annotationType() {
		return ServiceInvocationFunction.class;
	}

	@Override
	public Trigger resolve(Method method) {
		ServiceInvocationFunction annotation = AnnotatedElementUtils.findMergedAnnotation(method,
				ServiceInvocationFunction.class);
		Assert.notNull(annotation, "Method must be annotated");
		String name = (annotation.name().isEmpty()) ? method.getName() : this.parser.parseConstant(annotation.name());
		Assert.isTrue(StringUtils.hasText(name), "the name of the function is empty");
		FunctionRoute route = FunctionRoute.of(name, annotation.method());
		return new Trigger(Trigger.Kind.SERVICE_INVOCATION, route.path(), route, PROTOCOL);
	}

}
