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

import dev.daprfunctions.error.StateConflictException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Carries out the calls of functions: reads the inputs, calls the method, writes the
 * outputs, and answers. A call always has a response; what fails becomes one.
 *
 * @since 0.1.0
 */
public final class FunctionInvoker {

	private static final Log logger = LogFactory.getLog(FunctionInvoker.class);

	private final FailureResponses failures;

	private final FunctionStages stages;

	private final int conflictRetries;

	/**
	 * Creates an invoker.
	 * @param failures the responses of calls that fail
	 * @param inputsTimeout how long all inputs of a function may take, or {@code null} if
	 * only the client of the sidecar limits them
	 * @param conflictRetries how often a function runs again when one of its state
	 * entries was changed by somebody else meanwhile
	 */
	public FunctionInvoker(FailureResponses failures, @Nullable Duration inputsTimeout, int conflictRetries) {
		this.failures = failures;
		this.stages = new FunctionStages(inputsTimeout);
		this.conflictRetries = conflictRetries;
	}

	/**
	 * Calls a function that returns its result.
	 * @param function the function
	 * @param request what runs it
	 * @return the response
	 */
	public TriggerResponse invoke(FunctionDefinition function, TriggerRequest request) {
		TriggerProtocol protocol = function.trigger().protocol();
		for (int run = 0;; run++) {
			TriggerRequest opened = protocol.open(request);
			try {
				return invokeOnce(function, opened);
			}
			catch (Throwable ex) {
				if (!runsAgain(function, ex, run)) {
					return protocol.respondToFailure(function, opened, ex, this.failures);
				}
			}
		}
	}

	private TriggerResponse invokeOnce(FunctionDefinition function, TriggerRequest request) throws Exception {
		TriggerProtocol protocol = function.trigger().protocol();
		FunctionCall call = function.begin(request);
		if (!protocol.isCallable(request)) {
			return protocol.respond(function, request, null);
		}
		if (function.hasInputs()) {
			this.stages.readInputs(call).block();
		}
		Object returned = function.run(call);
		TriggerResponse response = protocol.respond(function, request, returned);
		if (function.hasOutputs()) {
			Mono.defer(() -> function.collectOutputs(call, returned).write())
				.doOnError((ex) -> response.discard(returned))
				.block();
		}
		return response;
	}

	boolean runsAgain(FunctionDefinition function, Throwable failure, int run) {
		boolean again = function.hasEntries() && run < this.conflictRetries
				&& failure instanceof StateConflictException conflict && conflict.isNothingWritten();
		if (again) {
			logger.debug("Running " + function + " again: " + failure.getMessage());
		}
		return again;
	}

	/**
	 * Calls a function that returns a {@code CompletionStage} or {@code Mono}, without
	 * blocking a thread.
	 * @param function the function
	 * @param request what runs it
	 * @return the call, which begins when it is subscribed to
	 */
	public AsyncCall invokeAsync(FunctionDefinition function, TriggerRequest request) {
		return new AsyncCall(this, function, request);
	}

	FunctionStages stages() {
		return this.stages;
	}

	FailureResponses failures() {
		return this.failures;
	}

}
