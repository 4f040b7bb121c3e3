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

import org.jspecify.annotations.Nullable;

/**
 * What differs between the kinds of triggers: what the payload is, and what the sidecar
 * is told.
 *
 * @since 0.1.0
 */
public interface TriggerProtocol {

	/**
	 * Binds the payload of a function.
	 * @param parameter the parameter that no other binder took
	 * @param payloads reads payloads
	 * @return the binding
	 * @throws dev.daprfunctions.error.InvalidFunctionException if it cannot be a payload
	 */
	default BoundParameter bindPayload(FunctionParameter parameter, PayloadBinder payloads) {
		return payloads.bind(parameter);
	}

	/**
	 * Checks what the method returns.
	 * @param method the method
	 * @param output whether the return value is an output
	 * @throws dev.daprfunctions.error.InvalidFunctionException if it cannot be told to
	 * the sidecar
	 */
	default void checkReturnType(FunctionMethod method, boolean output) {
	}

	/**
	 * Returns whether the sidecar probes the route by an OPTIONS request.
	 * @return {@code true} if that is answered with 200
	 */
	default boolean isProbed() {
		return false;
	}

	/**
	 * Prepares a request; what it carries is read by the payload.
	 * @param request the request
	 * @return the request that the call works with
	 */
	default TriggerRequest open(TriggerRequest request) {
		return request;
	}

	/**
	 * Returns whether the request has anything to call the function with.
	 * @param request the request, with its payload read
	 * @return {@code false} to respond without a call
	 */
	default boolean isCallable(TriggerRequest request) {
		return true;
	}

	/**
	 * Prepares the response to a call that returned normally. It is given once the
	 * outputs were written; if an exception is thrown instead, they are not.
	 * @param function the function
	 * @param request the request
	 * @param returned what the function returned
	 * @return the response
	 */
	default TriggerResponse respond(FunctionDefinition function, TriggerRequest request, @Nullable Object returned) {
		return function.write(returned);
	}

	/**
	 * Responds to a call that failed.
	 * @param function the function
	 * @param request the request
	 * @param failure what it failed with
	 * @param failures the responses of failures
	 * @return the response
	 */
	default TriggerResponse respondToFailure(FunctionDefinition function, TriggerRequest request, Throwable failure,
			FailureResponses failures) {
		return failures.respond(function, request, failure);
	}

}
