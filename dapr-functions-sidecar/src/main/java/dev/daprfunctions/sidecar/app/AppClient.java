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
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP client of the sidecar for its application. It follows no redirects, keeps no
 * cookies and trusts any certificate.
 */
final class AppClient implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(AppClient.class);

	private static final String API_TOKEN = "Dapr-Api-Token";

	private final AppEndpoint endpoint;

	private final @Nullable String apiToken;

	private final HttpClient client;

	AppClient(AppEndpoint endpoint, @Nullable String apiToken) {
		this.endpoint = endpoint;
		this.apiToken = apiToken;
		this.client = AppTransport.createClient(endpoint);
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

	/**
	 * Ask the application whether it is well.
	 * @param check how to ask
	 * @return whether it is
	 */
	boolean probe(AppHealthCheck check) {
		AppRequest request = new AppRequest("GET", "/" + check.path().replaceFirst("^/", ""), HttpFields.EMPTY,
				AppRequest.Body.NONE);
		try (AppResponse response = send(request, check.timeout(), null)) {
			response.body().readAllBytes();
			return response.status() / 100 == 2;
		}
		catch (AppChannelException | IOException ex) {
			logger.debug("The application could not be asked for its health: {}", ex.getMessage());
			return false;
		}
	}

	AppResponse send(AppRequest request, Duration timeout) throws AppChannelException {
		return send(request, timeout, this.apiToken);
	}

	private AppResponse send(AppRequest request, Duration timeout, @Nullable String token) throws AppChannelException {
		if (request.body().isTruncated()) {
			throw new AppChannelException(request.verb(), url(request), "stream too large");
		}
		boolean decompress = acceptsAnyEncoding(request);
		InputStreamResponseListener listener = new InputStreamResponseListener();
		Request clientRequest = toClientRequest(request, decompress, token);
		clientRequest.timeout(timeout.toMillis(), TimeUnit.MILLISECONDS).send(listener);
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
			clientRequest.abort(ex);
			Thread.currentThread().interrupt();
			throw failure(request, ex);
		}
	}

	private Request toClientRequest(AppRequest request, boolean decompress, @Nullable String token) {
		Request clientRequest = this.client.newRequest(this.endpoint.host(), this.endpoint.port())
			.scheme(this.endpoint.scheme())
			.method(request.verb())
			.path(toOctets(request.path()))
			.headers((headers) -> {
				request.headers().forEach(headers::add);
				// The client would wait for an interim answer before it sends the body.
				hide(headers, HttpHeader.EXPECT);
				if (!headers.contains(HttpHeader.USER_AGENT)) {
					headers.put(HttpHeader.USER_AGENT,
							this.endpoint.isHttp2() ? "Go-http-client/2.0" : "Go-http-client/1.1");
				}
				if (decompress) {
					headers.put(HttpHeader.ACCEPT_ENCODING, "gzip");
				}
				if (token != null) {
					headers.put(API_TOKEN, token);
				}
			});
		byte[] body = request.body().bytes();
		if (body.length == 0 && !usuallyHasBody(request.verb())) {
			// The client would add a length to a content type.
			return clientRequest.headers((headers) -> hide(headers, HttpHeader.CONTENT_TYPE));
		}
		if (request.body().isLengthKnown()) {
			return clientRequest.body(new BytesRequestContent((String) null, body));
		}
		if (!this.endpoint.isHttp2()) {
			clientRequest.headers((headers) -> headers.put(HttpHeader.TRANSFER_ENCODING, HttpHeaderValue.CHUNKED));
		}
		return clientRequest.body(new InputStreamRequestContent(null, new ByteArrayInputStream(body), null));
	}

	/**
	 * Make a header one that is sent, but that the client does not act upon.
	 * @param headers the headers
	 * @param header the header
	 */
	private static void hide(HttpFields.Mutable headers, HttpHeader header) {
		String value = headers.get(header);
		if (value != null) {
			headers.remove(header);
			headers.add(new HttpField(null, header.asString(), value));
		}
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
