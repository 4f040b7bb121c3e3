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

import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpEntity;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Return type of a function, taken apart.
 *
 * @param asyncType {@code Mono} or {@code CompletionStage}, or {@code null} if the method
 * returns the value itself
 * @param valueType the type of the value inside of that, of a {@code ResponseEntity} and
 * of an {@code Optional}
 */
record ReturnType(@Nullable Class<?> asyncType, Type valueType) {

	private static final List<Class<?>> UNSUPPORTED = List.of(Publisher.class, CompletionStage.class, Future.class,
			Callable.class, BaseStream.class, HttpEntity.class, DeferredResult.class);

	static ReturnType of(Type type) {
		ResolvableType current = ResolvableType.forType(type);
		Class<?> asyncType = asyncType(current.toClass());
		if (asyncType != null) {
			current = current.as(asyncType).getGeneric(0);
		}
		for (Class<?> wrapper : new Class<?>[] { ResponseEntity.class, Optional.class }) {
			current = (current.toClass() == wrapper) ? current.getGeneric(0) : current;
		}
		return new ReturnType(asyncType, (current.hasGenerics()) ? current.getType() : current.toClass());
	}

	private static @Nullable Class<?> asyncType(Class<?> raw) {
		if (Mono.class.isAssignableFrom(raw)) {
			return Mono.class;
		}
		return (CompletionStage.class.isAssignableFrom(raw)) ? CompletionStage.class : null;
	}

	boolean isSupported() {
		Class<?> raw = ResolvableType.forType(this.valueType).toClass();
		return UNSUPPORTED.stream().noneMatch((unsupported) -> unsupported.isAssignableFrom(raw));
	}

}
