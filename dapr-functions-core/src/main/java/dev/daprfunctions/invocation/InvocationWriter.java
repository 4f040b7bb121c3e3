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

package dev.daprfunctions.invocation;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.List;

import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.function.FailureResponses;
import dev.daprfunctions.function.OutputReport;
import dev.daprfunctions.function.OutputWriter;
import dev.daprfunctions.function.SerialWrites;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;

/**
 * Invokes other applications through the sidecar: those invocations of one application in
 * their order, different applications at the same time. Answers that are not 2xx are
 * failures.
 *
 * @see <a href="https://docs.dapr.io/reference/api/service_invocation_api/">Service
 * invocation API</a>
 */
final class InvocationWriter implements OutputWriter<InvocationWrite> {

	private final SidecarHttpClient client;

	InvocationWriter(SidecarHttpClient client) {
		this.client = client;
	}

	@Override
	public Stage stage() {
		return Stage.MESSAGES;
	}

	@Override
	public Mono<Void> write(List<InvocationWrite> writes, OutputReport report) {
		return SerialWrites.write(writes, InvocationWrite::appId, (write) -> invoke(write, report));
	}

	private Mono<Void> invoke(InvocationWrite write, OutputReport report) {
		return Mono.fromFuture(() -> this.client.send(write)).onErrorMap((failure) -> {
			Throwable cause = FailureResponses.unwrap(failure);
			if (cause instanceof IOException && !isUnconnected(cause)) {
				report.unknown(write);
			}
			return translate(cause, write);
		}).flatMap((status) -> {
			if (status / 100 == 2) {
				report.sent(write);
				return Mono.empty();
			}
			return Mono.error(new FunctionException(HttpStatus.BAD_GATEWAY,
					"The " + write.target() + " for " + write.function() + " was answered with " + status, null));
		});
	}

	private static boolean isUnconnected(Throwable failure) {
		return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
	}

	private static FunctionException translate(Throwable failure, InvocationWrite write) {
		String what = "the " + write.target() + " for " + write.function() + " failed";
		if (failure instanceof HttpTimeoutException && !isUnconnected(failure)) {
			return new FunctionException(HttpStatus.GATEWAY_TIMEOUT, "The Dapr sidecar did not answer in time: " + what,
					failure);
		}
		if (failure instanceof IOException) {
			return new FunctionException(HttpStatus.SERVICE_UNAVAILABLE, "The Dapr sidecar cannot be reached: " + what,
					failure);
		}
		return new FunctionException(HttpStatus.INTERNAL_SERVER_ERROR,
				"The " + write.target() + " for " + write.function() + " failed: " + failure.getMessage(), failure);
	}

}
