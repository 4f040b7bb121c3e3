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
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.expression.TextVariable;
import dev.daprfunctions.json.TypeNames;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * Parameter of a function.
 *
 * @since 0.1.0
 */
public final class FunctionParameter {

	private static final String DAPR_ANNOTATIONS = DaprState.class.getPackageName();

	private final FunctionMethod method;

	private final MethodParameter parameter;

	private final MergedAnnotations annotations;

	private final List<Class<? extends Annotation>> daprAnnotations;

	private final Type type;

	private final Class<?> rawType;

	private final boolean nullable;

	FunctionParameter(FunctionMethod method, MethodParameter parameter) {
		this.method = method;
		this.parameter = parameter;
		this.annotations = MergedAnnotations.from(parameter.getParameterAnnotations());
		this.daprAnnotations = daprAnnotations(this.annotations);
		this.type = method.resolve(parameter.getGenericParameterType());
		this.rawType = ResolvableType.forType(this.type).toClass();
		this.nullable = !isOptional() && !this.rawType.isPrimitive() && parameter.isOptional();
	}

	/**
	 * Returns the method that has the parameter.
	 * @return the method
	 */
	public FunctionMethod method() {
		return this.method;
	}

	/**
	 * Returns the name of the function.
	 * @return the name
	 */
	public String functionName() {
		return this.method.trigger().name();
	}

	/**
	 * Returns the parameter as Spring sees it.
	 * @return the parameter
	 */
	public MethodParameter methodParameter() {
		return this.parameter;
	}

	/**
	 * Returns the name.
	 * @return the name, or the index where the class was compiled without names
	 */
	public String name() {
		String name = this.parameter.getParameterName();
		return (name != null) ? name : String.valueOf(this.parameter.getParameterIndex());
	}

	/**
	 * Returns the type with the type variables of the bean's class resolved.
	 * @return the type
	 */
	public Type type() {
		return this.type;
	}

	/**
	 * Returns the type without its arguments.
	 * @return the class
	 */
	public Class<?> rawType() {
		return this.rawType;
	}

	/**
	 * Returns the type of the value: that inside of an {@code Optional}, else the type.
	 * @return the type
	 */
	public Type valueType() {
		return (isOptional()) ? typeArgument() : this.type;
	}

	/**
	 * Returns the one type argument of the type.
	 * @return the argument, {@code Object} for a raw type
	 */
	public Type typeArgument() {
		return (this.type instanceof ParameterizedType parameterized) ? parameterized.getActualTypeArguments()[0]
				: Object.class;
	}

	/**
	 * Returns whether the type is an {@code Optional}.
	 * @return {@code true} if it is
	 */
	public boolean isOptional() {
		return this.rawType == Optional.class;
	}

	/**
	 * Returns whether the argument may be {@code null}.
	 * @return {@code true} if the parameter says so, and is no primitive
	 */
	public boolean isNullable() {
		return this.nullable;
	}

	/**
	 * Returns an annotation, with what it is meta-annotated with.
	 * @param <A> the type of the annotation
	 * @param annotationType the type of the annotation
	 * @return the annotation, or {@code null}
	 */
	public <A extends Annotation> @Nullable A annotation(Class<A> annotationType) {
		MergedAnnotation<A> annotation = this.annotations.get(annotationType);
		return (annotation.isPresent()) ? annotation.synthesize() : null;
	}

	/**
	 * Returns what the texts of the parameter's annotations may name: the parameters that
	 * come with the request.
	 * @return the variables
	 */
	public List<TextVariable> variables() {
		return variables(this.method);
	}

	/**
	 * Returns what the texts of a method's annotations may name.
	 * @param method the method
	 * @return the variables
	 */
	public static List<TextVariable> variables(FunctionMethod method) {
		return method.parameters()
			.stream()
			.filter((parameter) -> !parameter.isDapr())
			.map((parameter) -> new TextVariable(parameter.name(), parameter.parameter.getParameterIndex(),
					parameter.type))
			.toList();
	}

	/**
	 * Returns whether the parameter is an input or output, and not a part of the request.
	 * @return {@code true} if it has an annotation of this library
	 */
	public boolean isDapr() {
		return !this.daprAnnotations.isEmpty();
	}

	/**
	 * Returns the annotations that make the parameter an input or output.
	 * @return the types of the annotations
	 */
	public List<Class<? extends Annotation>> daprAnnotations() {
		return this.daprAnnotations;
	}

	/**
	 * Returns whether a parameter is an input or output.
	 * @param parameter the parameter
	 * @return {@code true} if it has one of the annotations of this library
	 */
	public static boolean isDapr(MethodParameter parameter) {
		return !daprAnnotations(MergedAnnotations.from(parameter.getParameterAnnotations())).isEmpty();
	}

	private static List<Class<? extends Annotation>> daprAnnotations(MergedAnnotations annotations) {
		return annotations.stream()
			.<Class<? extends Annotation>>map(MergedAnnotation::getType)
			.filter((type) -> type.getPackageName().equals(DAPR_ANNOTATIONS))
			.toList();
	}

	/**
	 * Names the parameter, its method and its bean for a message.
	 * @return for example {@code Parameter 'order' (Order) of method …}
	 */
	public String describe() {
		return "Parameter '" + name() + "' (" + TypeNames.shortName(this.type) + ") of "
				+ this.method.describeInSentence();
	}

	/**
	 * Names the parameter and its function inside of a message to a caller.
	 * @return for example {@code parameter 'order' of function 'RetrieveOrder'}
	 */
	public String describeInCall() {
		return "parameter '" + name() + "' of " + this.method.describeInCall();
	}

	/**
	 * Creates the exception that stops the start because of this parameter.
	 * @param problem what is wrong, to follow the description
	 * @param action what the developer can do
	 * @param cause the cause, or {@code null}
	 * @return the exception
	 */
	public InvalidFunctionException invalid(String problem, String action, @Nullable Throwable cause) {
		return new InvalidFunctionException(describe() + " " + problem, action, cause);
	}

}
