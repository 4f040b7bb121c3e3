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

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import dev.daprfunctions.function.FunctionCall;
import dev.daprfunctions.function.FunctionDefinition;
import dev.daprfunctions.function.FunctionStages;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.ResponseEntity;
import org.springframework.util.Assert;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod;

/**
 * One call of a handler method that has inputs or outputs. The inputs are read once the
 * other arguments are resolved and valid, the outputs are written before Spring MVC
 * handles the return value.
 */
final class HttpTriggerMethod extends ServletInvocableHandlerMethod {

	private final FunctionDefinition function;

	private final FunctionStages stages;

	private @Nullable HttpServletRequest request;

	private @Nullable FunctionCall call;

	HttpTriggerMethod(HandlerMethod handler, FunctionDefinition function, FunctionStages stages) {
		super(handler);
		this.function = function;
		this.stages = stages;
	}

	@Override
	public @Nullable Object invokeForRequest(NativeWebRequest request, @Nullable ModelAndViewContainer mavContainer,
			@Nullable Object... providedArgs) throws Exception {
		this.request = request.getNativeRequest(HttpServletRequest.class);
		Object returned = super.invokeForRequest(request, mavContainer, providedArgs);
		if (this.call == null || !this.function.hasOutputs()) {
			return returned;
		}
		if (returned instanceof Mono<?> mono) {
			return writeOutputs(this.call, mono, mavContainer);
		}
		if (returned instanceof CompletionStage<?> stage) {
			return writeOutputs(this.call, Mono.fromCompletionStage(stage), mavContainer);
		}
		checkWritable(returned);
		this.stages.writeOutputs(this.call, returned).block();
		return response(returned, mavContainer);
	}

	@Override
	protected @Nullable Object doInvoke(@Nullable Object... args) throws Exception {
		Assert.state(this.request != null, "No HTTP request");
		this.call = this.stages.begin(this.function, new ServletTriggerRequest(this.request, Map.of()), args);
		return super.doInvoke(this.call.arguments());
	}

	private Mono<Object> writeOutputs(FunctionCall call, Mono<?> returned,
			@Nullable ModelAndViewContainer mavContainer) {
		return returned.<Optional<Object>>map(Optional::of).defaultIfEmpty(Optional.empty()).flatMap((result) -> {
			Object value = result.orElse(null);
			checkWritable(value);
			return this.stages.writeOutputs(call, value).then(Mono.fromSupplier(() -> response(value, mavContainer)));
		});
	}

	private void checkWritable(@Nullable Object returned) {
		Assert.state(!HttpTriggerResponses.isDeferred(returned), () -> "The outputs of " + this.function
				+ " cannot be written, because what it returned is there only after them");
	}

	private @Nullable Object response(@Nullable Object returned, @Nullable ModelAndViewContainer mavContainer) {
		if (!this.function.returnsOutput()) {
			return returned;
		}
		if (returned instanceof ResponseEntity<?> entity) {
			return ResponseEntity.status(entity.getStatusCode()).headers(entity.getHeaders()).build();
		}
		if (mavContainer != null) {
			mavContainer.setRequestHandled(true);
		}
		return null;
	}

}
