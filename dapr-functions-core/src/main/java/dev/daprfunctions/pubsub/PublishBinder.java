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

package dev.daprfunctions.pubsub;

import dev.daprfunctions.Publication;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.expression.TextTemplateParser;
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
 * Binds parameters and return values with {@link DaprPublish} to topics.
 *
 * @since 0.1.0
 */
public final class PublishBinder implements ParameterBinder, ReturnValueBinder {

	private static final String ANNOTATION = "DaprPublish";

	private final TextTemplateParser parser;

	private final EventWriter writer;

	private final OutputValueWriters writers;

	/**
	 * Creates a binder.
	 * @param client the client of the sidecar
	 * @param writers creates the writers of values
	 * @param parser compiles the texts of annotations
	 */
	public PublishBinder(DaprClient client, OutputValueWriters writers, TextTemplateParser parser) {
		this.parser = parser;
		this.writer = new EventWriter(client);
		this.writers = writers;
	}

	@Override
	public @Nullable BoundParameter bind(FunctionParameter parameter) {
		DaprPublish annotation = parameter.annotation(DaprPublish.class);
		if (annotation == null) {
			return null;
		}
		BinderSupport.checkOutput(parameter, ANNOTATION, Publication.class);
		boolean topicRequired = ResolvableType.forType(parameter.typeArgument()).toClass() != Publication.class;
		PublishTarget target = BinderSupport.compile(parameter, ANNOTATION,
				() -> PublishTarget.compile(annotation, this.parser, parameter.variables(), topicRequired));
		return OutputHolders.bind(parameter, new PublishOutput(this.writer, target,
				new EventEncoder(this.writers, OutputHolders.valueType(parameter)), parameter.method()));
	}

	@Override
	public @Nullable OutputSource bind(FunctionMethod method) {
		DaprPublish annotation = method.annotation(DaprPublish.class);
		if (annotation == null) {
			return null;
		}
		BinderSupport.checkOutput(method, ANNOTATION, Publication.class);
		boolean topicRequired = OutputHolders.returnedType(method.returnType()) != Publication.class;
		PublishTarget target = BinderSupport.compile(method, ANNOTATION, () -> PublishTarget.compile(annotation,
				this.parser, FunctionParameter.variables(method), topicRequired));
		return new PublishOutput(this.writer, target, new EventEncoder(this.writers, OutputHolders.valueType(method)),
				method);
	}

}
