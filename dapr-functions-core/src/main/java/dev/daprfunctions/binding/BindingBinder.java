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

package dev.daprfunctions.binding;

import java.util.List;

import dev.daprfunctions.BindingRequest;
import dev.daprfunctions.annotation.DaprBinding;
import dev.daprfunctions.expression.AnnotationTexts;
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
import io.dapr.client.DaprClient;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * Binds parameters and return values with {@link DaprBinding} to output bindings.
 *
 * @since 0.1.0
 */
public final class BindingBinder implements ParameterBinder, ReturnValueBinder {

	private static final String ANNOTATION = "DaprBinding";

	private final TextTemplateParser parser;

	private final BindingWriter writer;

	private final OutputValueWriters writers;

	/**
	 * Creates a binder.
	 * @param client the client of the sidecar
	 * @param writers creates the writers of values
	 * @param parser compiles the texts of annotations
	 */
	public BindingBinder(DaprClient client, OutputValueWriters writers, TextTemplateParser parser) {
		this.parser = parser;
		this.writer = new BindingWriter(client);
		this.writers = writers;
	}

	@Override
	public @Nullable BoundParameter bind(FunctionParameter parameter) {
		DaprBinding annotation = parameter.annotation(DaprBinding.class);
		if (annotation == null) {
			return null;
		}
		BinderSupport.checkOutput(parameter, ANNOTATION, BindingRequest.class);
		boolean required = ResolvableType.forType(parameter.typeArgument()).toClass() != BindingRequest.class;
		BindingOutput.Target target = BinderSupport.compile(parameter, ANNOTATION,
				() -> compile(annotation, parameter.variables(), required));
		return OutputHolders.bind(parameter, new BindingOutput(this.writer, target,
				this.writers.of(OutputHolders.valueType(parameter)), parameter.method()));
	}

	@Override
	public @Nullable OutputSource bind(FunctionMethod method) {
		DaprBinding annotation = method.annotation(DaprBinding.class);
		if (annotation == null) {
			return null;
		}
		BinderSupport.checkOutput(method, ANNOTATION, BindingRequest.class);
		boolean required = OutputHolders.returnedType(method.returnType()) != BindingRequest.class;
		BindingOutput.Target target = BinderSupport.compile(method, ANNOTATION,
				() -> compile(annotation, FunctionParameter.variables(method), required));
		return new BindingOutput(this.writer, target, this.writers.of(OutputHolders.valueType(method)), method);
	}

	private BindingOutput.Target compile(DaprBinding annotation, List<TextVariable> variables,
			boolean operationRequired) {
		AnnotationTexts texts = new AnnotationTexts(this.parser, variables);
		return new BindingOutput.Target(texts.required("name", annotation.name()),
				(operationRequired) ? texts.required("operation", annotation.operation())
						: texts.optional("operation", annotation.operation()),
				texts.metadata(annotation.metadata()));
	}

}
