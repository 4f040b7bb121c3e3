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

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.daprfunctions.Invocation;
import dev.daprfunctions.client.RequestSizes;
import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.expression.TextTemplate;
import dev.daprfunctions.function.CallOutput;
import dev.daprfunctions.function.FunctionCall;
import dev.daprfunctions.function.FunctionMethod;
import dev.daprfunctions.function.OutputSource;
import dev.daprfunctions.function.Outputs;
import dev.daprfunctions.json.OutputValueWriter;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Invocation output: a holder, or the return value of a function.
 */
final class InvocationOutput implements OutputSource {

	private final InvocationWriter writer;

	private final Target target;

	private final OutputValueWriter values;

	private final String function;

	InvocationOutput(InvocationWriter writer, Target target, OutputValueWriter values, FunctionMethod method) {
		this.writer = writer;
		this.target = target;
		this.values = values;
		this.function = method.describeInCall();
	}

	@Override
	public CallOutput resolve(FunctionCall call) {
		String appId = (this.target.appId() != null) ? call.evaluate(this.target.appId(), "appId") : null;
		String method = (this.target.method() != null) ? call.evaluate(this.target.method(), "method") : null;
		if (appId != null && method != null) {
			path(appId, method, HttpStatus.BAD_REQUEST);
		}
		return (value, outputs) -> collect(appId, method, value, outputs);
	}

	private URI path(String appId, String method, HttpStatus status) {
		try {
			return InvocationPath.of(appId, method);
		}
		catch (IllegalArgumentException ex) {
			throw new FunctionException(status, "An output of " + this.function + " cannot be sent: " + ex.getMessage(),
					ex);
		}
	}

	private void collect(@Nullable String appId, @Nullable String method, @Nullable Object value, Outputs outputs) {
		Invocation<?> invocation = (value instanceof Invocation<?> typed) ? typed : Invocation.builder(value).build();
		String targetApp = Outputs.target(invocation.appId(), appId, "appId", this.function);
		String targetMethod = Outputs.target(invocation.method(), method, "method", this.function);
		RequestMethod verb = (invocation.httpMethod() != null) ? invocation.httpMethod() : this.target.httpMethod();
		Object body = invocation.body();
		InvocationWrite write = new InvocationWrite(targetApp, targetMethod, verb.name(),
				path(targetApp, targetMethod, HttpStatus.INTERNAL_SERVER_ERROR),
				(body != null) ? this.values.write(body) : null, headers(invocation, body), this.function);
		RequestSizes.checkOutput(write.body(), 0, this.function, write::target);
		outputs.add(this.writer, write);
	}

	private Map<String, String> headers(Invocation<?> invocation, @Nullable Object body) {
		Map<String, String> headers = new LinkedHashMap<>(invocation.headers());
		headers.forEach(this::checkHeader);
		if (body != null && headers.keySet().stream().noneMatch(HttpHeaders.CONTENT_TYPE::equalsIgnoreCase)) {
			headers.put(HttpHeaders.CONTENT_TYPE, (OutputValueWriter.isBinary(body))
					? MediaType.APPLICATION_OCTET_STREAM_VALUE : MediaType.APPLICATION_JSON_VALUE);
		}
		return headers;
	}

	private void checkHeader(String name, String value) {
		try {
			HttpRequest.newBuilder().setHeader(name, value);
		}
		catch (IllegalArgumentException ex) {
			throw new FunctionException(HttpStatus.INTERNAL_SERVER_ERROR, "An output of " + this.function
					+ " cannot be sent: its header '" + name + "' is not allowed, or has a value that is not", ex);
		}
	}

	/**
	 * Method that an annotation names, as far as it is known at the start.
	 *
	 * @param appId the id of the application, or {@code null} if each invocation brings
	 * its own
	 * @param method the method, or {@code null} if each invocation brings its own
	 * @param httpMethod the HTTP method
	 */
	record Target(@Nullable TextTemplate appId, @Nullable TextTemplate method, RequestMethod httpMethod) {
	}

}
