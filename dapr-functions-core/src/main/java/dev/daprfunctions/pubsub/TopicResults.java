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

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;

import dev.daprfunctions.TopicResult;
import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.FailureResponses;
import dev.daprfunctions.function.FunctionMethod;
import dev.daprfunctions.function.TriggerResponse;
import dev.daprfunctions.json.TypeNames;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponse;

/**
 * What topic functions may return, and what the sidecar is told of it.
 */
final class TopicResults {

	private static final Log logger = LogFactory.getLog(TopicResults.class);

	private TopicResults() {
	}

	static void check(FunctionMethod method, boolean output, boolean bulk) {
		Type returned = method.returnType();
		Class<?> raw = unwrap(ResolvableType.forType(returned)).toClass();
		if (output || isResult(returned, bulk) || raw == void.class || raw == Void.class) {
			return;
		}
		throw new InvalidFunctionException(
				method.describe() + " returns " + TypeNames.shortName(returned) + ", which nobody would receive",
				"Return void or " + ((bulk) ? "List<TopicResult>" : "TopicResult")
						+ ", or annotate the method with what the value is an output to: @DaprState, @DaprPublish, "
						+ "@DaprInvoke or @DaprBinding.");
	}

	static boolean isResult(Type returnType, boolean bulk) {
		ResolvableType type = unwrap(ResolvableType.forType(returnType));
		return (bulk)
				? List.class.isAssignableFrom(type.toClass())
						&& type.asCollection().getGeneric(0).toClass() == TopicResult.class
				: type.toClass() == TopicResult.class;
	}

	private static ResolvableType unwrap(ResolvableType type) {
		for (Class<?> wrapper : new Class<?>[] { CompletionStage.class, Mono.class }) {
			if (type.toClass() != Object.class && wrapper.isAssignableFrom(type.toClass())) {
				return type.as(wrapper).getGeneric(0);
			}
		}
		return type;
	}

	static TriggerResponse json(String body) {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(MediaType.APPLICATION_JSON);
		return new TriggerResponse(HttpStatus.OK, headers, body.getBytes(StandardCharsets.UTF_8), null);
	}

	static void log(String answer, Throwable failure) {
		if (failure instanceof ErrorResponse) {
			logger.warn(answer + ": " + FailureResponses.describe(failure));
		}
		else {
			logger.error(answer, failure);
		}
	}

	static TopicResult orSuccess(@Nullable Object returned) {
		return (returned instanceof TopicResult result) ? result : TopicResult.SUCCESS;
	}

}
