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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets only those requests pass that have the API token, and probes of the health.
 */
final class ApiTokenHandler extends Handler.Wrapper {

	private static final String HEADER = "dapr-api-token";

	private static final Set<String> HEALTH = Set.of("v1.0/healthz", "v1.0/healthz/outbound");

	private static final byte[] REFUSAL = "invalid api token\n".getBytes(StandardCharsets.UTF_8);

	private final String token;

	ApiTokenHandler(String token, Handler handler) {
		super(handler);
		this.token = token;
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) throws Exception {
		if (!this.token.equals(request.getHeaders().get(HEADER)) && !isHealthProbe(request)) {
			if (!request.getHttpURI().getPath().contains("healthz")) {
				TraceContext.of(request.getHeaders()).addToResponse(response.getHeaders());
			}
			response.setStatus(HttpStatus.UNAUTHORIZED_401);
			response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
			response.getHeaders().put("X-Content-Type-Options", "nosniff");
			response.write(true, ByteBuffer.wrap(REFUSAL), callback);
			return true;
		}
		HttpFields headers = HttpFields.build(request.getHeaders()).remove(HEADER);
		return super.handle(new Request.Wrapper(request) {

			@Override
			public HttpFields getHeaders() {
				return headers;
			}

		}, response, callback);
	}

	private static boolean isHealthProbe(Request request) {
		String path = String.valueOf(request.getHttpURI().getPath());
		return request.getMethod().equals("GET") && HEALTH.contains(path.replaceAll("^/+|/+$", ""));
	}

}
