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

package dev.daprfunctions.web;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.FunctionMethod;
import dev.daprfunctions.json.TypeNames;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Refuses what handler methods with outputs must not return: results that are there only
 * when the response is written, after the outputs.
 */
final class HttpTriggerResponses {

	private static final List<Class<?>> DEFERRED = List.of(Callable.class, WebAsyncTask.class, DeferredResult.class,
			ResponseBodyEmitter.class, StreamingResponseBody.class, CompletionStage.class);

	private static final List<Class<?>> ASYNC = List.of(Mono.class, CompletionStage.class);

	private static final List<Class<?>> WRAPPERS = List.of(HttpEntity.class, Optional.class);

	private static final List<Class<?>> NO_VALUES = List.of(void.class, Void.class, ModelAndView.class, View.class,
			HttpEntity.class);

	private HttpTriggerResponses() {
	}

	/**
	 * Checks the signature of a method that has outputs.
	 * @param method the method
	 * @param returnsOutput whether what it returns is an output
	 * @throws InvalidFunctionException if its outputs cannot be written before the
	 * response, or if it returns nothing that can be an output
	 */
	static void check(FunctionMethod method, boolean returnsOutput) {
		HttpTriggerParameters.checkNoResponseStream(method);
		ResolvableType value = unwrap(ResolvableType.forType(method.returnType()), ASYNC);
		checkNotDeferred(method, value);
		if (returnsOutput) {
			checkValue(method, value);
		}
	}

	private static void checkNotDeferred(FunctionMethod method, ResolvableType type) {
		if (isDeferred(type.toClass())) {
			throw new InvalidFunctionException(
					describeReturn(method) + ", which is there only after its outputs should be written",
					"Return a value, void, ResponseEntity<T>, CompletionStage<T> or Mono<T>, or remove the outputs.");
		}
		ResolvableType value = unwrap(type, WRAPPERS);
		if (value != type) {
			checkNotDeferred(method, value);
		}
	}

	private static void checkValue(FunctionMethod method, ResolvableType type) {
		ResolvableType value = unwrap(unwrap(type, List.of(ResponseEntity.class)), List.of(Optional.class));
		Class<?> raw = value.toClass();
		if (NO_VALUES.stream().anyMatch((noValue) -> noValue.isAssignableFrom(raw))) {
			throw new InvalidFunctionException(describeReturn(method) + ", which cannot be written to an output",
					"Return the value of the output, or put the annotation on an OutputBinding<T> parameter.");
		}
	}

	private static String describeReturn(FunctionMethod method) {
		Type type = method.returnType();
		return method.describe() + " has outputs, but returns " + TypeNames.shortName(type);
	}

	private static ResolvableType unwrap(ResolvableType type, List<Class<?>> wrappers) {
		for (Class<?> wrapper : wrappers) {
			if (wrapper.isAssignableFrom(type.toClass())) {
				return type.as(wrapper).getGeneric(0);
			}
		}
		return type;
	}

	/**
	 * Returns whether a value is there only when the response is written.
	 * @param returned what a method returned
	 * @return {@code true} if it is
	 */
	static boolean isDeferred(@Nullable Object returned) {
		Object value = (returned instanceof HttpEntity<?> entity) ? entity.getBody() : returned;
		return value != null && isDeferred(value.getClass());
	}

	private static boolean isDeferred(Class<?> type) {
		return DEFERRED.stream().anyMatch((deferred) -> deferred.isAssignableFrom(type))
				|| ReactiveAdapterRegistry.getSharedInstance().getAdapter(type) != null;
	}

}
