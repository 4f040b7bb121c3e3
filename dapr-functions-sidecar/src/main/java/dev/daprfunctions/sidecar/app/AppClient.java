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

package dev.daprfunctions.sidecar.app;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.client.InputStreamRequestContent;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.ProtocolHandlers;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.RedirectProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * HTTP client of the sidecar for its application. It follows no redirects, keeps no
 * cookies and trusts any certificate.
 */
final class AppClient implements AutoCloseable {

	private static final int MAX_CONNECTIONS = 1024;

	private final AppEndpoint endpoint;

	private final HttpClient client;

	AppClient(AppEndpoint endpoint) {
		this.endpoint = endpoint;
		this.client = createClient(endpoint);
	}

	private static HttpClient createClient(AppEndpoint endpoint) {
		QueuedThreadPool threads = new QueuedThreadPool(64, 2);
		threads.setName("dapr-sidecar-app");
		threads.setDaemon(true);
		ClientConnector connector = new ClientConnector();
		connector.setSelectors(1);
		if (endpoint.protocol().equals("https")) {
			connector.setSslContextFactory(new SslContextFactory.Client(true));
		}
		HttpClient client = new HttpClient(new HttpClientTransportOverHTTP(connector));
		client.setExecutor(threads);
		client.setScheduler(new ScheduledExecutorScheduler("dapr-sidecar-app-timer", true));
		client.setMaxConnectionsPerDestination(MAX_CONNECTIONS);
		client.setIdleTimeout(0);
		client.setFollowRedirects(false);
		client.setHttpCookieStore(new HttpCookieStore.Empty());
		client.setUserAgentField(null);
		client.setDefaultRequestContentType(null);
		return client;
	}

	AppEndpoint endpoint() {
		return this.endpoint;
	}

	void start() {
		try {
			this.client.start();
			ProtocolHandlers handlers = this.client.getProtocolHandlers();
			handlers.remove(RedirectProtocolHandler.NAME);
			handlers.remove(WWWAuthenticationProtocolHandler.NAME);
			handlers.remove(ProxyAuthenticationProtocolHandler.NAME);
			this.client.getContentDecoderFactories().clear();
		}
		catch (Exception ex) {
			throw new IllegalStateException("Could not start the HTTP client for " + this.endpoint.url(), ex);
		}
	}

	AppResponse send(AppRequest request, Duration timeout) throws AppChannelException {
		if (request.body().isTruncated()) {
			throw new AppChannelException(request.verb(), url(request), "stream too large");
		}
		boolean decompress = acceptsAnyEncoding(request);
		InputStreamResponseListener listener = new InputStreamResponseListener();
		toClientRequest(request, decompress).timeout(timeout.toMillis(), TimeUnit.MILLISECONDS).send(listener);
		try {
			return toAppResponse(listener.get(Long.MAX_VALUE, TimeUnit.DAYS), listener, decompress);
		}
		catch (ExecutionException ex) {
			throw failure(request, (ex.getCause() != null) ? ex.getCause() : ex);
		}
		catch (IOException | TimeoutException ex) {
			throw failure(request, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw failure(request, ex);
		}
	}

	private Request toClientRequest(AppRequest request, boolean decompress) {
		Request clientRequest = this.client.newRequest(this.endpoint.host(), this.endpoint.port())
			.scheme(this.endpoint.protocol())
			.method(request.verb())
			.path(toOctets(request.path()))
			.headers((headers) -> {
				request.headers().forEach(headers::add);
				// The client would wait for an interim answer before it sends the body.
				headers.remove(HttpHeader.EXPECT);
				if (!headers.contains(HttpHeader.USER_AGENT)) {
					headers.put(HttpHeader.USER_AGENT, "Go-http-client/1.1");
				}
				if (decompress) {
					headers.put(HttpHeader.ACCEPT_ENCODING, "gzip");
				}
			});
		byte[] body = request.body().bytes();
		if (body.length == 0 && !usuallyHasBody(request.verb())) {
			return clientRequest;
		}
		if (request.body().isLengthKnown()) {
			return clientRequest.body(new BytesRequestContent((String) null, body));
		}
		return clientRequest.headers((headers) -> headers.put(HttpHeader.TRANSFER_ENCODING, HttpHeaderValue.CHUNKED))
			.body(new InputStreamRequestContent(null, new ByteArrayInputStream(body), null));
	}

	private static String toOctets(String path) {
		// The client writes one octet per character.
		return new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

	private static boolean usuallyHasBody(String verb) {
		return switch (verb) {
			case "GET", "HEAD", "DELETE", "OPTIONS" -> false;
			default -> true;
		};
	}

	private static boolean acceptsAnyEncoding(AppRequest request) {
		return !request.headers().contains(HttpHeader.ACCEPT_ENCODING) && !request.headers().contains(HttpHeader.RANGE)
				&& !request.verb().equals("HEAD");
	}

	private static AppResponse toAppResponse(Response response, InputStreamResponseListener listener,
			boolean decompress) throws IOException {
		boolean compressed = decompress
				&& "gzip".equalsIgnoreCase(response.getHeaders().get(HttpHeader.CONTENT_ENCODING));
		if (!compressed) {
			return new AppResponse(response.getStatus(), response.getHeaders(), listener.getInputStream());
		}
		HttpFields headers = HttpFields.build(response.getHeaders())
			.remove(HttpHeader.CONTENT_ENCODING)
			.remove(HttpHeader.CONTENT_LENGTH);
		return new AppResponse(response.getStatus(), headers, decompress(listener.getInputStream()));
	}

	private static InputStream decompress(InputStream body) throws IOException {
		PushbackInputStream stream = new PushbackInputStream(body);
		int first = stream.read();
		if (first == -1) {
			return stream;
		}
		stream.unread(first);
		return new GZIPInputStream(stream);
	}

	private AppChannelException failure(AppRequest request, Throwable cause) {
		AppChannelException failure = new AppChannelException(request.verb(), url(request), problem(cause));
		failure.initCause(cause);
		return failure;
	}

	private String url(AppRequest request) {
		return this.endpoint.url() + request.path();
	}

	private String problem(Throwable cause) {
		if (cause instanceof ConnectException) {
			return "dial tcp %s: connect: connection refused".formatted(this.endpoint.address());
		}
		if (cause instanceof HttpResponseException) {
			return "net/http: HTTP/1.x transport connection broken: malformed HTTP response";
		}
		if (cause instanceof TimeoutException) {
			return "context deadline exceeded";
		}
		return (cause instanceof EOFException) ? "EOF" : String.valueOf(cause.getMessage());
	}

	@Override
	public void close() {
		try {
			this.client.stop();
		}
		catch (Exception ex) {
			throw new IllegalStateException("Could not stop the HTTP client for " + this.endpoint.url(), ex);
		}
	}

}
