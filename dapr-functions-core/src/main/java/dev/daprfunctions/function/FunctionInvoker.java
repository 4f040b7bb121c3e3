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
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Carries out the calls of functions: reads the inputs, calls the method, writes the
 * outputs, and answers. A call always has a response; what fails becomes one.
 *
 * @since 0.1.0
 */
public final class FunctionInvoker {

	private final FailureResponses failures;

	private final FunctionStages stages;

	/**
	 * Creates an invoker.
	 * @param failures the responses of calls that fail
	 * @param inputsTimeout how long all inputs of a function may take, or {@code null} if
	 * only the client of the sidecar limits them
	 */
	public FunctionInvoker(FailureResponses failures, @Nullable Duration inputsTimeout) {
		this.failures = failures;
		this.stages = new FunctionStages(inputsTimeout);
	}

	/**
	 * Calls a function that returns its result.
	 * @param function the function
	 * @param request what runs it
	 * @return the response
	 */
	public TriggerResponse invoke(FunctionDefinition function, TriggerRequest request) {
		TriggerProtocol protocol = function.trigger().protocol();
		TriggerRequest opened = protocol.open(request);
		try {
			FunctionCall call = function.begin(opened);
			if (!protocol.isCallable(opened)) {
				return protocol.respond(function, opened, null);
			}
			if (function.hasInputs()) {
				this.stages.readInputs(call).block();
			}
			Object returned = function.run(call);
			if (function.hasOutputs() && protocol.writesOutputs(returned)) {
				function.collectOutputs(call, returned).write().block();
			}
			return protocol.respond(function, opened, returned);
		}
		catch (Throwable ex) {
			return protocol.respondToFailure(function, opened, ex, this.failures);
		}
	}

	/**
	 * Calls a function that returns a {@code CompletionStage} or {@code Mono}, without
	 * blocking a thread.
	 * @param function the function
	 * @param request what runs it
	 * @return the response
	 */
	public Mono<TriggerResponse> invokeAsync(FunctionDefinition function, TriggerRequest request) {
		TriggerProtocol protocol = function.trigger().protocol();
		TriggerRequest opened = protocol.open(request);
		return Mono.defer(() -> begin(function, opened))
			.onErrorResume((ex) -> Mono.just(protocol.respondToFailure(function, opened, ex, this.failures)));
	}

	private Mono<TriggerResponse> begin(FunctionDefinition function, TriggerRequest request) {
		try {
			FunctionCall call = function.begin(request);
			if (!function.trigger().protocol().isCallable(request)) {
				return Mono.just(function.trigger().protocol().respond(function, request, null));
			}
			Mono<Void> inputs = (function.hasInputs()) ? this.stages.readInputs(call) : Mono.empty();
			return inputs.then(Mono.defer(() -> run(call)));
		}
		catch (Throwable ex) {
			return Mono.error(ex);
		}
	}

	private Mono<TriggerResponse> run(FunctionCall call) {
		try {
			return call.function()
				.runAsync(call)
				.<Optional<Object>>map(Optional::of)
				.defaultIfEmpty(Optional.empty())
				.flatMap((returned) -> finish(call, returned.orElse(null)));
		}
		catch (Throwable ex) {
			return Mono.error(ex);
		}
	}

	private Mono<TriggerResponse> finish(FunctionCall call, @Nullable Object returned) {
		FunctionDefinition function = call.function();
		TriggerProtocol protocol = function.trigger().protocol();
		try {
			Mono<Void> outputs = (function.hasOutputs() && protocol.writesOutputs(returned))
					? function.collectOutputs(call, returned).write() : Mono.empty();
			return outputs.then(Mono.fromSupplier(() -> protocol.respond(function, call.request(), returned)));
		}
		catch (Throwable ex) {
			return Mono.error(ex);
		}
	}

}
