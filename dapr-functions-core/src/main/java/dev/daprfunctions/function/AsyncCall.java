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

import dev.daprfunctions.error.ErrorCode;
import dev.daprfunctions.error.FunctionException;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.http.HttpStatus;
import org.springframework.util.StringUtils;

/**
 * Response to a call of a function that returns a {@code CompletionStage} or
 * {@code Mono}. Whoever does not want to wait for it any longer lets the call expire.
 *
 * @since 0.1.0
 */
public final class AsyncCall extends Mono<TriggerResponse> {

	private final FunctionInvoker invoker;

	private final FunctionDefinition function;

	private final TriggerProtocol protocol;

	private final TriggerRequest request;

	private final CallerContext context = CallerContext.capture();

	private final Sinks.Empty<Void> expiry = Sinks.empty();

	private TriggerRequest opened;

	private @Nullable OutputReport report;

	private boolean expired;

	AsyncCall(FunctionInvoker invoker, FunctionDefinition function, TriggerRequest request) {
		this.invoker = invoker;
		this.function = function;
		this.protocol = function.trigger().protocol();
		this.request = request;
		this.opened = this.protocol.open(request);
	}

	@Override
	public void subscribe(CoreSubscriber<? super TriggerResponse> subscriber) {
		run(this.opened, 0).takeUntilOther(this.expiry.asMono())
			.contextWrite(this.context::addTo)
			.subscribe(subscriber);
	}

	/**
	 * Responds instead of the function, which has not completed in time. It is cancelled,
	 * unless it has come to its outputs: these are written to the end, and what became of
	 * them is logged.
	 * @param limit the time that it had, or {@code null} if that is not known
	 * @return the response
	 */
	public TriggerResponse expire(@Nullable Duration limit) {
		FunctionException failure;
		TriggerRequest current;
		synchronized (this) {
			this.expired = true;
			current = this.opened;
			failure = failure(limit, this.report);
		}
		this.expiry.tryEmitEmpty();
		return this.protocol.respondToFailure(this.function, current, failure, this.invoker.failures());
	}

	private FunctionException failure(@Nullable Duration limit, @Nullable OutputReport report) {
		String detail = StringUtils.capitalize(this.function.toString()) + " did not complete"
				+ ((limit != null) ? " within " + limit.toMillis() + " ms" : " in time")
				+ ((report != null) ? "; its outputs are still being written" : "");
		FunctionException failure = new FunctionException(HttpStatus.SERVICE_UNAVAILABLE,
				ErrorCode.ERR_FUNCTION_FAILED.name(), detail, null);
		if (report != null) {
			report.addUnfinishedTo(failure);
		}
		return failure;
	}

	private Mono<TriggerResponse> run(TriggerRequest opened, int run) {
		return Mono.defer(() -> begin(opened)).onErrorResume((ex) -> {
			if (this.invoker.runsAgain(this.function, ex, run)) {
				return run(openAgain(), run + 1);
			}
			return Mono.just(this.protocol.respondToFailure(this.function, opened, ex, this.invoker.failures()));
		});
	}

	private synchronized TriggerRequest openAgain() {
		this.report = null;
		this.opened = this.protocol.open(this.request);
		return this.opened;
	}

	private Mono<TriggerResponse> begin(TriggerRequest opened) {
		try {
			FunctionCall call = this.function.begin(opened);
			if (!this.protocol.isCallable(opened)) {
				return Mono.just(this.protocol.respond(this.function, opened, null));
			}
			Mono<Void> inputs = (this.function.hasInputs()) ? this.invoker.stages().readInputs(call) : Mono.empty();
			return inputs.then(Mono.defer(() -> call(call)));
		}
		catch (Throwable ex) {
			return Mono.error(ex);
		}
	}

	private Mono<TriggerResponse> call(FunctionCall call) {
		try {
			return this.context.<Mono<?>>call(() -> this.function.runAsync(call))
				.<Optional<Object>>map(Optional::of)
				.defaultIfEmpty(Optional.empty())
				.flatMap((returned) -> finish(call, returned.orElse(null)));
		}
		catch (Throwable ex) {
			return Mono.error(ex);
		}
	}

	private Mono<TriggerResponse> finish(FunctionCall call, @Nullable Object returned) {
		TriggerResponse response = this.protocol.respond(this.function, call.request(), returned);
		if (!this.function.hasOutputs()) {
			return Mono.just(response);
		}
		return Mono.defer(() -> writeOutputs(call, returned))
			.doOnError((ex) -> response.discard(returned))
			.doOnCancel(() -> response.discard(returned))
			.thenReturn(response);
	}

	private Mono<Void> writeOutputs(FunctionCall call, @Nullable Object returned) {
		Outputs outputs = this.function.collectOutputs(call, returned);
		OutputReport report = outputs.report();
		return (beginOutputs(report)) ? outputs.write(report) : Mono.never();
	}

	private synchronized boolean beginOutputs(OutputReport report) {
		if (!this.expired) {
			this.report = report;
		}
		return !this.expired;
	}

}
