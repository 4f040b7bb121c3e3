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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * HTTP client of the sidecar, which never blocks a thread.
 *
 * @since 0.1.0
 */
public final class SidecarHttpClient {

	/**
	 * Header that carries the token of the sidecar.
	 */
	public static final String API_TOKEN_HEADER = "dapr-api-token";

	private final HttpClient client;

	private final URI endpoint;

	private final @Nullable String apiToken;

	private final Duration timeout;

	/**
	 * Creates a client.
	 * @param client the client to send with
	 * @param endpoint the address of the sidecar's HTTP API
	 * @param apiToken the token that the sidecar demands, or {@code null}
	 * @param timeout the time after which a request fails
	 */
	public SidecarHttpClient(HttpClient client, URI endpoint, @Nullable String apiToken, Duration timeout) {
		this.client = client;
		this.endpoint = endpoint;
		this.apiToken = apiToken;
		this.timeout = timeout;
	}

	/**
	 * Creates the client to send with.
	 * @param connectTimeout the time after which connecting fails
	 * @return a client that follows no redirects
	 */
	public static HttpClient createHttpClient(Duration connectTimeout) {
		return HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.followRedirects(HttpClient.Redirect.NEVER)
			.connectTimeout(connectTimeout)
			.build();
	}

	CompletableFuture<Integer> send(InvocationWrite write) {
		HttpRequest.BodyPublisher body = (write.body() != null) ? HttpRequest.BodyPublishers.ofByteArray(write.body())
				: HttpRequest.BodyPublishers.noBody();
		HttpRequest.Builder request = HttpRequest.newBuilder(this.endpoint.resolve(write.uri()))
			.method(write.httpMethod(), body)
			.timeout(this.timeout);
		write.headers().forEach(request::setHeader);
		if (this.apiToken != null) {
			request.setHeader(API_TOKEN_HEADER, this.apiToken);
		}
		return this.client.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding())
			.thenApply(HttpResponse::statusCode);
	}

}
