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

package dev.daprfunctions.sidecar.http;

import java.io.IOException;
import java.util.Locale;

import dev.daprfunctions.sidecar.app.AppRequest;
import dev.daprfunctions.sidecar.app.AppResponse;
import dev.daprfunctions.sidecar.invocation.FailedAnswers;
import dev.daprfunctions.sidecar.invocation.InvocationRequest;
import dev.daprfunctions.sidecar.invocation.ServiceInvocation;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * Endpoint that invokes an application.
 */
final class InvocationEndpoint implements Endpoint {

	private final ServiceInvocation invocation;

	InvocationEndpoint(ServiceInvocation invocation) {
		this.invocation = invocation;
	}

	@Override
	public void handle(ApiExchange exchange) throws IOException {
		InvocationTarget target = InvocationTarget.find(exchange.rawPath(), exchange.headers());
		if (target == null) {
			throw this.invocation.withoutTarget();
		}
		RequestBody body = exchange.body();
		HttpFields.Mutable headers = HttpFields.build(exchange.headers())
			.remove(InvocationTarget.APP_ID_HEADER)
			.remove(HttpHeader.HOST.asString());
		TraceContext.of(headers).addToRequest(headers);
		boolean streamed = "chunked".equalsIgnoreCase(headers.get(HttpHeader.TRANSFER_ENCODING));
		InvocationRequest request = new InvocationRequest(exchange.verb().toUpperCase(Locale.ROOT), target.method(),
				exchange.rawQuery(), headers,
				new AppRequest.Body(body.bytes(),
						body.bytes().length > 0 && headers.contains(HttpHeader.CONTENT_LENGTH), body.isTruncated()),
				streamed);
		try (AppResponse response = this.invocation.invoke(target.appId(), request, FailedAnswers.HTTP)) {
			new InvocationResponse(response).copyTo(exchange, streamed);
		}
	}

}
