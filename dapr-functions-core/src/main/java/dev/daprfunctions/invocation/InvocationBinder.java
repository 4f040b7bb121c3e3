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

package dev.daprfunctions.invocation;

import java.util.List;

import dev.daprfunctions.Invocation;
import dev.daprfunctions.annotation.DaprInvoke;
import dev.daprfunctions.expression.AnnotationTexts;
import dev.daprfunctions.expression.TextTemplate;
import dev.daprfunctions.expression.TextTemplateParser;
import dev.daprfunctions.expression.TextVariable;
import dev.daprfunctions.function.BinderSupport;
import dev.daprfunctions.function.BoundParameter;
import dev.daprfunctions.function.FunctionMethod;
import dev.daprfunctions.function.FunctionParameter;
import dev.daprfunctions.function.OutputHolders;
import dev.daprfunctions.function.OutputSource;
import dev.daprfunctions.function.ParameterBinder;
import dev.daprfunctions.function.ReturnValueBinder;
import dev.daprfunctions.json.OutputValueWriters;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * Binds parameters and return values with {@link DaprInvoke} to methods of other
 * applications.
 *
 * @since 0.1.0
 */
public final class InvocationBinder implements ParameterBinder, ReturnValueBinder {

	private static final String ANNOTATION = "DaprInvoke";

	private final TextTemplateParser parser;

	private final InvocationWriter writer;

	private final OutputValueWriters writers;

	/**
	 * Creates a binder.
	 * @param client the HTTP client of the sidecar
	 * @param writers creates the writers of values
	 * @param parser compiles the texts of annotations
	 */
	public InvocationBinder(SidecarHttpClient client, OutputValueWriters writers, TextTemplateParser parser) {
		this.parser = parser;
		this.writer = new InvocationWriter(client);
		this.writers = writers;
	}

	@Override
	public @Nullable BoundParameter bind(FunctionParameter parameter) {
		DaprInvoke annotation = parameter.annotation(DaprInvoke.class);
		if (annotation == null) {
			return null;
		}
		BinderSupport.checkOutput(parameter, ANNOTATION, Invocation.class);
		boolean required = ResolvableType.forType(parameter.typeArgument()).toClass() != Invocation.class;
		InvocationOutput.Target target = BinderSupport.compile(parameter, ANNOTATION,
				() -> compile(annotation, parameter.variables(), required));
		return OutputHolders.bind(parameter, new InvocationOutput(this.writer, target,
				this.writers.of(OutputHolders.valueType(parameter)), parameter.method()));
	}

	@Override
	public @Nullable OutputSource bind(FunctionMethod method) {
		DaprInvoke annotation = method.annotation(DaprInvoke.class);
		if (annotation == null) {
			return null;
		}
		BinderSupport.checkOutput(method, ANNOTATION, Invocation.class);
		boolean required = OutputHolders.returnedType(method.returnType()) != Invocation.class;
		InvocationOutput.Target target = BinderSupport.compile(method, ANNOTATION,
				() -> compile(annotation, FunctionParameter.variables(method), required));
		return new InvocationOutput(this.writer, target, this.writers.of(OutputHolders.valueType(method)), method);
	}

	private InvocationOutput.Target compile(DaprInvoke annotation, List<TextVariable> variables, boolean required) {
		AnnotationTexts texts = new AnnotationTexts(this.parser, variables);
		TextTemplate appId = (required) ? texts.required("appId", annotation.appId())
				: texts.optional("appId", annotation.appId());
		TextTemplate method = (required) ? texts.required("method", annotation.method())
				: texts.optional("method", annotation.method());
		if (appId != null && appId.constant() != null && method != null && method.constant() != null) {
			InvocationPath.of(appId.constant(), method.constant());
		}
		return new InvocationOutput.Target(appId, method, annotation.httpMethod());
	}

}
