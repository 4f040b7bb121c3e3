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

package dev.daprfunctions.sidecar.binding;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.daprfunctions.sidecar.error.ApiException;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * Output bindings of one application.
 */
final class OutputBindings {

	private static final OutputBindingInterceptor NO_INTERCEPTOR = (name, request, binding) -> binding.invoke(request);

	private final Map<String, OutputBinding> bindings = new ConcurrentHashMap<>();

	private volatile OutputBindingInterceptor interceptor = NO_INTERCEPTOR;

	void add(String name, OutputBinding binding) {
		this.bindings.put(name, binding);
	}

	void intercept(@Nullable OutputBindingInterceptor interceptor) {
		this.interceptor = (interceptor != null) ? interceptor : NO_INTERCEPTOR;
	}

	BindingResult invoke(String name, BindingRequest request) {
		try {
			BindingResponse response = this.interceptor.intercept(name, request, (call) -> send(name, call));
			return (response != null) ? new BindingResult(response.data(), response.metadata(), null)
					: new BindingResult(null, Map.of(), null);
		}
		catch (BindingException ex) {
			return new BindingResult(null, ex.getMetadata(),
					ApiException.withReason(500, Status.Code.INTERNAL, "ERR_INVOKE_OUTPUT_BINDING",
							"error invoking output binding %s: %s".formatted(name, ex.getMessage())));
		}
	}

	private @Nullable BindingResponse send(String name, BindingRequest request) throws BindingException {
		if (request.operation().isEmpty()) {
			throw new BindingException("operation field is missing from request");
		}
		OutputBinding binding = this.bindings.get(name);
		if (binding == null) {
			throw new BindingException("couldn't find output binding " + name);
		}
		if (!binding.operations().contains(request.operation())) {
			throw new BindingException("binding %s does not support operation %s. supported operations:%s"
				.formatted(name, request.operation(), String.join(" ", binding.operations())));
		}
		return binding.invoke(request);
	}

}
