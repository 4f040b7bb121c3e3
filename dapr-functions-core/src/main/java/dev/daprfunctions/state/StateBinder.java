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

import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.daprfunctions.StateEntry;
import dev.daprfunctions.StateWrite;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.expression.TextTemplate;
import dev.daprfunctions.expression.TextTemplateParser;
import dev.daprfunctions.function.BinderSupport;
import dev.daprfunctions.function.BoundParameter;
import dev.daprfunctions.function.FunctionMethod;
import dev.daprfunctions.function.FunctionParameter;
import dev.daprfunctions.function.OutputHolders;
import dev.daprfunctions.function.OutputSource;
import dev.daprfunctions.function.ParameterBinder;
import dev.daprfunctions.function.ReturnValueBinder;
import dev.daprfunctions.function.Trigger;
import dev.daprfunctions.json.OutputValueWriters;
import dev.daprfunctions.json.ReadableTypes;
import dev.daprfunctions.json.ValueReader;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.State;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;

/**
 * Binds parameters and return values with {@link DaprState} to state stores.
 *
 * @since 0.1.0
 */
public final class StateBinder implements ParameterBinder, ReturnValueBinder {

	private static final String ANNOTATION = "DaprState";

	private final StateReader reader;

	private final JsonMapper jsonMapper;

	private final OutputValueWriters writers;

	private final StateTargets targets;

	private final StateWriter writer;

	/**
	 * Creates a binder.
	 * @param client the client of the sidecar
	 * @param types what the state stores can do
	 * @param jsonMapper the application's mapper
	 * @param writers creates the writers of values
	 * @param parser compiles the texts of annotations
	 */
	public StateBinder(DaprClient client, StateStoreTypes types, JsonMapper jsonMapper, OutputValueWriters writers,
			TextTemplateParser parser) {
		this.reader = new StateReader(client);
		this.jsonMapper = jsonMapper;
		this.writers = writers;
		this.targets = new StateTargets(parser);
		this.writer = new StateWriter(client, types);
	}

	@Override
	public @Nullable BoundParameter bind(FunctionParameter parameter) {
		DaprState annotation = parameter.annotation(DaprState.class);
		if (annotation == null) {
			return null;
		}
		if (OutputHolders.isHolder(parameter)) {
			return bindHolder(parameter, annotation);
		}
		if (annotation.keys().length > 0) {
			return bindKeys(parameter, annotation);
		}
		StateTarget target = compile(parameter, annotation, true);
		if (parameter.rawType() == StateEntry.class) {
			return bindEntry(parameter, target);
		}
		Type type = (parameter.rawType() == State.class) ? parameter.typeArgument() : parameter.valueType();
		return BoundParameter
			.input(input(parameter, target, StateArguments.single(parameter, valueReader(parameter, type))));
	}

	private BoundParameter bindHolder(FunctionParameter parameter, DaprState annotation) {
		BinderSupport.checkOutput(parameter, ANNOTATION, StateWrite.class);
		boolean keyRequired = ResolvableType.forType(parameter.typeArgument()).toClass() != StateWrite.class;
		StateTarget target = compile(parameter, annotation, keyRequired);
		return OutputHolders.bind(parameter, new StateOutput(this.writer, target,
				this.writers.of(OutputHolders.valueType(parameter)), parameter.method()));
	}

	private BoundParameter bindEntry(FunctionParameter parameter, StateTarget target) {
		checkPayload(parameter);
		List<StateEntryOutput.Other> others = otherEntries(parameter, target);
		Type type = parameter.typeArgument();
		return BoundParameter.entry(
				input(parameter, target, StateArguments.entry(parameter, valueReader(parameter, type))),
				new StateEntryOutput(this.writer, target, this.writers.of(type), parameter, others));
	}

	private static void checkPayload(FunctionParameter parameter) {
		for (FunctionParameter other : parameter.method().parameters()) {
			if (other.rawType() == InputStream.class && !other.isDapr()
					&& parameter.method().trigger().kind() != Trigger.Kind.HTTP) {
				throw parameter.invalid("is a state entry, so that the function may run again, but the payload '"
						+ other.name() + "' is a stream that can be read once only", "Use byte[] for the payload.",
						null);
			}
		}
	}

	private List<StateEntryOutput.Other> otherEntries(FunctionParameter parameter, StateTarget target) {
		List<StateEntryOutput.Other> others = new ArrayList<>();
		TextTemplate key = Objects.requireNonNull(target.key());
		boolean before = true;
		for (FunctionParameter other : parameter.method().parameters()) {
			DaprState annotation = other.annotation(DaprState.class);
			if (other.methodParameter().equals(parameter.methodParameter())) {
				before = false;
			}
			else if (annotation != null && other.rawType() == StateEntry.class) {
				TextTemplate otherKey = checkOther(parameter, target, other, annotation);
				if (before && (key.constant() == null || otherKey.constant() == null)) {
					others.add(new StateEntryOutput.Other(other.name(), otherKey));
				}
			}
		}
		return others;
	}

	private TextTemplate checkOther(FunctionParameter parameter, StateTarget target, FunctionParameter other,
			DaprState annotation) {
		StateTarget otherTarget = compile(other, annotation, true);
		if (!otherTarget.storeId().equals(target.storeId())) {
			throw parameter.invalid("is a state entry of another store than parameter '" + other.name() + "'",
					"Keep the states that one function changes together in one store: two stores cannot be written "
							+ "all or none.",
					null);
		}
		TextTemplate key = Objects.requireNonNull(otherTarget.key());
		if (key.constant() != null && key.constant().equals(Objects.requireNonNull(target.key()).constant())) {
			throw parameter.invalid("is a state entry of the same key as parameter '" + other.name() + "'",
					"Use one state entry for one state.", null);
		}
		return key;
	}

	private StateInput input(FunctionParameter parameter, StateTarget target, StateArgument argument) {
		return new StateInput(this.reader, parameter, target, List.of(Objects.requireNonNull(target.key())), argument);
	}

	private ValueReader valueReader(FunctionParameter parameter, Type type) {
		if (!ReadableTypes.isReadable(this.jsonMapper, type, parameter.method().beanType())) {
			throw parameter.invalid("has a type that no state can be read as",
					"Use T, Optional<T>, @Nullable T or State<T> for an input, where JSON can be read as T, "
							+ "OutputBinding<T> or OutputCollector<T> for an output, and StateEntry<T> for both.",
					null);
		}
		return BinderSupport.compile(parameter, ANNOTATION, () -> ValueReader.of(this.jsonMapper, type));
	}

	private BoundParameter bindKeys(FunctionParameter parameter, DaprState annotation) {
		ResolvableType type = ResolvableType.forType(parameter.type());
		if (type.toClass() != Map.class || type.getGeneric(0).toClass() != String.class) {
			throw parameter.invalid("has several keys, but is no Map<String, T>",
					"Use a Map<String, T> for several keys, or name one key.", null);
		}
		if (!annotation.key().isEmpty()) {
			throw parameter.invalid("has both key and keys", "Remove one of them.", null);
		}
		StateTarget target = compile(parameter, annotation, false);
		List<TextTemplate> keys = BinderSupport.compile(parameter, ANNOTATION,
				() -> this.targets.keys(annotation, parameter.variables()));
		Type valueType = ((ParameterizedType) parameter.type()).getActualTypeArguments()[1];
		return BoundParameter.input(new StateInput(this.reader, parameter, target, keys,
				StateArguments.map(parameter, valueReader(parameter, valueType))));
	}

	private StateTarget compile(FunctionParameter parameter, DaprState annotation, boolean keyRequired) {
		return BinderSupport.compile(parameter, ANNOTATION,
				() -> this.targets.compile(annotation, parameter.variables(), keyRequired));
	}

	@Override
	public @Nullable OutputSource bind(FunctionMethod method) {
		DaprState annotation = method.annotation(DaprState.class);
		if (annotation == null) {
			return null;
		}
		BinderSupport.checkOutput(method, ANNOTATION, StateWrite.class);
		boolean keyRequired = OutputHolders.returnedType(method.returnType()) != StateWrite.class;
		StateTarget target = BinderSupport.compile(method, ANNOTATION,
				() -> this.targets.compile(annotation, FunctionParameter.variables(method), keyRequired));
		return new StateOutput(this.writer, target, this.writers.of(OutputHolders.valueType(method)), method);
	}

}
