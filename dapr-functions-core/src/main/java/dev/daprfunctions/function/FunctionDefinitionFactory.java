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
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.json.TypeNames;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decides everything about a function that can be decided before it is called.
 *
 * @since 0.1.0
 */
public final class FunctionDefinitionFactory {

	private final JsonMapper jsonMapper;

	private final List<ParameterBinder> parameterBinders;

	private final List<ReturnValueBinder> returnValueBinders;

	private final PayloadBinder payloadBinder;

	/**
	 * Creates a factory.
	 * @param jsonMapper the application's mapper
	 * @param parameterBinders bind all parameters but the payload
	 * @param returnValueBinders bind return values to outputs
	 * @param payloadBinder binds the payload
	 */
	public FunctionDefinitionFactory(JsonMapper jsonMapper, Collection<ParameterBinder> parameterBinders,
			Collection<ReturnValueBinder> returnValueBinders, PayloadBinder payloadBinder) {
		this.jsonMapper = jsonMapper;
		this.parameterBinders = List.copyOf(parameterBinders);
		this.returnValueBinders = List.copyOf(returnValueBinders);
		this.payloadBinder = payloadBinder;
	}

	/**
	 * Creates a definition.
	 * @param method the method
	 * @return the definition
	 * @throws InvalidFunctionException if the method cannot work as a function
	 */
	public FunctionDefinition create(FunctionMethod method) {
		checkReturnType(method);
		List<BoundParameter> parameters = new ArrayList<>();
		FunctionParameter payload = null;
		for (FunctionParameter parameter : method.parameters()) {
			BoundParameter bound = bind(parameter);
			if (bound == null) {
				checkSinglePayload(payload, parameter);
				payload = parameter;
				bound = method.trigger().protocol().bindPayload(parameter, this.payloadBinder);
			}
			parameters.add(bound);
		}
		OutputSource output = bindReturnValue(method);
		checkReturnsOutput(method, output);
		method.trigger().protocol().checkReturnType(method, output != null);
		return new FunctionDefinition(method, parameters, output,
				FunctionResult.of(this.jsonMapper, method.returnType(), output != null));
	}

	/**
	 * Creates the definition of a handler method, of which only inputs and outputs are
	 * bound here; its other arguments and its response are the business of Spring MVC.
	 * @param method the method
	 * @return the definition
	 * @throws InvalidFunctionException if an input or output cannot work
	 */
	public FunctionDefinition createHandler(FunctionMethod method) {
		List<BoundParameter> parameters = method.parameters().stream().map(this::bindInputOrOutput).toList();
		OutputSource output = bindReturnValue(method);
		return new FunctionDefinition(method, parameters, output,
				FunctionResult.of(this.jsonMapper, method.returnType(), output != null));
	}

	private BoundParameter bindInputOrOutput(FunctionParameter parameter) {
		if (!parameter.isDapr()) {
			return BoundParameter.given();
		}
		BoundParameter bound = bind(parameter);
		if (bound == null) {
			throw parameter.invalid("has an annotation that binds no parameter",
					"Use @DaprState or @DaprSecret for an input, @DaprState, @DaprPublish, @DaprInvoke or @DaprBinding "
							+ "for an output.",
					null);
		}
		return bound;
	}

	private @Nullable BoundParameter bind(FunctionParameter parameter) {
		List<Class<? extends Annotation>> annotations = parameter.daprAnnotations();
		if (annotations.size() > 1) {
			throw parameter
				.invalid(
						"is annotated with " + annotations.stream()
							.map((type) -> "@" + type.getSimpleName())
							.collect(Collectors.joining(" and ")),
						"Use one parameter for each input and output.", null);
		}
		for (ParameterBinder binder : this.parameterBinders) {
			BoundParameter bound = binder.bind(parameter);
			if (bound != null) {
				return bound;
			}
		}
		return null;
	}

	private static void checkSinglePayload(@Nullable FunctionParameter payload, FunctionParameter parameter) {
		if (payload != null) {
			throw parameter.invalid(
					"has no annotation, and neither has parameter '" + payload.name()
							+ "': only one parameter can be the payload",
					"Annotate one of them: @DaprState for an input or output, or @RequestHeader, @RequestParam or "
							+ "@PathVariable for a part of the request.",
					null);
		}
	}

	private @Nullable OutputSource bindReturnValue(FunctionMethod method) {
		List<OutputSource> outputs = this.returnValueBinders.stream()
			.map((binder) -> binder.bind(method))
			.filter(Objects::nonNull)
			.toList();
		return switch (outputs.size()) {
			case 0 -> null;
			case 1 -> outputs.get(0);
			default -> (call) -> combine(outputs.stream().map((output) -> output.resolve(call)).toList());
		};
	}

	private static void checkReturnsOutput(FunctionMethod method, @Nullable OutputSource output) {
		Type type = method.returnValueType();
		if (output != null && (type == void.class || type == Void.class)) {
			throw new InvalidFunctionException(method.describe() + " is annotated as an output, but returns nothing",
					"Return the value to write, or annotate a parameter of type OutputBinding<T>.");
		}
	}

	private static CallOutput combine(List<CallOutput> outputs) {
		return (value, writes) -> outputs.forEach((output) -> output.collect(value, writes));
	}

	private static void checkReturnType(FunctionMethod method) {
		Type type = method.returnType();
		if (!ReturnType.of(type).isSupported()) {
			throw new InvalidFunctionException(
					method.describe() + " returns " + TypeNames.shortName(type) + ", which is not supported",
					"Return a value, void, ResponseEntity<T>, CompletionStage<T> or Mono<T>.");
		}
	}

}
