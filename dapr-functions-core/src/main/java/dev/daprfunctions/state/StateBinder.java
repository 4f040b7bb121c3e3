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

package dev.daprfunctions.state;

import java.lang.reflect.Type;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.expression.TextTemplateParser;
import dev.daprfunctions.function.BoundParameter;
import dev.daprfunctions.function.FunctionMethod;
import dev.daprfunctions.function.FunctionParameter;
import dev.daprfunctions.function.OutputSource;
import dev.daprfunctions.function.ParameterBinder;
import dev.daprfunctions.function.ReturnValueBinder;
import dev.daprfunctions.json.ValueReader;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.State;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Binds parameters and return values with {@link DaprState} to state stores.
 *
 * @since 0.1.0
 */
public final class StateBinder implements ParameterBinder, ReturnValueBinder {

	private static final String ACTION = "Correct the attributes of @DaprState: store and key are required, may contain "
			+ "${setting}, #{bean expression} and %Setting% that have a value, and may name parameters as {parameter} or "
			+ "{parameter.property}.";

	private final DaprClient client;

	private final JsonMapper jsonMapper;

	private final StateTargets targets;

	private final StateWriter writer;

	/**
	 * Creates a binder.
	 * @param client the client of the sidecar
	 * @param jsonMapper the application's mapper
	 * @param parser compiles the texts of annotations
	 */
	public StateBinder(DaprClient client, JsonMapper jsonMapper, TextTemplateParser parser) {
		this.client = client;
		this.jsonMapper = jsonMapper;
		this.targets = new StateTargets(parser);
		this.writer = new StateWriter(client);
	}

	@Override
	public @Nullable BoundParameter bind(FunctionParameter parameter) {
		DaprState annotation = parameter.annotation(DaprState.class);
		if (annotation == null) {
			return null;
		}
		StateTarget target = compile(parameter, annotation);
		if (OutputBinding.class.isAssignableFrom(parameter.rawType())) {
			return BoundParameter.output((request) -> OutputBinding.create(),
					new StateOutput(this.writer, target, this.jsonMapper, parameter.method()));
		}
		Type type = (parameter.rawType() == State.class) ? parameter.typeArgument() : parameter.valueType();
		return BoundParameter
			.input(new StateInput(this.client, parameter, target, ValueReader.of(this.jsonMapper, type)));
	}

	private StateTarget compile(FunctionParameter parameter, DaprState annotation) {
		try {
			return this.targets.compile(annotation, parameter.variables());
		}
		catch (RuntimeException ex) {
			throw parameter.invalid("cannot be bound to a state: " + ex.getMessage(), ACTION, ex);
		}
	}

	@Override
	public @Nullable OutputSource bind(FunctionMethod method) {
		DaprState annotation = method.annotation(DaprState.class);
		if (annotation == null) {
			return null;
		}
		try {
			StateTarget target = this.targets.compile(annotation, FunctionParameter.variables(method));
			return new StateOutput(this.writer, target, this.jsonMapper, method);
		}
		catch (RuntimeException ex) {
			throw new InvalidFunctionException("The return value of " + method.describeInSentence()
					+ " cannot be bound to a state: " + ex.getMessage(), ACTION, ex);
		}
	}

}
