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

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

import dev.daprfunctions.sidecar.component.Truthy;
import dev.daprfunctions.sidecar.invocation.ForwardedHeaders;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * {@link OutputBinding} that sends HTTP requests, as {@code bindings.http} does.
 */
final class HttpBinding implements OutputBinding {

	private static final String JSON = "application/json; charset=utf-8";

	private static final String GZIP = "gzip";

	private static final Set<String> COMPRESSION_HEADERS = Set.of("Content-Encoding", "Content-Length");

	private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

	private static final List<String> TRACE_HEADERS = List.of("traceparent", "tracestate", "baggage");

	private static final Set<String> TRANSPORT_HEADERS = Set.of("Transfer-Encoding", "Content-Length", "Host",
			"Expect");

	private final HttpBindingSettings settings;

	private final BindingHttpClient client;

	HttpBinding(HttpBindingSettings settings, BindingHttpClient client) {
		this.settings = settings;
		this.client = client;
	}

	@Override
	public List<String> operations() {
		return List.of("create", "get", "head", "post", "put", "patch", "delete", "options", "trace");
	}

	@Override
	public BindingResponse invoke(BindingRequest request) throws BindingException {
		String operation = request.operation().toUpperCase(Locale.ROOT);
		String verb = (operation.equals("CREATE")) ? "POST" : operation;
		BindingUrl url = BindingUrl.parse(verb,
				BindingUrl.join(this.settings.url(), request.metadata().getOrDefault("path", "")));
		HttpFields headers = headers(verb, url, request.metadata());
		InputStreamResponseListener listener = new InputStreamResponseListener();
		clientRequest(verb, url, headers, request).send(listener);
		try {
			Response response = listener.get(Long.MAX_VALUE, TimeUnit.DAYS);
			boolean compressed = GZIP.equalsIgnoreCase(response.getHeaders().get(HttpHeader.CONTENT_ENCODING))
					&& !request.metadata().containsKey("Accept-Encoding");
			try (InputStream body = listener.getInputStream()) {
				return answer(response, compressed, read((compressed) ? decompress(body) : body), request.metadata());
			}
		}
		catch (ExecutionException ex) {
			throw failure(verb, url, (ex.getCause() != null) ? ex.getCause() : ex);
		}
		catch (IOException | TimeoutException ex) {
			throw failure(verb, url, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw failure(verb, url, ex);
		}
	}

	private byte[] read(InputStream body) throws IOException {
		return body.readNBytes((int) Math.min(this.settings.maxBodySize(), Integer.MAX_VALUE));
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

	private Request clientRequest(String verb, BindingUrl url, HttpFields headers, BindingRequest request)
			throws BindingException {
		Request clientRequest = this.client.get()
			.newRequest(url.host(), url.port())
			.scheme(url.scheme())
			.path(url.path())
			.method(verb)
			.headers((fields) -> headers.forEach(fields::put));
		if (WITH_BODY.contains(verb)) {
			clientRequest.body(new BytesRequestContent((String) null, request.data()));
		}
		if (this.settings.timeout() != null) {
			clientRequest.timeout(this.settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
		}
		return clientRequest;
	}

	private HttpFields headers(String verb, BindingUrl url, Map<String, String> metadata) throws BindingException {
		HttpFields.Mutable headers = HttpFields.build()
			.put(HttpHeader.USER_AGENT, "Go-http-client/1.1")
			.put(HttpHeader.ACCEPT, JSON);
		if (WITH_BODY.contains(verb)) {
			headers.put(HttpHeader.CONTENT_TYPE, JSON);
		}
		if (!verb.equals("HEAD")) {
			headers.put(HttpHeader.ACCEPT_ENCODING, GZIP);
		}
		if (this.settings.hasToken()) {
			headers.put(ForwardedHeaders.canonical(String.valueOf(this.settings.tokenHeader())), this.settings.token());
		}
		for (Map.Entry<String, String> entry : metadata.entrySet()) {
			String name = entry.getKey();
			if (!name.isEmpty() && name.charAt(0) >= 'A' && name.charAt(0) <= 'Z') {
				put(headers, verb, url, name, entry.getValue());
			}
		}
		for (String name : TRACE_HEADERS) {
			String value = metadata.getOrDefault(name, "");
			if (!value.isEmpty()) {
				put(headers, verb, url, name, value);
			}
		}
		return headers;
	}

	private static void put(HttpFields.Mutable headers, String verb, BindingUrl url, String name, String value)
			throws BindingException {
		if (!HttpHeaders.isName(name)) {
			throw url.failure(verb, "net/http: invalid header field name \"%s\"".formatted(name));
		}
		if (!HttpHeaders.isValue(value)) {
			throw url.failure(verb, "net/http: invalid header field value for \"%s\"".formatted(name));
		}
		String canonical = ForwardedHeaders.canonical(name);
		if (!TRANSPORT_HEADERS.contains(canonical)) {
			headers.put(canonical, value);
		}
	}

	private BindingResponse answer(Response response, boolean compressed, byte[] body,
			Map<String, String> requestMetadata) throws BindingException {
		int status = response.getStatus();
		Map<String, String> metadata = new LinkedHashMap<>();
		metadata.put("statusCode", String.valueOf(status));
		metadata.put("status", "%d %s".formatted(status, response.getReason()).strip());
		for (HttpField field : response.getHeaders()) {
			String name = ForwardedHeaders.canonical(field.getName());
			if (!name.equals("Transfer-Encoding") && !(compressed && COMPRESSION_HEADERS.contains(name))) {
				metadata.merge(name, (field.getValue() != null) ? field.getValue() : "", "%s, %s"::formatted);
			}
		}
		if (isErrorIfNot2xx(requestMetadata) && status / 100 != 2) {
			throw new BindingException("received status code " + status, metadata);
		}
		return new BindingResponse(body, metadata);
	}

	private boolean isErrorIfNot2xx(Map<String, String> metadata) {
		String setting = metadata.getOrDefault("errorIfNot2XX", "");
		return (setting.isEmpty()) ? this.settings.errorIfNot2xx() : Truthy.test(setting);
	}

	private static BindingException failure(String verb, BindingUrl url, Throwable cause) {
		return url.failure(verb, problem(url, cause));
	}

	private static String problem(BindingUrl url, Throwable cause) {
		if (cause instanceof ConnectException) {
			return "dial tcp %s: connect: connection refused".formatted(url.host() + ":" + url.port());
		}
		if (cause instanceof UnknownHostException) {
			return "dial tcp: lookup %s: no such host".formatted(url.host());
		}
		return (cause instanceof TimeoutException) ? "context deadline exceeded" : String.valueOf(cause.getMessage());
	}

}
