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

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import dev.daprfunctions.BindingRequest;
import dev.daprfunctions.Invocation;
import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.Publication;
import dev.daprfunctions.StateEntry;
import dev.daprfunctions.StateWrite;
import dev.daprfunctions.function.SequencedOutputs.SetValue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.ResolvableType;
import org.springframework.http.ResponseEntity;

/**
 * Holders of outputs: parameters that a function sets or adds to.
 *
 * @since 0.1.0
 */
public final class OutputHolders {

	private static final Set<Class<?>> MESSAGES = Set.of(StateWrite.class, Publication.class, Invocation.class,
			BindingRequest.class);

	private static final Set<Class<?>> WRAPPERS = Set.of(CompletionStage.class, Mono.class, ResponseEntity.class,
			Optional.class);

	private OutputHolders() {
	}

	/**
	 * Returns whether a parameter is a holder.
	 * @param parameter the parameter
	 * @return {@code true} for an {@code OutputBinding} or {@code OutputCollector}
	 */
	public static boolean isHolder(FunctionParameter parameter) {
		return parameter.rawType() == OutputBinding.class || parameter.rawType() == OutputCollector.class;
	}

	/**
	 * Binds a holder.
	 * @param parameter the parameter
	 * @param output where its values go
	 * @return the binding
	 */
	public static BoundParameter bind(FunctionParameter parameter, OutputSource output) {
		ArgumentResolver holder = (parameter.rawType() == OutputCollector.class)
				? (request) -> new SequencedOutputs.Collector() : (request) -> new SequencedOutputs.Binding();
		return BoundParameter.output(holder, output);
	}

	/**
	 * Returns the type of the values of a return value that is an output: without what it
	 * is wrapped in, and of messages that are returned several at a time their type.
	 * @param type the return type
	 * @return the type of a value
	 */
	public static Class<?> returnedType(Type type) {
		ResolvableType unwrapped = unwrap(ResolvableType.forType(type));
		return (isMessages(unwrapped)) ? unwrapped.asCollection().getGeneric(0).toClass() : unwrapped.toClass();
	}

	/**
	 * Returns the type of what the values of a holder carry: without the message that it
	 * is wrapped in.
	 * @param parameter the holder
	 * @return the type
	 */
	public static Type valueType(FunctionParameter parameter) {
		return valueType(ResolvableType.forType(parameter.typeArgument()));
	}

	/**
	 * Returns the type of what the values that are returned carry.
	 * @param method the method
	 * @return the type
	 */
	public static Type valueType(FunctionMethod method) {
		ResolvableType type = unwrap(ResolvableType.forType(method.returnType()));
		return valueType((isMessages(type)) ? type.asCollection().getGeneric(0) : type);
	}

	private static Type valueType(ResolvableType type) {
		ResolvableType carried = (MESSAGES.contains(type.toClass())) ? type.getGeneric(0) : type;
		return (carried.hasUnresolvableGenerics() || !(carried.getType() instanceof ParameterizedType))
				? carried.toClass() : carried.getType();
	}

	static boolean isMessage(Class<?> type) {
		return MESSAGES.contains(type);
	}

	static boolean returnsMessages(Type type) {
		return isMessages(unwrap(ResolvableType.forType(type)));
	}

	private static boolean isMessages(ResolvableType type) {
		return Collection.class.isAssignableFrom(type.toClass())
				&& MESSAGES.contains(type.asCollection().getGeneric(0).toClass());
	}

	private static ResolvableType unwrap(ResolvableType type) {
		for (Class<?> wrapper : WRAPPERS) {
			if (type.toClass() != Object.class && wrapper.isAssignableFrom(type.toClass())) {
				return unwrap(type.as(wrapper).getGeneric(0));
			}
		}
		return type;
	}

	/**
	 * Returns whether a function has state entries, so that it may run again on the same
	 * request.
	 * @param method the method
	 * @return {@code true} if it has
	 */
	public static boolean hasEntries(FunctionMethod method) {
		return method.parameters().stream().anyMatch((parameter) -> parameter.rawType() == StateEntry.class);
	}

	/**
	 * Creates a state entry.
	 * @param value the value that was read, or {@code null} if there is none
	 * @param etag its ETag, or {@code null} if there is nothing at all
	 * @return a new entry
	 */
	public static StateEntry<?> entry(@Nullable Object value, @Nullable String etag) {
		return new SequencedOutputs.Entry(value, etag);
	}

	/**
	 * Returns what a function left in a holder.
	 * @param holder the holder, or a state entry
	 * @return the values with their order
	 */
	static List<SetValue> values(@Nullable Object holder) {
		if (holder instanceof SequencedOutputs.Collector collector) {
			return collector.added();
		}
		SetValue current = null;
		if (holder instanceof SequencedOutputs.Binding binding) {
			current = binding.current();
		}
		else if (holder instanceof SequencedOutputs.Entry entry) {
			current = entry.current();
		}
		return (current != null) ? List.of(current) : List.of();
	}

}
