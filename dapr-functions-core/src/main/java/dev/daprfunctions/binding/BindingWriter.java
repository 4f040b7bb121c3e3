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

package dev.daprfunctions.binding;

import java.util.List;

import dev.daprfunctions.client.SidecarFailures;
import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.function.OutputReport;
import dev.daprfunctions.function.OutputWriter;
import dev.daprfunctions.function.SerialWrites;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.InvokeBindingRequest;
import io.dapr.utils.TypeRef;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;

/**
 * Invokes the output bindings of a call: those of one binding in their order, different
 * ones at the same time.
 */
final class BindingWriter implements OutputWriter<BindingWrite> {

	private static final String UNKNOWN_BINDING = "couldn't find output binding";

	private final DaprClient client;

	BindingWriter(DaprClient client) {
		this.client = client;
	}

	@Override
	public Stage stage() {
		return Stage.MESSAGES;
	}

	@Override
	public Mono<Void> write(List<BindingWrite> writes, OutputReport report) {
		return SerialWrites.write(writes, BindingWrite::name, (write) -> invoke(write, report));
	}

	private Mono<Void> invoke(BindingWrite write, OutputReport report) {
		InvokeBindingRequest request = new InvokeBindingRequest(write.name(), write.operation())
			.setMetadata(write.metadata());
		if (write.data() != null) {
			request.setData(write.data());
		}
		return Mono.defer(() -> this.client.invokeBinding(request, TypeRef.BYTE_ARRAY))
			.onErrorMap((failure) -> translate(failure, write.target() + " for " + write.function()))
			.doOnError(SidecarFailures::isOutcomeUnknown, (failure) -> report.unknown(write))
			.doOnSuccess((answer) -> report.sent(write))
			.then();
	}

	private static FunctionException translate(Throwable failure, String operation) {
		FunctionException translated = SidecarFailures.translate(failure, operation);
		if (!translated.getMessage().contains(UNKNOWN_BINDING)) {
			return translated;
		}
		return new FunctionException(HttpStatus.INTERNAL_SERVER_ERROR, translated.getMessage(), failure);
	}

}
