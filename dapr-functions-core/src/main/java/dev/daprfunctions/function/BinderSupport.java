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

import java.util.function.Supplier;

import dev.daprfunctions.error.InvalidFunctionException;

import org.springframework.core.ResolvableType;

/**
 * Compiles what an annotation says about a parameter or a return value, and names it when
 * that cannot work.
 *
 * @since 0.1.0
 */
public final class BinderSupport {

	private BinderSupport() {
	}

	/**
	 * Compiles the annotation of a parameter.
	 * @param <T> the type of the result
	 * @param parameter the parameter
	 * @param annotation the name of the annotation
	 * @param compilation what may fail
	 * @return the result
	 * @throws InvalidFunctionException if it failed
	 */
	public static <T> T compile(FunctionParameter parameter, String annotation, Supplier<T> compilation) {
		try {
			return compilation.get();
		}
		catch (InvalidFunctionException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw parameter.invalid("cannot be bound by @" + annotation + ": " + ex.getMessage(), action(annotation),
					ex);
		}
	}

	/**
	 * Compiles the annotation of a return value.
	 * @param <T> the type of the result
	 * @param method the method
	 * @param annotation the name of the annotation
	 * @param compilation what may fail
	 * @return the result
	 * @throws InvalidFunctionException if it failed
	 */
	public static <T> T compile(FunctionMethod method, String annotation, Supplier<T> compilation) {
		try {
			return compilation.get();
		}
		catch (InvalidFunctionException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new InvalidFunctionException("The return value of " + method.describeInSentence()
					+ " cannot be bound by @" + annotation + ": " + ex.getMessage(), action(annotation), ex);
		}
	}

	/**
	 * Checks that a parameter is a holder.
	 * @param parameter the parameter
	 * @param annotation the name of the annotation, which is of an output only
	 * @throws InvalidFunctionException if it is none
	 */
	public static void checkHolder(FunctionParameter parameter, String annotation) {
		if (!OutputHolders.isHolder(parameter)) {
			throw parameter.invalid("is annotated with @" + annotation + ", but holds no output",
					"Use OutputBinding<T> or OutputCollector<T>: @" + annotation + " is an output, not an input.",
					null);
		}
	}

	/**
	 * Checks that a parameter can be an output, and nothing else.
	 * @param parameter the parameter
	 * @param annotation the name of the annotation
	 * @param message the typed message of this kind of output
	 * @throws InvalidFunctionException if it holds no output, or messages of another kind
	 */
	public static void checkOutput(FunctionParameter parameter, String annotation, Class<?> message) {
		checkHolder(parameter, annotation);
		Class<?> type = ResolvableType.forType(parameter.typeArgument()).toClass();
		if (OutputHolders.isMessage(type) && type != message) {
			throw parameter.invalid("is annotated with @" + annotation + ", but holds a " + type.getSimpleName(),
					"Use a " + message.getSimpleName() + ", or the value itself.", null);
		}
	}

	/**
	 * Checks that the return value of a method can be an output.
	 * @param method the method
	 * @param annotation the name of the annotation
	 * @param message the typed message of this kind of output
	 * @throws InvalidFunctionException if it returns messages of another kind
	 */
	public static void checkOutput(FunctionMethod method, String annotation, Class<?> message) {
		Class<?> type = OutputHolders.returnedType(method.returnType());
		if (OutputHolders.isMessage(type) && type != message) {
			throw new InvalidFunctionException(
					method.describe() + " is annotated with @" + annotation + ", but returns a " + type.getSimpleName(),
					"Return a " + message.getSimpleName() + ", or the value itself.");
		}
	}

	private static String action(String annotation) {
		return "Correct the attributes of @" + annotation + ": texts may contain ${setting}, #{bean expression} and "
				+ "%Setting% that have a value, and may name parameters as {parameter} or {parameter.property}; literal "
				+ "braces are written {{ and }}.";
	}

}
