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
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.daprfunctions.sidecar.error.ApiException;
import dev.daprfunctions.sidecar.fault.InjectedFaultException;
import dev.daprfunctions.sidecar.uri.InvalidEscapeException;
import dev.daprfunctions.sidecar.uri.UrlPath;
import io.grpc.Status;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Routes requests to endpoints, everything that no route matches to service invocation.
 */
final class ApiHandler extends Handler.Abstract {

	private static final Logger logger = LoggerFactory.getLogger(ApiHandler.class);

	private final List<Route> routes;

	private final Endpoint fallback;

	ApiHandler(List<Route> routes, Endpoint fallback) {
		this.routes = List.copyOf(routes);
		this.fallback = fallback;
	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) {
		try {
			if (!request.getHttpURI().getPath().contains("healthz")) {
				TraceContext.of(request.getHeaders()).addToResponse(response.getHeaders());
			}
			dispatch(request, response);
			readRest(request);
			callback.succeeded();
		}
		catch (InjectedFaultException ex) {
			leaveWithoutAnswer(request, ex);
			callback.succeeded();
		}
		catch (IOException ex) {
			callback.failed(ex);
		}
		return true;
	}

	private static void leaveWithoutAnswer(Request request, InjectedFaultException fault) {
		if (fault.isTimeout()) {
			fault.keepSilent();
		}
		request.getConnectionMetaData().getConnection().getEndPoint().close();
	}

	/**
	 * Read what an endpoint left of the body. A connection with an unread body would be
	 * closed, which a client that sends its next request on it cannot know.
	 * @param request the request
	 * @throws IOException if the body cannot be read
	 */
	private static void readRest(Request request) throws IOException {
		if (!request.getHeaders().contains(HttpHeader.EXPECT)) {
			Content.Source.asInputStream(request).transferTo(OutputStream.nullOutputStream());
		}
	}

	private void dispatch(Request request, Response response) throws IOException {
		ApiExchange exchange = new ApiExchange(request, response, Map.of());
		try {
			UrlPath.unescape(exchange.rawPath());
			List<String> path = Route.segmentsOf(UrlPath.clean(exchange.rawPath()));
			for (Route route : this.routes) {
				Map<String, String> values = route.match(request.getMethod(), path);
				if (values != null) {
					handle(route.endpoint(), new ApiExchange(request, response, values));
					return;
				}
			}
			handle(this.fallback, exchange);
		}
		catch (InvalidEscapeException ex) {
			response.getHeaders().clear();
			response.getHeaders().put(HttpHeader.CONNECTION, "close");
			exchange.respond(400, "text/plain; charset=utf-8", "400 Bad Request".getBytes(StandardCharsets.UTF_8));
		}
	}

	private void handle(Endpoint endpoint, ApiExchange exchange) throws IOException {
		try {
			endpoint.handle(exchange);
		}
		catch (ApiException ex) {
			exchange.respond(ex.http().status(), ErrorBody.of(ex.http()));
		}
		catch (InjectedFaultException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			logger.error("{} {} failed", exchange.verb(), exchange.rawPath(), ex);
			ApiException error = ApiException.plain(500, Status.Code.INTERNAL, "ERROR", "internal error");
			exchange.respond(500, ErrorBody.of(error.http()));
		}
	}

}
