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

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import dev.daprfunctions.error.FunctionException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;

/**
 * The stages around a method that something else calls: reading its inputs, and writing
 * its outputs.
 *
 * @since 0.1.0
 */
public final class FunctionStages {

	private final @Nullable Duration inputsTimeout;

	/**
	 * Creates the stages.
	 * @param inputsTimeout how long all inputs of a method may take, or {@code null} if
	 * only the client of the sidecar limits them
	 */
	public FunctionStages(@Nullable Duration inputsTimeout) {
		this.inputsTimeout = inputsTimeout;
	}

	/**
	 * Does what comes before the call: creates the holders of outputs, evaluates where
	 * they go, and reads the inputs.
	 * @param function the method
	 * @param request what runs it
	 * @param arguments the arguments in the order of the parameters, {@code null} for
	 * inputs and outputs, which are filled in
	 * @return the call, to be made with its arguments
	 * @throws FunctionException if the call cannot be made
	 */
	public FunctionCall begin(FunctionDefinition function, TriggerRequest request, @Nullable Object[] arguments) {
		try {
			FunctionCall call = function.begin(request, arguments);
			if (function.hasInputs()) {
				readInputs(call).block();
			}
			return call;
		}
		catch (Exception ex) {
			throw failure("inputs", function, ex);
		}
	}

	/**
	 * Writes the outputs of a call that returned normally.
	 * @param call the call
	 * @param returned what the method returned, or what that completed with
	 * @return completes when everything was written, or fails with a
	 * {@link FunctionException}
	 */
	public Mono<Void> writeOutputs(FunctionCall call, @Nullable Object returned) {
		return Mono.defer(() -> call.function().collectOutputs(call, returned).write())
			.onErrorMap(Exception.class, (ex) -> failure("outputs", call.function(), ex));
	}

	Mono<Void> readInputs(FunctionCall call) {
		Mono<Void> inputs = call.function().readInputs(call);
		if (this.inputsTimeout == null) {
			return inputs;
		}
		return inputs.timeout(this.inputsTimeout)
			.onErrorMap(TimeoutException.class,
					(ex) -> new FunctionException(HttpStatus.GATEWAY_TIMEOUT, "The inputs of " + call.function()
							+ " were not read within " + this.inputsTimeout.toMillis() + " ms", ex));
	}

	private static RuntimeException failure(String stage, FunctionDefinition function, Exception failure) {
		Throwable cause = FailureResponses.unwrap(failure);
		if (cause instanceof RuntimeException exception && cause instanceof ErrorResponse) {
			return exception;
		}
		return new StageException("The " + stage + " of " + function + " failed", cause);
	}

}
